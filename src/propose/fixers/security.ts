/** Offers the fixes that security rules write themselves. */
import { fixerOf, inTitle } from './from-findings.ts';

export const securityFixer = fixerOf('security', 'security', ({ fix }) => {
  const [{ expect, replace }] = fix;
  return replace === ''
    ? `Remove ${inTitle(expect)}`
    : `Write ${inTitle(replace)} instead of ${inTitle(expect)}`;
});
