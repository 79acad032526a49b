/** Comments that stand for code which somebody left out. A proposal is complete, or it would delete what it does not repeat. */

// Every repetition that could meet another one is bounded: the text is as long and as odd as somebody likes.
const OPENER = String.raw`(?://|#|/\*+|<!--|--|\{/\*)[\s.…]{0,20}`;
const ELISIONS: readonly RegExp[] = [
  // "... rest of the code", "(existing code unchanged)", "remaining methods stay the same", "same as before"
  new RegExp(
    `${OPENER}[(\\[]?\\s?(?:the\\s)?(?:rest|remaining|remainder|other|existing|previous|unchanged|original|same)\\b[^\\n]{0,60}\\b(?:code|file|function|method|class|implementation|logic|imports?|lines?|body|content|here|unchanged|same|before|above|below|remains?|stays?)`,
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
  // A comment of dots alone. Bare dots are a statement of Python's.
  /^[^\S\n]*(?:\/\/|#|\/\*+|<!--)[^\S\n]*(?:\.{3,}|…)[^\S\n]{0,20}(?:\*\/|-->)?[^\S\n]{0,20}$/gm,
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
