/** Finds names in a list of entries that is in order. */
import { comparePaths, type RepoPath } from '../../domain/path.ts';
import type { Entry } from '../../domain/tree.ts';

/** Where the first entry stands that does not come before a name; it is known not to stand before `from`. */
export function placeOf(path: RepoPath, entries: readonly Entry[], from = 0): number {
  let [low, high] = [from, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comparePaths((entries[middle] as Entry).path, path) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
