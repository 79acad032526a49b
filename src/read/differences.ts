/** Which paths differ between two trees. */
import type { Held } from '../domain/branch.ts';
import { comparePaths, type RepoPath } from '../domain/path.ts';
import type { Entry, Tree } from '../domain/tree.ts';
import { changes } from '../kit/git/changes.ts';
import type { Ends } from './ends.ts';
import type { GitRepository } from './repository.ts';

export interface Difference {
  readonly path: RepoPath;
  readonly base: Entry | null;
  readonly head: Entry | null;
}

/** Ordered by the bytes of the path. */
export async function findDifferences(ends: Ends): Promise<readonly Difference[]> {
  return ends.differences ?? compareTrees(ends.base, ends.head);
}

/** What git says of two commits: it skips equal folders unread. */
export async function compareCommits(
  { git }: GitRepository,
  base: string,
  head: string,
): Promise<Difference[]> {
  return (await changes(git, base, head)).map(({ path, before, after }) => ({
    path,
    base: entryOf(path, before),
    head: entryOf(path, after),
  }));
}

function entryOf(path: RepoPath, side: Held | null): Entry | null {
  return side && { path, mode: side.mode, oid: side.oid };
}

/** Walks two ordered lists at once. */
async function compareTrees(base: Tree, head: Tree): Promise<Difference[]> {
  const [old, fresh] = await Promise.all([base.list(), head.list()]);
  const differences: Difference[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    const [before, after] = [old[i], fresh[j]];
    const order = orderOf(before, after);
    if (order <= 0) i++;
    if (order >= 0) j++;
    const pair = { base: order <= 0 ? (before ?? null) : null, head: order >= 0 ? (after ?? null) : null };
    if (pair.base && pair.head && isSame(pair.base, pair.head)) continue;
    differences.push({ path: (pair.base ?? pair.head)?.path as RepoPath, ...pair });
  }
  return differences;
}

function orderOf(before: Entry | undefined, after: Entry | undefined): number {
  if (!before) return 1;
  if (!after) return -1;
  return before.path === after.path ? 0 : comparePaths(before.path, after.path);
}

export function isSame(a: Entry, b: Entry): boolean {
  return a.oid === b.oid && a.mode === b.mode;
}
