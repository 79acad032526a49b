/** The two ends of a change: which trees are compared, and what they are called. */
import type { Tree } from '../domain/tree.ts';
import { UserError } from '../errors.ts';
import { allEnds, commitAudit } from './all-ends.ts';
import { commitEnds, type Fetching } from './commit-ends.ts';
import { stagedEnds, worktreeEnds } from './local-ends.ts';
import type { Difference } from './differences.ts';
import type { Repository } from './repository.ts';
import { fetchCommits } from './deepen.ts';
import { findCommit } from './revisions.ts';

export type Selection =
  | {
      readonly kind: 'commits';
      /** The default branch when not said. */
      readonly base?: string;
      readonly head: string;
      /** Compares the two directly instead of the head with the merge base. */
      readonly twoDot: boolean;
      /** What people call the two, where base and head are ids. */
      readonly called?: { readonly base: string; readonly head: string };
    }
  | { readonly kind: 'staged'; readonly base?: string }
  | { readonly kind: 'worktree'; readonly base?: string }
  /** Without paths the whole repository, or the folder; `at` a commit instead of the files that lie there. */
  | { readonly kind: 'all'; readonly paths: readonly string[]; readonly at?: string };

export interface Ends {
  readonly base: Tree;
  readonly head: Tree;
  readonly baseLabel: string;
  readonly headLabel: string;
  /** Resolved once: what moves afterwards does not change what is judged. */
  readonly baseCommit: string | null;
  readonly headCommit: string | null;
  /** How the head was named, so that it can be asked for again. */
  readonly headName: string | null;
  /** The folder that the head's files lie in; null when the head is not on the disk. */
  readonly root: string | null;
  /** Only these files and folders are looked at; empty means all. */
  readonly within: readonly string[];
  /** Every line counts, not a change: there is no base by which files could be known as generated. */
  readonly audit: boolean;
  /** What git says that differs, between two commits; it is asked at once. Null where trees are compared. */
  readonly differences: Promise<readonly Difference[]> | null;
}

export interface FindOptions {
  /** Fetch what is missing, history in bounded steps. Nothing is fetched when not said. */
  readonly fetching?: Fetching;
}

/** Finds the ends; UserError for what the caller can name better, EnvironmentError for history that is not here. */
export async function findEnds(
  repository: Repository,
  selection: Selection,
  options: FindOptions = {},
): Promise<Ends> {
  const { fetching = null } = options;
  if (selection.kind === 'all') {
    if (selection.at === undefined || repository.kind === 'folder')
      return allEnds(repository, selection.paths);
    if (fetching) await fetchCommits(repository, [selection.at, ...fetching.also], fetching.remote);
    return commitAudit(repository, selection.at, selection.paths);
  }
  if (repository.kind === 'folder') {
    if (selection.kind === 'worktree' && selection.base === undefined) return allEnds(repository, ['.']);
    throw new UserError(
      `${repository.cwd} is not in a git repository: go into one, or judge files as they are with --all.`,
    );
  }
  if (selection.kind === 'commits') return commitEnds(repository, selection, fetching);
  return selection.kind === 'staged'
    ? stagedEnds(repository, selection.base)
    : worktreeEnds(repository, selection.base);
}

/** Whether the head is called by the same name, yet is another commit now: a verdict about it would be stale. */
export async function headMoved(repository: Repository, ends: Ends): Promise<boolean> {
  if (repository.kind === 'folder' || ends.headCommit === null || ends.headName === null) return false;
  // An id is no branch: it stays where it is.
  if (ends.headName === ends.headCommit) return false;
  return (await findCommit(repository, ends.headName)) !== ends.headCommit;
}
