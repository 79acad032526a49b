/** Offers to import a function instead of repeating it, where both are the same word for word. */
import { fixerOf, inTitle } from './from-findings.ts';

export const duplicationFixer = fixerOf('duplication', 'duplication', ({ fix }) => {
  const added = fix.map(({ replace }) => replace.trim()).find((text) => /\bimport\b/.test(text)) ?? '';
  return `Import what is repeated: ${inTitle(added)}`;
});
