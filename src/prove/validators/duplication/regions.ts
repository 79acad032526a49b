/** Neighbouring functions that were copied together make one finding, not one each. */
import { groupBy } from '../../../kit/group-by.ts';
import type { Copy } from './copies.ts';

/** Lines between two functions that were copied in one piece. */
const GAP = 12;
/** From here on it is the file that was copied. */
const MANY = 4;

/** Never empty. In the order of the left sides. */
export type Region = readonly [Copy, ...Copy[]];

export function regionsOf(copies: readonly Copy[]): Region[] {
  const byFiles = groupBy(copies, ({ clone: { left, right } }) => `${left.source} ${right.source}`);
  return [...byFiles.values()].flatMap((some) => {
    const ordered = some.sort((a, b) => a.clone.left.startLine - b.clone.left.startLine);
    return ordered.length >= MANY ? [ordered as unknown as Region] : adjacent(ordered);
  });
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
