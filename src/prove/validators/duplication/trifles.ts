/** Copies that are true and yet not worth a word: there is nothing in them that could drift apart unseen. */
import type { Clone, Read } from '../../../kit/clones/clone.ts';
import { KIND } from '../../../kit/clones/tokens.ts';
import { linesOf, type Named } from './place.ts';
import { rangeOf, type Range } from './runs.ts';
import { textOf } from './words.ts';

/** Lines up to which a callback, or what an interface asks for, is too small to be shared. */
const SMALL_CALLBACK = 10;
const SMALL_METHOD = 9;
/** Overriding methods of one name answer the same question, each in its own way, unless they are that alike. */
const SAME_ANSWER = 0.9;
/** At least this share of a table's tokens are the colons between its keys and values. */
const COLONS = 0.06;

export function isTrifle(clone: Clone, left: Named, right: Named): boolean {
  const reasons = [isSmall, isMirror, isOwnAnswer];
  if (clone.kind !== 'block' && reasons.some((reason) => reason(clone, left, right))) return true;
  if (isTest(left) || isTest(right) || (clone.kind !== 'verbatim' && areSideBySide(left, right))) return true;
  return (
    isTable(left.read, rangeOf(left.read, left.side)) && isTable(right.read, rangeOf(right.read, right.side))
  );
}

function isSmall({ kind }: Clone, left: Named, right: Named): boolean {
  const lines = Math.max(linesOf(left.side), linesOf(right.side));
  const [{ unit: one }, { unit: other }] = [left, right];
  if (one.name === '' && other.name === '') return lines <= SMALL_CALLBACK;
  const isAsked =
    one.name === other.name && one.owner !== other.owner && one.owner !== '' && other.owner !== '';
  return isAsked && kind !== 'verbatim' && lines <= SMALL_METHOD;
}

function isOwnAnswer({ similarity }: Clone, left: Named, right: Named): boolean {
  return similarity < SAME_ANSWER && left.unit.name === right.unit.name && [left, right].some(overrides);
}

const OVERRIDE = new Set(['Override', 'override']);
/** More tokens than modifiers, annotations and a type before a method's parameters have. */
const HEAD = 16;

/** Whether the method says so itself, by Java's annotation or TypeScript's modifier. */
function overrides({ read, unit }: Named): boolean {
  for (let at = unit.first - 1; at >= Math.max(0, unit.first - HEAD); at--) {
    const text = textOf(read, { start: at, end: at + 1 });
    if (text === '{' || text === '}' || text === ';') return false;
    if (OVERRIDE.has(text)) return true;
  }
  return false;
}

/** `left` for `right` and `right` for `left`: the two turn opposite ways, and belong together. */
function isMirror({ kind, differences }: Clone, left: Named, right: Named): boolean {
  // Where statements differ, names stand against each other by chance.
  if (kind !== 'renamed') return false;
  const renames = differences.map(
    (one) => [textOf(left.read, one.left), textOf(right.read, one.right)] as const,
  );
  const known = new Set(renames.map((rename) => rename.join('\0')));
  return renames.some(([here, there]) => here !== there && known.has(`${there}\0${here}`));
}

/** Packages side by side with the same method of the same type, or Go's `New`: each is one way to do the same, and stands for itself. */
function areSideBySide(left: Named, right: Named): boolean {
  const [one, other] = [left, right].map(({ path }) => path.split('/').slice(0, -1));
  const isNeighbour =
    one?.at(-1) !== other?.at(-1) && one?.slice(0, -1).join('/') === other?.slice(0, -1).join('/');
  const { owner, name } = left.unit;
  const isOfType = owner !== '' || (left.language === 'go' && name.startsWith('New'));
  return isNeighbour && isOfType && owner === right.unit.owner && name === right.unit.name;
}

/** Tokens of a head in which Go's `t *testing.T` stands, among the first parameters. */
const FIRST = 12;

/** By what runs it: Python's runners go by the name, Go hands a `testing.T` to it. A test is one wherever its file stands. */
function isTest({ language, read, unit }: Named): boolean {
  if (language === 'python') return unit.name.startsWith('test_');
  if (language !== 'go') return false;
  const end = Math.min(unit.first + FIRST, unit.body);
  for (let at = unit.first; at < end; at++)
    if (textOf(read, { start: at, end: at + 1 }) === 'testing') return true;
  return false;
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
