/** Whether commits are what a journal tells of them: whoever may push can write a journal, but nobody can forge a graph. */
import { done, type Branch, type Done } from '../domain/branch.ts';
import type { JournalCommit } from '../domain/journal.ts';
import type { Oid } from '../domain/tree.ts';

/** A commit of ours, and the commit that it was laid on. */
export interface OwnCommit extends JournalCommit {
  readonly parent: Oid;
}

/** What an entry tells of: the first lies on `from`, each other one on the one before. */
export function chainOf(from: Oid, commits: readonly JournalCommit[]): readonly OwnCommit[] {
  return commits.map((commit, at) => ({ ...commit, parent: commits[at - 1]?.id ?? from }));
}

/**
 * False where one lies on something else, or has other files: then undoing it would write what no commit took away, and
 * offering it would offer what nobody proved.
 */
export async function areAsTold(branch: Branch, commits: readonly OwnCommit[]): Promise<Done<boolean>> {
  for (const { id, tree, parent } of commits) {
    const found = await branch.find(id);
    if (!found.ok) return found;
    const { value } = found;
    if (value.tree !== tree || value.parents.length !== 1 || value.parents[0] !== parent) return done(false);
  }
  return done(true);
}
