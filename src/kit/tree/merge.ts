/** Joins lists of entries that are in order. */
import type { Entry } from '../../domain/tree.ts';
import { placeOf } from './place.ts';

/** Both lists are in order and share no path. Names are compared for the shorter one only. */
export function mergeEntries(left: readonly Entry[], right: readonly Entry[]): Entry[] {
  if (left.length < right.length) return mergeEntries(right, left);
  const runs: (readonly Entry[])[] = [];
  let from = 0;
  for (const entry of right) {
    const to = placeOf(entry.path, left, from);
    runs.push(left.slice(from, to), [entry]);
    from = to;
  }
  return [...runs, left.slice(from)].flat();
}
