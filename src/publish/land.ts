/** Puts commits under a branch's name, with the journal: what is about to happen first, and that it did together with it. */
import { done, type Branch, type Done, type Move } from '../domain/branch.ts';
import type { Fault } from '../domain/fault.ts';
import type { Entry, JournalCommit } from '../domain/journal.ts';
import type { Oid } from '../domain/tree.ts';
import { draftEntries, type Journal } from './journal.ts';

export interface Landing {
  /** The name of the branch first, then whatever moves with it. */
  readonly moves: readonly [Move, ...Move[]];
  /** The commit that the first of `commits` lies on. */
  readonly from: Oid;
  /** Oldest first, each on top of the one before; no name leads to them yet. */
  readonly commits: readonly [JournalCommit, ...JournalCommit[]];
  /** The address of the run, or empty. */
  readonly run: string;
}

/**
 * Returns the journal as it then is. A fault of kind `moved`: the branch or the journal stands elsewhere, and the branch
 * is as it was. After a crash at any point the branch either has all commits, and the journal says so, or none.
 */
export async function land(branch: Branch, journal: Journal, landing: Landing): Promise<Done<Journal>> {
  const { moves, from, commits, run } = landing;
  const told = { ref: moves[0].ref, from, commits, run };
  const begun = await appendEntries(branch, journal, [{ kind: 'intent', ...told }]);
  if (!begun.ok) return begun;
  const moved = await draftEntries(branch, begun.value, [{ kind: 'moved', ...told }]);
  if (!moved.ok) return moved;
  const landed = await moveOnce(branch, [...moves, moved.value.move]);
  return landed.ok ? done(moved.value.journal) : landed;
}

/** Adds entries that go with no move of a branch. */
export async function appendEntries(
  branch: Branch,
  journal: Journal,
  entries: readonly Entry[],
): Promise<Done<Journal>> {
  const draft = await draftEntries(branch, journal, entries);
  if (!draft.ok) return draft;
  const moved = await moveOnce(branch, [draft.value.move]);
  return moved.ok ? done(draft.value.journal) : moved;
}

/** A move whose answer was lost may have happened: all of it or nothing, so one name tells. */
async function moveOnce(
  branch: Branch,
  moves: readonly [Move, ...Move[]],
): Promise<{ readonly ok: true } | { readonly ok: false; readonly fault: Fault }> {
  const moved = await branch.move(moves);
  if (moved.ok || moved.fault.kind !== 'unavailable') return moved;
  const [{ ref, to }] = moves;
  const tip = await branch.tip(ref);
  return tip.ok && tip.value === to ? { ok: true } : moved;
}
