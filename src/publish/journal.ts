/** The journal of a branch: a file in a commit that a ref of its own leads to, read as hostile, and only appended to. */
import { done, failed, type Branch, type Done, type Move } from '../domain/branch.ts';
import type { Entry } from '../domain/journal.ts';
import { repoPath } from '../domain/path.ts';
import type { Oid } from '../domain/tree.ts';
import { readEntries, writeEntries } from './journal-text.ts';

export interface Journal {
  readonly ref: string;
  /** The commit that it was read from; null for one that is not there yet. */
  readonly at: Oid | null;
  /** Oldest first. */
  readonly entries: readonly Entry[];
}

/** A journal that is written and has not moved. */
export interface Draft {
  readonly move: Move;
  /** As it will be. */
  readonly journal: Journal;
}

const FILE = repoPath('journal.jsonl');

const JOURNALS = 'refs/gatewright/journal';

/** That of a pull request, whatever becomes of its branch. */
export const journalOfPull = (number: number): string => `${JOURNALS}/pull-${number}`;

/** That of a branch without one. A branch can be named like a folder of another one's name, a ref cannot. */
export const journalOfBranch = (name: string): string => `${JOURNALS}/branch-${encodeURIComponent(name)}`;

/** The journal at `ref`, empty where there is none. One that cannot be read whole is a fault: nothing is done on half of it. */
export async function openJournal(branch: Branch, ref: string): Promise<Done<Journal>> {
  const tip = await branch.tip(ref);
  if (!tip.ok) return tip;
  if (tip.value === null) return done({ ref, at: null, entries: [] });
  const file = await branch.read(tip.value, FILE);
  if (!file.ok) return file;
  const entries = file.value === null ? null : readEntries(file.value);
  if (entries === null) return unreadable(ref);
  return done({ ref, at: tip.value, entries });
}

/** The move of a branch to where it stands, when the journal tells of one: whether that is true the graph says. */
export function moveTo({ entries }: Journal, ref: string, tip: Oid): Moving | undefined {
  const moves = entries.filter((entry) => entry.kind !== 'undone');
  return moves.findLast((entry) => entry.ref === ref && entry.commits.at(-1)?.id === tip);
}

type Moving = Exclude<Entry, { readonly kind: 'undone' }>;

/** What is said of a journal that this version did not write, or that is not true. */
export function unreadable(ref: string): Extract<Done<never>, { ok: false }> {
  const message = `The journal ${ref} is not one that this version wrote: look at it, and delete the ref to begin anew.`;
  return failed('invalid', message);
}

/** Makes the commit that has these entries as well; the ref stays where it is until the draft's move is made. */
export async function draftEntries(
  branch: Branch,
  { ref, at, entries }: Journal,
  more: readonly Entry[],
): Promise<Done<Draft>> {
  const all = [...entries, ...more];
  const bytes = writeEntries(all);
  if (bytes === null) return failed('invalid', `The journal ${ref} is full.`);
  const made = await branch.commit({
    parent: at,
    files: [{ path: FILE, content: { mode: 'file', bytes } }],
    message: 'Journal of Gatewright',
  });
  if (!made.ok) return made;
  const { commit } = made.value;
  return done({ move: { ref, from: at, to: commit }, journal: { ref, at: commit, entries: all } });
}
