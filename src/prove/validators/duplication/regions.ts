/** What was copied together makes one finding: neighbouring functions, much of a file, files of a folder. */
import type { Clone } from '../../../kit/clones/clone.ts';
import { groupBy } from '../../../kit/group-by.ts';
import type { Copy } from './copies.ts';

/** Lines between two functions that were copied in one piece. */
const GAP = 12;
/** With more copies of one file than that it is the file that repeats others, wherever they stand in it. */
const FEW = 2;
/** From here on it is one piece, if they fill enough of it: what lies between them counts as copied, too. */
const MANY = 4;
const DENSE = 0.5;

/** Copies that stand together. Never empty, in order. */
export type Part = readonly [Copy, ...Copy[]];

export interface Region {
  /** The longest first; never empty. */
  readonly parts: readonly [Part, ...Part[]];
  /** What of the two paths is not the same, when files of one folder repeat those of another; else null. */
  readonly folders: readonly [string, string] | null;
}

export function regionsOf(copies: readonly Copy[], pathOf: (source: number) => string): Region[] {
  const ends = ({ clone: { left, right } }: Copy) => [pathOf(left.source), pathOf(right.source)] as const;
  const byFolders = groupBy(copies, (copy) => foldersOf(...ends(copy)).join('\0'));
  const regions: Region[] = [];
  const alone: Copy[] = [];
  for (const some of byFolders.values()) {
    const byFiles = byEnds(some);
    const [first] = some;
    if (first && byFiles.length > 1)
      regions.push(regionOf(byFiles.flatMap(partsOf), foldersOf(...ends(first))));
    else alone.push(...some);
  }
  for (const some of groupBy(alone, ({ clone }) => clone.left.source).values()) {
    const byFiles = byEnds(some);
    const parts = byFiles.flatMap(partsOf);
    const isMuch = byFiles.some((file) => file.length > FEW);
    // Two pieces of one function that repeat pieces of another one are one story.
    const stories = isMuch ? [parts] : [...groupBy(parts, ([{ clone }]) => unitsOf(clone)).values()];
    regions.push(...stories.map((story) => regionOf(story, null)));
  }
  return regions;
}

const unitsOf = ({ left, right }: Clone): string => `${left.unit} ${right.source} ${right.unit}`;

/** Those between the same two files each. */
function byEnds(copies: readonly Copy[]): Copy[][] {
  return [...groupBy(copies, ({ clone: { left, right } }) => `${left.source} ${right.source}`).values()];
}

function regionOf(parts: readonly Part[], folders: Region['folders']): Region {
  const [first, ...others] = [...parts].sort((a, b) => lengthOf(b) - lengthOf(a)) as [Part, ...Part[]];
  return { parts: [first, ...others], folders };
}

/** What remains of two paths without the names that both end in; the paths themselves if there are none, or all. */
function foldersOf(left: string, right: string): [string, string] {
  const [one, other] = [left.split('/'), right.split('/')];
  let same = 0;
  while (same < Math.min(one.length, other.length) && one.at(-1 - same) === other.at(-1 - same)) same++;
  if (same === 0 || left === right) return [left, right];
  return [one.slice(0, -same).join('/'), other.slice(0, -same).join('/')];
}

/** Of copies between the same two files. */
function partsOf(copies: readonly Copy[]): Part[] {
  const ordered = [...copies].sort((a, b) => a.clone.left.startLine - b.clone.left.startLine);
  const whole = ordered as unknown as Part;
  return isWhole(ordered) ? [whole] : adjacent(ordered);
}

function isWhole(copies: readonly Copy[]): boolean {
  const [first, last] = [copies[0], copies.at(-1)];
  if (!first || !last || copies.length < MANY) return false;
  const lines = copies.reduce((sum, { clone: { left } }) => sum + left.endLine - left.startLine + 1, 0);
  return lines >= DENSE * (last.clone.left.endLine - first.clone.left.startLine + 1);
}

function adjacent(copies: readonly Copy[]): Part[] {
  const parts: [Copy, ...Copy[]][] = [];
  for (const copy of copies) {
    const part = parts.at(-1);
    const last = part?.at(-1);
    if (last && isNext(last, copy)) part?.push(copy);
    else parts.push([copy]);
  }
  return parts;
}

function isNext({ clone: a }: Copy, { clone: b }: Copy): boolean {
  return isNear(a.left, b.left) && isNear(a.right, b.right);
}

function isNear(a: { readonly endLine: number }, b: { readonly startLine: number }): boolean {
  return b.startLine > a.endLine && b.startLine - a.endLine <= GAP;
}

/** Lines from the first to the last. */
export function lengthOf(part: Part): number {
  const { endLine } = (part.at(-1) ?? part[0]).clone.left;
  return endLine - part[0].clone.left.startLine + 1;
}
