/** Neighbouring functions that were copied together make one finding, not one each. */
import { groupBy } from '../../../kit/group-by.ts';
import type { Copy } from './copies.ts';

/** Lines between two functions that were copied in one piece. */
const GAP = 12;
/** From here on it is the file that was copied, if they fill enough of it: what lies between them counts as copied, too. */
const MANY = 4;
const DENSE = 0.5;

/** Never empty. In the order of the left sides. */
export type Region = readonly [Copy, ...Copy[]];

export function regionsOf(copies: readonly Copy[]): Region[] {
  const byFiles = groupBy(copies, ({ clone: { left, right } }) => `${left.source} ${right.source}`);
  return [...byFiles.values()].flatMap((some) => {
    const ordered = some.sort((a, b) => a.clone.left.startLine - b.clone.left.startLine);
    return isWhole(ordered) ? [ordered as unknown as Region] : adjacent(ordered);
  });
}

function isWhole(copies: readonly Copy[]): boolean {
  const [first, last] = [copies[0], copies.at(-1)];
  if (!first || !last || copies.length < MANY) return false;
  const lines = copies.reduce((sum, { clone: { left } }) => sum + left.endLine - left.startLine + 1, 0);
  return lines >= DENSE * (last.clone.left.endLine - first.clone.left.startLine + 1);
}

function adjacent(copies: readonly Copy[]): Region[] {
  const regions: [Copy, ...Copy[]][] = [];
  for (const copy of copies) {
    const region = regions.at(-1);
    const last = region?.at(-1);
    if (last && isNext(last, copy)) region?.push(copy);
    else regions.push([copy]);
  }
  return regions;
}

function isNext({ clone: a }: Copy, { clone: b }: Copy): boolean {
  return isNear(a.left, b.left) && isNear(a.right, b.right);
}

function isNear(a: { readonly endLine: number }, b: { readonly startLine: number }): boolean {
  return b.startLine > a.endLine && b.startLine - a.endLine <= GAP;
}
