/** Joins lists of entries that are in order. */
import { comparePaths } from '../../domain/path.ts';
import type { Entry } from '../../domain/tree.ts';

/** Both lists are in order and share no path. Names are compared for the shorter one only. */
export function mergeEntries(left: readonly Entry[], right: readonly Entry[]): Entry[] {
  if (left.length < right.length) return mergeEntries(right, left);
  const runs: (readonly Entry[])[] = [];
  let from = 0;
  for (const entry of right) {
    const to = placeOf(entry, left, from);
    runs.push(left.slice(from, to), [entry]);
    from = to;
  }
  return [...runs, left.slice(from)].flat();
}

/** Where in an ordered list an entry belongs, which is not before `from`. */
function placeOf({ path }: Entry, entries: readonly Entry[], from: number): number {
  let [low, high] = [from, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comparePaths((entries[middle] as Entry).path, path) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
