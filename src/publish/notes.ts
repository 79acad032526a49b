/** Notes of commits under a ref of their own, as `git notes` keeps them: the long form of what a trailer only names. */
import { done, type Branch, type Done, type Move } from '../domain/branch.ts';
import { repoPath } from '../domain/path.ts';
import type { Oid } from '../domain/tree.ts';

/** Where notes are kept: one ref for the whole repository. */
export const NOTES = 'refs/notes/gatewright';

/**
 * Makes the commit that has these notes as well; the name moves together with the branch, or not at all. A note is a
 * file with the commit's id for a name (git reads it beside folders of notes, notes.c).
 */
export async function draftNotes(
  branch: Branch,
  notes: ReadonlyMap<Oid, string>,
): Promise<Done<readonly Move[]>> {
  const tip = await branch.tip(NOTES);
  if (!tip.ok) return tip;
  const files = [...notes].map(([commit, text]) => ({
    path: repoPath(commit),
    content: { mode: 'file', bytes: Buffer.from(text) } as const,
  }));
  const made = await branch.commit({ parent: tip.value, files, message: 'Notes of Gatewright' });
  if (!made.ok) return made;
  return done([{ ref: NOTES, from: tip.value, to: made.value.commit }]);
}
