/** The ends of a change between two commits. */
import { UserError } from '../errors.ts';
import { changedTree, commitTree } from './commit-tree.ts';
import { deepen, fetchCommits } from './deepen.ts';
import { compareCommits } from './differences.ts';
import type { Ends, Selection } from './ends.ts';
import type { Remote } from './remote.ts';
import { isShallow, type GitRepository } from './repository.ts';
import { label, mergeBaseWith, namedOrDefault } from './base-of.ts';
import { resolveCommit, type DefaultBranch, type MergeBase } from './revisions.ts';

const OID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

type Commits = Extract<Selection, { kind: 'commits' }>;

/** What may be asked of the network. */
export interface Fetching {
  /** The repository's own origin when not said. */
  readonly remote?: Remote;
  /** Commits that are needed besides the two. */
  readonly also: readonly string[];
}

export async function commitEnds(
  repository: GitRepository,
  asked: Commits,
  fetching: Fetching | null,
): Promise<Ends> {
  const names = [asked.base, asked.head, ...(fetching?.also ?? [])].filter((name) => name !== undefined);
  const ids = names.filter((name) => OID.test(name));
  // What was looked for has been found: git need not be asked again.
  const known = fetching ? await fetchCommits(repository, ids, fetching.remote) : new Map<string, string>();
  const branching = baseOf(repository, asked.base, known);
  // Of two names that are wrong, the head's is told.
  branching.catch(() => undefined);
  const resolving = known.get(asked.head) ?? resolveCommit(repository, asked.head);
  // It starts while git looks names up.
  repository.blobs.warm();
  const head = await resolving;
  const branch = await branching;
  if (!branch) throw new UserError('There is no branch to compare with: name the base with --base.');
  const lastResort = async (): Promise<MergeBase | null> =>
    fetching && (await isShallow(repository))
      ? deepen(repository, { base: branch.commit, head, remote: fetching.remote })
      : null;
  const base = asked.twoDot
    ? { commit: branch.commit, label: label(asked.called?.base ?? branch.label, branch.commit) }
    : await mergeBaseWith(repository, { branch, head, lastResort });
  const tree = commitTree(repository, base.commit);
  const differences = compareCommits(repository, base.commit, head);
  // Whoever needs them is told of a failure.
  for (const early of [tree.list(), differences]) early.catch(() => undefined);
  return {
    base: tree,
    head: changedTree(repository, head, { base: tree, differences }),
    baseLabel: base.label,
    headLabel: label(asked.called?.head ?? asked.head, head),
    baseCommit: base.commit,
    headCommit: head,
    headName: asked.head,
    root: repository.root,
    within: [],
    audit: false,
    differences,
  };
}

async function baseOf(
  repository: GitRepository,
  name: string | undefined,
  known: ReadonlyMap<string, string>,
): Promise<DefaultBranch | null> {
  const commit = name === undefined ? undefined : known.get(name);
  return name !== undefined && commit !== undefined
    ? { label: name, commit }
    : namedOrDefault(repository, name);
}
