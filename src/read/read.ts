/** Git to a Change: every path that differs, with the lines that it gained. */
import type { Change, ChangedFile } from '../domain/change.ts';
import { comparePaths, type RepoPath } from '../domain/path.ts';
import type { Tree } from '../domain/tree.ts';
import { mapAtATime } from './at-a-time.ts';
import { changedFile } from './changed-file.ts';
import { findDifferences, isSame } from './differences.ts';
import type { Ends } from './ends.ts';
import { openExemptions } from '../kit/exempt/exempt.ts';
import { withOrigins } from './origins.ts';
import { isWithin } from './within.ts';

export interface ReadOptions {
  /** Globs of the policy: files that are generated or vendored here, added ones included. */
  readonly generated: readonly string[];
  /** Files and folders to look at; empty means all. */
  readonly within: readonly string[];
  /** Whose attributes count, when it is not the base. */
  readonly maintained?: Tree;
}

/** Reads the change between two ends. No changed path is missing from its files. */
export async function readChange(ends: Ends, options: ReadOptions): Promise<Change> {
  const all = await findDifferences(ends);
  const inside = all.filter((difference) => isWithin(difference.path, options.within));
  const attributes = options.maintained ?? (ends.audit ? ends.head : ends.base);
  const paths = inside.map((difference) => difference.path);
  const exempt = await openExemptions({ base: attributes, generated: options.generated }, paths);
  const context = { base: ends.base, head: ends.head, exempt, audit: ends.audit };
  const files = await mapAtATime(inside, (difference) => changedFile(difference, context));
  const { base, head, baseLabel, headLabel } = ends;
  return withCount({
    base,
    head,
    baseLabel,
    headLabel,
    files: await withOrigins(files, ends),
    audit: ends.audit,
  });
}

/**
 * The change from the same base to another head of which only `touched` paths differ. What was exempt stays so;
 * a path that the change had left alone is classified by its base, without the policy's globs.
 */
export async function rechange(change: Change, head: Tree, touched: readonly RepoPath[]): Promise<Change> {
  const known = new Map(change.files.map((file) => [file.path, file]));
  const exempt = await openExemptions({ base: change.base, generated: [] }, touched);
  const context = { base: change.base, head, exempt, audit: false };
  for (const path of new Set(touched)) {
    const [base, now] = [(await change.base.entry(path)) ?? null, (await head.entry(path)) ?? null];
    const before = known.get(path);
    known.delete(path);
    if ((!base && !now) || (base && now && isSame(base, now))) continue;
    const file = await changedFile({ path, base, head: now }, context);
    known.set(path, before ? { ...file, exempt: before.exempt, origin: now && before.origin } : file);
  }
  const files = [...known.values()].sort((a, b) => comparePaths(a.path, b.path));
  return withCount({ ...change, head, files });
}

function withCount(change: Omit<Change, 'addedLines'>): Change {
  return { ...change, addedLines: change.files.reduce((sum, file) => sum + linesOf(file), 0) };
}

function linesOf(file: ChangedFile): number {
  return file.hunks.reduce((sum, hunk) => sum + hunk.count, 0);
}
