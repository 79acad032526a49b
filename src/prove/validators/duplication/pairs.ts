/** Pairs of places that are alike, of which the change wrote at least one, and which are worth a word. */
import type { Clone, Side } from '../../../kit/clones/clone.ts';
import type { Corpus } from './corpus.ts';
import type { History } from './history.ts';
import type { Named } from './place.ts';
import { isTrifle } from './trifles.ts';
import { areVariants } from './variants.ts';
import { isName } from './words.ts';

/** A pair whose left side is new. */
export interface Pair {
  readonly clone: Clone;
  /** The change wrote the right side as well. */
  readonly both: boolean;
  /** How good each side is to be used instead of the other; more is better. */
  readonly worth: { readonly left: number; readonly right: number };
}

interface Past {
  readonly history: History;
  /** There is no change: everything is new. */
  readonly audit: boolean;
}

export async function newPairs(
  clones: readonly Clone[],
  corpus: Corpus,
  { history, audit }: Past,
): Promise<Pair[]> {
  await history.learn(clones);
  const pairs: Pair[] = [];
  // One side after the other: of a file that is too large to be kept, all sides are looked at in one go.
  for (const clone of clones) {
    const [left, right] = [await namedSide(clone.left, corpus), await namedSide(clone.right, corpus)];
    if (!left || !right || isTrifle(clone, left, right) || areVariants(left, right)) continue;
    const [isNew, isOtherNew] = [await history.isNew(clone.left), await history.isNew(clone.right)];
    if ((!isNew && !isOtherNew) || (await history.wereAlike(clone))) continue;
    if (!audit && isNew && isOtherNew && areSiblings(clone)) continue;
    const worth = { left: worthOf(left), right: worthOf(right) };
    const pair = { clone, both: isNew && isOtherNew, worth };
    pairs.push(isNew ? pair : flipped(pair));
  }
  return pairs;
}

/** Whoever writes, or reviews, two functions in one file at once sees what they share: no copy, then, but what is the same. */
function areSiblings({ left, right, differences }: Clone): boolean {
  return left.source === right.source && !differences.every(isName);
}

export function flipped({ clone, both, worth }: Pair): Pair {
  const differences = clone.differences.map(({ kind, left, right }) => ({ kind, left: right, right: left }));
  const turned = { ...clone, left: clone.right, right: clone.left, differences };
  return { clone: turned, both, worth: { left: worth.right, right: worth.left } };
}

/** Null when the file can no longer be read. */
export async function namedSide(side: Side, { members, read }: Corpus): Promise<Named | null> {
  const [member, file] = [members[side.source], await read(side.source)];
  const unit = file?.scan.units[side.unit];
  return member && file && unit
    ? { side, path: member.entry.path, language: member.language, read: file, unit }
    : null;
}

const LONGEST = 10_000;

/** What other code can reach is worth more, then what lies nearer to the root. */
function worthOf({ unit, path }: Named): number {
  return (unit.exported ? LONGEST : 0) - Math.min(path.length, LONGEST - 1);
}
