/** Offers the corrections of imports that have one clear answer. */
import { fixerOf, inTitle } from './from-findings.ts';

export const importsFixer = fixerOf('imports', 'imports', ({ fix }) => {
  const [{ expect, replace }] = fix;
  return replace === ''
    ? `Remove ${inTitle(expect)}`
    : `Import ${inTitle(replace)} instead of ${inTitle(expect)}`;
});
