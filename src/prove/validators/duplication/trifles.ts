/** Copies that are true and yet not worth a word: there is nothing in them that could drift apart unseen. */
import type { Clone, Read } from '../../../kit/clones/clone.ts';
import { KIND } from '../../../kit/clones/tokens.ts';
import type { Named } from './place.ts';
import { rangeOf, type Range } from './runs.ts';

/** Lines up to which a callback, or what an interface asks for, is too small to be shared. */
const SMALL_CALLBACK = 10;
const SMALL_METHOD = 6;
/** At least this share of a table's tokens are the colons between its keys and values. */
const COLONS = 0.06;

export function isTrifle({ kind }: Clone, left: Named, right: Named): boolean {
  if (kind !== 'block' && isSmall(left, right, kind === 'verbatim')) return true;
  return (
    isTable(left.read, rangeOf(left.read, left.side)) && isTable(right.read, rangeOf(right.read, right.side))
  );
}

function isSmall(left: Named, right: Named, verbatim: boolean): boolean {
  const lines = Math.max(linesOf(left), linesOf(right));
  const [{ unit: one }, { unit: other }] = [left, right];
  if (one.name === '' && other.name === '') return lines <= SMALL_CALLBACK;
  const isAsked =
    one.name === other.name && one.owner !== other.owner && one.owner !== '' && other.owner !== '';
  return isAsked && !verbatim && lines <= SMALL_METHOD;
}

function linesOf({ side: { startLine, endLine } }: Named): number {
  return endLine - startLine + 1;
}

const STEPS = new Set(
  'if else for while do switch case try catch except finally throw raise const let var await yield break continue with assert defer go select'.split(
    ' ',
  ),
);

/** Keys with values and no step between them. */
function isTable({ scan: { tokens }, bytes }: Read, { first, end }: Range): boolean {
  let colons = 0;
  let before = '';
  for (let at = first; at < end; at++) {
    const [from, to] = [tokens.start[at] ?? 0, tokens.end[at] ?? 0];
    if (to - from === 1 && bytes[from] === 0x3a) colons++;
    const isWord = tokens.kind[at] === KIND.keyword;
    const word = isWord ? Buffer.from(bytes.subarray(from, to)).toString('latin1') : '';
    // `as const` says something of a value.
    if (STEPS.has(word) && before !== 'as') return false;
    before = word;
  }
  return colons >= (end - first) * COLONS;
}
