/** The ends of changes that are not committed yet: staged, or lying in the working tree. */
import { UserError } from '../errors.ts';
import { emptyTree } from '../kit/tree/lazy-tree.ts';
import { label, mergeBaseWith, namedOrDefault, type Base } from './base-of.ts';
import { commitTree } from './commit-tree.ts';
import type { Ends } from './ends.ts';
import { indexTree } from './index-tree.ts';
import type { GitRepository } from './repository.ts';
import { findHead, resolveCommit } from './revisions.ts';
import { worktreeTree } from './worktree-tree.ts';

/** What is staged, against HEAD or the commit that the caller names. */
export async function stagedEnds(repository: GitRepository, base: string | undefined): Promise<Ends> {
  const root = workTreeOf(repository);
  const commit = base === undefined ? await findHead(repository) : await resolveCommit(repository, base);
  const from = commit === null ? null : { commit, label: label(base ?? 'HEAD', commit) };
  return localEnds(repository, from, { head: indexTree(repository), headLabel: 'index', root });
}

/** The branch and everything uncommitted, against the merge base with the default branch or the one named. */
export async function worktreeEnds(repository: GitRepository, base: string | undefined): Promise<Ends> {
  const root = workTreeOf(repository);
  const from = await worktreeBase(repository, base);
  return localEnds(repository, from, {
    head: worktreeTree(repository, root),
    headLabel: 'working tree',
    root,
  });
}

async function worktreeBase(repository: GitRepository, name: string | undefined): Promise<Base | null> {
  const head = await findHead(repository);
  if (head === null) {
    if (name === undefined) return null;
    const commit = await resolveCommit(repository, name);
    return { commit, label: label(name, commit) };
  }
  const branch = await namedOrDefault(repository, name);
  return branch ? mergeBaseWith(repository, { branch, head }) : { commit: head, label: label('HEAD', head) };
}

function localEnds(
  repository: GitRepository,
  base: Base | null,
  head: Pick<Ends, 'head' | 'headLabel' | 'root'>,
): Ends {
  return {
    ...head,
    base: base ? commitTree(repository, base.commit) : emptyTree(),
    baseLabel: base?.label ?? 'no commit yet',
    baseCommit: base?.commit ?? null,
    headCommit: null,
    headName: null,
    within: [],
    audit: false,
    differences: null,
  };
}

function workTreeOf(repository: GitRepository): string {
  if (repository.root !== null) return repository.root;
  throw new UserError(
    `${repository.cwd} is a bare repository and has no working files: name two commits with --base and --head.`,
  );
}
