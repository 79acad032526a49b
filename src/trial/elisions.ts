/** Comments that stand for code which somebody left out. A proposal is complete, or it would delete what it does not repeat. */

const OPENER = String.raw`(?://|#|/\*+|<!--|--|\{/\*)[\s.…]*`;
const ELISIONS: readonly RegExp[] = [
  // "... rest of the code", "(existing code unchanged)", "remaining methods stay the same", "same as before"
  new RegExp(
    `${OPENER}[(\\[]?\\s*(?:the\\s+)?(?:rest|remaining|remainder|other|existing|previous|unchanged|original|same)\\b[^\\n]{0,60}\\b(?:code|file|function|method|class|implementation|logic|imports?|lines?|body|content|here|unchanged|same|before|above|below|remains?|stays?)`,
    'g',
  ),
  new RegExp(
    `${OPENER}[^\\n]{0,60}\\b(?:unchanged|omitted|elided|truncated|snip(?:ped)?|goes here|for brevity)\\b`,
    'g',
  ),
  new RegExp(
    `${OPENER}(?:your\\b[^\\n]{0,40}\\b(?:code|logic|implementation)|(?:add|implement|put)\\b[^\\n]{0,40}\\bhere)\\b`,
    'g',
  ),
  // A line of dots alone, in a comment or bare: Python's own `...` is a statement of its own and stands alone, too.
  /^[^\S\n]*(?:\/\/|#|\/\*+|<!--)[^\S\n]*(?:\.{3,}|…)[^\S\n]*(?:\*\/|-->)?[^\S\n]*$/gm,
];

/** The first elision that `after` has and `before` lacks, as it is written; null when none was added. */
export function addedElision(before: string, after: string): string | null {
  const [had, has] = [before, after].map((text) => text.normalize('NFKC').toLowerCase());
  for (const elision of ELISIONS) {
    const known = [...(had ?? '').matchAll(elision)].length;
    const found = [...(has ?? '').matchAll(elision)];
    if (found.length > known) return found[0]?.[0].replace(/\s+/gu, ' ').trim() ?? null;
  }
  return null;
}
