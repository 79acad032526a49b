/** What a journal means for a head: which commits of ours it has, which of them stand, and what is not made again. */
import { done, failed, type Branch, type Done } from '../domain/branch.ts';
import type { Entry } from '../domain/journal.ts';
import type { Undone } from '../domain/proposal.ts';
import type { Oid } from '../domain/tree.ts';
import { areAsTold, chainOf, type OwnCommit } from './as-told.ts';
import { unreadable, type Journal } from './journal.ts';

export interface History {
  /** Every commit of ours that the head has, oldest first, roll-backs included. */
  readonly own: readonly OwnCommit[];
  /** Those of them with proposals that nobody took back as far as the journal knows, newest first. */
  readonly standing: readonly OwnCommit[];
  /** What commits of ours in the head undo. */
  readonly undone: ReadonlySet<Oid>;
  /** By their keys: proposals that are not made again. */
  readonly undoings: ReadonlyMap<string, Undone>;
  /** How often commits with proposals moved a branch. */
  readonly rounds: number;
  /** How many pushes of somebody else's were taken back. */
  readonly pushes: number;
}

/** After so many somebody has to look: a fix that does not last is none. */
export const MAX_ROUNDS = 3;

/** Moves that a journal can tell of, and their commits: each costs a question about the graph. */
const MAX_MOVES = 50;
const MAX_COMMITS = 300;

/** One move of the journal's, with its commits as far as the head has them. */
interface Told {
  readonly ref: string;
  readonly moved: boolean;
  readonly commits: readonly OwnCommit[];
  readonly within: readonly OwnCommit[];
}

/** Of the branch `ref`, as it is judged at `head`. A fault where the journal is not true of a commit that the head has. */
export async function historyOf(
  branch: Branch,
  { entries, ref: name }: Journal,
  { ref, head }: { readonly ref: string; readonly head: Oid },
): Promise<Done<History>> {
  const moves = movesOf(entries);
  if (moves.length > MAX_MOVES || moves.flatMap(({ commits }) => commits).length > MAX_COMMITS) {
    const message = `The journal ${name} tells of more than ${MAX_MOVES} moves, or ${MAX_COMMITS} commits: delete the ref to begin anew.`;
    return failed('invalid', message);
  }
  const told: Told[] = [];
  for (const move of moves) {
    const within = await withinOf(branch, move.commits, head);
    if (!within.ok) return within;
    const isTrue = await areAsTold(branch, within.value);
    if (!isTrue.ok) return isTrue;
    if (!isTrue.value) return unreadable(name);
    told.push({ ...move, within: within.value });
  }
  return done(concludeFrom(entries, told, ref));
}

/** An intent and its move are one; whether it happened is not the intent's to say. */
function movesOf(entries: readonly Entry[]): Omit<Told, 'within'>[] {
  const moves = new Map<Oid, Omit<Told, 'within'>>();
  for (const entry of entries) {
    if (entry.kind === 'undone') continue;
    const { ref, from, commits: made } = entry;
    const commits = chainOf(from, made);
    const last = made.at(-1)?.id ?? '';
    moves.set(last, { ref, commits, moved: entry.kind === 'moved' || moves.get(last)?.moved === true });
  }
  return [...moves.values()];
}

/** Each lies on the one before: with the newest that the head has, it has all before that. */
async function withinOf(
  branch: Branch,
  commits: readonly OwnCommit[],
  head: Oid,
): Promise<Done<readonly OwnCommit[]>> {
  for (let count = commits.length; count > 0; count--) {
    const contained = await branch.contains(head, commits[count - 1]?.id ?? '');
    if (!contained.ok) return contained;
    if (contained.value) return done(commits.slice(0, count));
  }
  return done([]);
}

function concludeFrom(entries: readonly Entry[], told: readonly Told[], ref: string): History {
  const own = told.flatMap(({ within }) => within);
  const undone = new Set(own.flatMap(({ reverts }) => reverts));
  const turned = new Map(
    entries.flatMap((entry) => (entry.kind === 'undone' ? [[entry.proposal, entry]] : [])),
  );
  const stands = ({ id, proposals }: OwnCommit): boolean =>
    proposals.some((key) => turned.get(key)?.how !== 'reverted') && !undone.has(id);
  // Where the branch was rewritten the graph knows nothing any more: what moved it is remembered all the same.
  const published = told.flatMap(({ ref: moved, ...move }) =>
    move.moved && moved === ref ? move.commits : move.within,
  );
  const undoings = new Map<string, Undone>();
  for (const { id, proposals } of published)
    for (const key of proposals)
      undoings.set(key, { how: undone.has(id) ? 'rolled-back' : 'reverted', by: '' });
  for (const [key, { how, by }] of turned) undoings.set(key, { how, by });
  const happened = told.filter(({ moved, within }) => moved || within.length > 0);
  const rounds = happened.filter(({ commits }) =>
    commits.some(({ proposals }) => proposals.length > 0),
  ).length;
  const made = new Set(told.flatMap(({ commits }) => commits.map(({ id }) => id)));
  const pushes = happened
    .flatMap(({ commits }) => commits)
    .filter(({ reverts }) => reverts.some((id) => !made.has(id))).length;
  return { own, standing: own.filter(stands).toReversed(), undone, undoings, rounds, pushes };
}
