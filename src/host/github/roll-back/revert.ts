/** A push to the default branch that is blocked: a pull request that takes it back, one for each push, for people to merge. */
import { done, type Branch, type Done } from '../../../domain/branch.ts';
import type { JournalCommit } from '../../../domain/journal.ts';
import type { Published } from '../../../domain/published.ts';
import type { Report } from '../../../domain/report.ts';
import type { Oid } from '../../../domain/tree.ts';
import { areAsTold } from '../../../publish/as-told.ts';
import { moveTo, openJournal, type Journal } from '../../../publish/journal.ts';
import { land } from '../../../publish/land.ts';
import { rollBackMessage, rollBackTitle, type Reversal } from '../../../publish/roll-back-message.ts';
import { rollBack, type Range } from '../../../publish/roll-back.ts';
import { renderRevert } from '../../../report/revert.ts';
import type { Desk } from '../desk.ts';
import { openPull, pullFrom, type NewPull, type PullRequest } from '../branch/pulls.ts';
import { faulted, nothing } from '../branch/said.ts';
import type { OpenWriter } from '../branch/writer.ts';
import type { PushOccasion, Run } from '../occasion.ts';
import { addressOf } from '../show/showing.ts';
import { isAnsweredFor } from './answered.ts';
import { conflictNote } from './conflict-note.ts';

/** The push, and the branch of ours that takes it back. */
interface Reverting extends Range {
  readonly writer: OpenWriter;
  readonly branch: string;
  readonly run: Run;
}

export async function offerRevert(
  report: Report,
  desk: Desk,
  { before, after }: PushOccasion,
): Promise<readonly Published[]> {
  const writer = await desk.writer();
  const none = (why: string): readonly Published[] => [nothing('revert-offered', why)];
  if (writer.kind === 'closed') return none(writer.why);
  if (before === null) return none('nothing stood on the branch before, so there is nothing to go back to.');
  const reverting = {
    writer,
    before,
    after,
    branch: `gatewright/revert-${after.slice(0, 12)}`,
    run: desk.run,
  };
  const { api, place, name } = writer;
  const known = await pullFrom(api, place, { head: reverting.branch, base: name });
  if (!known.ok) return none(known.fault.message);
  const pull = known.value;
  // Whoever merged or closed it has decided.
  if (pull) return pull.state === 'open' ? [offered(reverting, pull)] : [];
  if (await isAnsweredFor(report, desk, after)) return none(ANSWERED);
  const made = await makeBranch(reverting);
  if (!made.ok) return [faulted('revert-offered', made.fault)];
  if (made.value !== 'made') return made.value === 'nothing' ? [] : none(made.value);
  const opened = await openPull(api, place, wordsOf(report, reverting));
  return opened.ok ? [offered(reverting, opened.value)] : none(opened.fault.message);
}

const ANSWERED = 'everything that blocks was accepted in the pull request that was merged.';

/** `made` when the branch is there, by this run or by one that was cut off; `nothing` when nothing is left of the push. */
async function makeBranch({
  writer,
  branch: name,
  run: { url: run },
  ...range
}: Reverting): Promise<Done<string>> {
  const { branch, journalRef } = writer;
  const ref = `refs/heads/${name}`;
  const journal = await openJournal(branch, journalRef);
  if (!journal.ok) return journal;
  const ours = await branch.tip(ref);
  if (!ours.ok) return ours;
  if (ours.value !== null) {
    const known = await isOurs({ writer, range, journal: journal.value }, ref, ours.value);
    return known.ok ? done(known.value ? 'made' : NOT_OURS) : known;
  }
  const tip = await branch.tip(writer.ref);
  if (!tip.ok) return tip;
  const made = await commitOn(branch, tip.value, { range, run });
  if (!made.ok || typeof made.value === 'string') return made as Done<string>;
  const { tip: from, commit } = made.value;
  const moves = [{ ref, from: null, to: commit.id }] as const;
  const landed = await land(branch, journal.value, { moves, from, commits: [commit], run });
  return landed.ok ? done('made') : landed;
}

const NOT_OURS =
  'the branch for it is there, and is not what Gatewright makes of it: look at it, and delete it.';

interface Known {
  readonly writer: OpenWriter;
  readonly range: Range;
  readonly journal: Journal;
}

/** Whoever may push can write to the branch and to the journal: it is ours when its commit takes the push back, and no more. */
async function isOurs({ writer, range, journal }: Known, ref: string, tip: Oid): Promise<Done<boolean>> {
  const { branch } = writer;
  const entry = moveTo(journal, ref, tip);
  if (!entry) return done(false);
  const now = await branch.tip(writer.ref);
  if (!now.ok) return now;
  const stood = await branch.contains(now.value ?? '', entry.from);
  if (!stood.ok) return stood;
  const made = stood.value ? await commitOn(branch, entry.from, { range, run: '' }) : null;
  if (made?.ok === false) return made;
  if (!made || typeof made.value === 'string') return done(false);
  return areAsTold(branch, [{ ...made.value.commit, id: tip, parent: entry.from }]);
}

const reversalOf = ({ before, after }: Range): Reversal => ({
  ...{ of: 'push', before, after },
  why: 'What was pushed is blocked; the run says why.',
});

interface Made {
  readonly tip: Oid;
  readonly commit: JournalCommit;
}

/** On top of a commit of the default branch; a text says why there is none. No name leads to it yet. */
async function commitOn(
  branch: Branch,
  tip: Oid | null,
  { range, run }: { readonly range: Range; readonly run: string },
): Promise<Done<Made | string>> {
  const follows = tip === null ? done(false) : await follow(branch, tip, range);
  if (!follows.ok) return follows;
  if (tip === null || !follows.value) return done('the branch was rewritten: look at it.');
  const message = rollBackMessage(reversalOf(range), run);
  const rolled = await rollBack(branch, tip, [{ ...range, message }]);
  if (!rolled.ok) return rolled;
  if (rolled.value.kind === 'conflict') return done(conflictNote(rolled.value));
  const [commit] = rolled.value.commits;
  return done(commit ? { tip, commit } : 'nothing');
}

/** Whether the push added to what stood there, and is there still. */
async function follow(branch: Branch, tip: Oid, { before, after }: Range): Promise<Done<boolean>> {
  const added = await branch.contains(after, before);
  return added.ok && added.value ? branch.contains(tip, after) : added;
}

function wordsOf(report: Report, { branch: head, before, after, writer, run }: Reverting): NewPull {
  const site = { repository: addressOf(writer.place), head: after };
  const body = renderRevert(report, { site, branch: writer.name, before, after, run });
  return { head, base: writer.name, title: rollBackTitle({ of: 'push', before, after }), body };
}

function offered({ branch, before, after }: Reverting, { number, url, head }: PullRequest): Published {
  const title = rollBackTitle({ of: 'push', before, after });
  return {
    ...{ kind: 'revert-offered', branch, url },
    commits: [{ id: head, title, proposals: [], reverts: [after] }],
    note: `Merge pull request ${number}, or mend the branch and close it.`,
  };
}
