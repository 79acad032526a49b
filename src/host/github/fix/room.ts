/** Our branch for fixes before it is written: free, in use for these very fixes, or not to be touched. */
import { done, type Done } from '../../../domain/branch.ts';
import type { Oid } from '../../../domain/tree.ts';
import { areAsTold, chainOf } from '../../../publish/as-told.ts';
import type { Commits } from '../../../publish/commits.ts';
import { moveTo } from '../../../publish/journal.ts';
import { appendEntries } from '../../../publish/land.ts';
import { pullFrom, type PullRequest } from '../branch/pulls.ts';
import type { Fixing } from './fixing.ts';

/** Where the branch may be moved from, or the commits that it has already; or why it stays as it is. */
type Room = { readonly from: Oid | null; readonly made: Commits | null } | { readonly why: string };

export async function makeRoom(fixing: Fixing, name: string): Promise<Done<Room>> {
  const { writer, journal, base, steps } = fixing;
  const ref = `refs/heads/${name}`;
  const tip = await writer.branch.tip(ref);
  if (!tip.ok) return tip;
  if (tip.value === null) return roomAnew(fixing, name);
  const entry = moveTo(journal, ref, tip.value);
  const isOurs = entry ? await areAsTold(writer.branch, chainOf(entry.from, entry.commits)) : done(false);
  if (!isOurs.ok) return isOurs;
  if (!entry || !isOurs.value)
    return why(`somebody else wrote to ${name}: delete it, and fixes are offered there again.`);
  const pull = await pullFrom(writer.api, writer.place, { head: name, base: writer.name });
  if (!pull.ok) return pull;
  const same = entry.from === base.commit && entry.commits.at(-1)?.tree === steps.at(-1)?.tree;
  // One that was closed before this branch was made anew held other commits.
  const closed = pull.value?.state === 'closed' && pull.value.head === tip.value ? pull.value : null;
  if (same && !closed) return done({ from: tip.value, made: entry.commits });
  if (pull.value?.state === 'open')
    return why(
      `pull request #${pull.value.number} has fixes for an earlier head: merge it, or close it if they are not wanted.`,
    );
  const dismissed = closed ? await dismiss(fixing, entry.commits, closed) : done(null);
  if (!dismissed.ok) return dismissed;
  return dismissed.value === null ? clear(fixing, ref, tip.value) : why(dismissed.value);
}

/** The branch is not there, or not any more: people close a pull request and delete its branch at once. */
async function roomAnew(fixing: Fixing, name: string): Promise<Done<Room>> {
  const { writer, journal } = fixing;
  const moves = journal.entries.filter((entry) => entry.kind !== 'undone');
  const last = moves.findLast(({ kind, ref }) => kind === 'moved' && ref === `refs/heads/${name}`);
  const pull = last
    ? await pullFrom(writer.api, writer.place, { head: name, base: writer.name })
    : done(null);
  if (!pull.ok) return pull;
  const isClosed = last && pull.value?.state === 'closed';
  const dismissed = isClosed ? await dismiss(fixing, last.commits, pull.value) : done(null);
  if (!dismissed.ok) return dismissed;
  return dismissed.value === null ? done({ from: null, made: null }) : why(dismissed.value);
}

const why = (sentence: string): Done<Room> => done({ why: sentence });

/** Whoever closed the pull request wants none of its fixes: the journal remembers, a sentence says so. Null when it did already. */
async function dismiss(
  { writer, journal }: Fixing,
  commits: Commits,
  { number }: PullRequest,
): Promise<Done<string | null>> {
  const known = new Set(
    journal.entries.flatMap((entry) => (entry.kind === 'undone' ? [entry.proposal] : [])),
  );
  const keys = commits.flatMap(({ proposals }) => proposals).filter((key) => !known.has(key));
  if (keys.length === 0) return done(null);
  const entries = keys.map((proposal) => ({ kind: 'undone', proposal, how: 'dismissed', by: '' }) as const);
  const told = await appendEntries(writer.branch, journal, entries);
  if (!told.ok) return told;
  const value = `pull request #${number} was closed: its fixes are not made again, and others come with the next run.`;
  return done(value);
}

/** A merged tip is moved on; one that nothing needs any more is taken away, if it is still that one. */
async function clear({ writer, base }: Fixing, ref: string, tip: Oid): Promise<Done<Room>> {
  const merged = await writer.branch.contains(base.commit, tip);
  if (!merged.ok) return merged;
  if (merged.value) return done({ from: tip, made: null });
  const gone = await writer.branch.move([{ ref, from: tip, to: null }]);
  return gone.ok ? done({ from: null, made: null }) : gone;
}
