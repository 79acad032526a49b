/** What is said of copies: which, where, how alike, and what to do instead. */
import type { Copy } from './copies.ts';
import { nameOf, whereIs, type Named } from './place.ts';
import type { Region } from './regions.ts';
import { code, isName, likeness } from './words.ts';

const MAX_PATH = 120;

export function oneMessage({ clone, both }: Copy, copy: Named, original: Named): string {
  const alike = likeness({ clone, left: copy.read, right: original.read });
  const where = `${whereIs(original)}${both ? ', which this change adds too' : ''}`;
  const lines = clone.left.endLine - clone.left.startLine + 1;
  if (clone.kind === 'block') {
    const whose =
      copy.path === original.path && copy.unit === original.unit ? 'the same function' : nameOf(original);
    return `${lines} lines of ${nameOf(copy)} repeat a part of ${whose} ${where} (${alike}).`;
  }
  return `${capital(nameOf(copy))} (${lines} lines) repeats ${nameOf(original)} ${where} (${alike}).`;
}

/** `names` are those of the first few. */
export function manyMessage(
  { folders }: Region,
  copies: readonly Copy[],
  { names, original }: { readonly names: readonly string[]; readonly original: Named },
): string {
  const rest =
    new Set(copies.map(({ clone: { left } }) => `${left.source} ${left.unit}`)).size - names.length;
  const listed = names.length === 0 ? '' : ` (${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''})`;
  const too = copies.every(({ both }) => both) ? ', which this change adds too' : '';
  const what = copies.some(({ clone }) => clone.kind === 'block')
    ? 'functions or parts of them'
    : 'functions';
  const alike = howAlike(copies);
  const elsewhere = new Set(copies.map(({ clone }) => clone.right.source)).size - 1;
  if (folders === null) {
    const also = elsewhere === 0 ? '' : ` and in ${elsewhere} more file${elsewhere === 1 ? '' : 's'}`;
    return `${copies.length} ${what}${listed} repeat those ${whereIs(original)} and below${also}${too} (${alike}).`;
  }
  const files = new Set(copies.map(({ clone }) => clone.left.source)).size;
  const [here, there] = folders.map((folder) => (folder === '' ? 'the top folder' : code(folder, MAX_PATH)));
  return `${copies.length} ${what}${listed} of ${files} files in ${here} repeat those of files of the same names in ${there}${too} (${alike}).`;
}

function howAlike(copies: readonly Copy[]): string {
  const least = Math.floor(100 * Math.min(...copies.map(({ clone }) => clone.similarity)));
  if (copies.every(({ clone }) => clone.differences.length === 0)) return 'word for word';
  return least === 100 ? 'but for names and values' : `at least ${least} % alike`;
}

export function more(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' The same stands in one more place.' : ` The same stands in ${count} more places.`;
}

export function hintFor(copies: readonly [Copy, ...Copy[]], call: string): string {
  const [{ clone }] = copies;
  if (copies.length > 1) return 'Move what they share into one module and import it in both places.';
  if (clone.kind === 'block') return 'Extract these lines into a function and call it in both places.';
  if (clone.differences.every(isName)) return call;
  const isParameter = clone.differences.every(({ kind }) => kind !== 'statement');
  if (isParameter) return `Make what differs a parameter. ${call}`;
  return 'Move what they share into one function and call it in both places.';
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
