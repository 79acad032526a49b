/** A pull request that is blocked: the push of an agent is taken back, or else what Gatewright published. */
import { done, type Done } from '../../../domain/branch.ts';
import type { Published } from '../../../domain/published.ts';
import type { Report } from '../../../domain/report.ts';
import type { Oid } from '../../../domain/tree.ts';
import type { OwnCommit } from '../../../publish/as-told.ts';
import type { Journal } from '../../../publish/journal.ts';
import { appendEntries, land } from '../../../publish/land.ts';
import { rollBackMessage, rollBackTitle, type Reversal } from '../../../publish/roll-back-message.ts';
import { rollBack } from '../../../publish/roll-back.ts';
import { CLOSED, isClosed } from '../branch/pulls.ts';
import type { Desk } from '../desk.ts';
import { faulted, NEXT, nothing } from '../branch/said.ts';
import type { OpenWriter } from '../branch/writer.ts';
import type { PullOccasion } from '../occasion.ts';
import type { Prepared } from '../prepare.ts';
import { openQuestions } from '../questions.ts';
import { addressOf } from '../show/showing.ts';
import type { Past } from './past.ts';
import { pushOf, refusalOf, type Push } from './push.ts';
import { conflictNote } from './conflict-note.ts';

interface Pull {
  readonly prepared: Prepared;
  readonly occasion: PullOccasion;
}

export async function rollBackPull(
  { policy }: Report,
  desk: Desk,
  { prepared, occasion }: Pull,
): Promise<readonly Published[]> {
  const { published, agents } = policy.rollBack;
  const { head } = prepared.plan;
  const push = pushOf(desk.payload, head, agents);
  if (!published && push === null) return [];
  const writer = await desk.writer();
  if (writer.kind === 'closed') {
    // Nothing of ours can be on the branch of a fork.
    return occasion.head.fork && push === null ? [] : [nothing('rolled-back', writer.why)];
  }
  if (await isClosed(desk.api, occasion.number)) return [nothing('rolled-back', CLOSED)];
  const past = await prepared.past();
  if (!past.ok) return [faulted('rolled-back', past.fault)];
  const job = { writer, past: past.value, head, run: desk.run.url };
  const refused = push && (await refusedPush(push, job, { desk, prepared }));
  // The head as it was before that push gets its own verdict, and what we published may be part of a good one.
  if (push && refused === null) return takeBack(job, [ofPush(push)]);
  const told = refused ? [refused] : [];
  if (!published) return told;
  return [...told, ...(await takeBack(job, past.value.history.standing.map(ofOwn)))];
}

interface Job {
  readonly writer: OpenWriter;
  readonly past: Past;
  readonly head: string;
  readonly run: string;
}

const ofOwn = ({ parent, id }: OwnCommit): Reversal => ({
  ...{ of: 'commit', before: parent, after: id },
  why: 'The change was blocked with it; the run says why.',
});

const ofPush = ({ before, after, sender }: Push): Reversal => ({
  ...{ of: 'push', before, after },
  why: `What ${sender} pushed was blocked; the run says why.`,
});

async function refusedPush(
  push: Push,
  { writer, past: { history } }: Job,
  { desk, prepared }: { readonly desk: Desk; readonly prepared: Prepared },
): Promise<Published | null> {
  const questions = openQuestions(writer.api, desk.note);
  const refused = await refusalOf(push, { writer, history, questions, base: prepared.plan.branch ?? '' });
  if (!refused.ok) return faulted('rolled-back', refused.fault);
  if (refused.value === null) return null;
  return nothing('rolled-back', `the push of ${push.sender} stays, because ${refused.value}.`);
}

async function takeBack(job: Job, reversals: readonly Reversal[]): Promise<readonly Published[]> {
  const { writer, head, run } = job;
  const ranges = reversals.map((each) => ({ ...each, message: rollBackMessage(each, run) }));
  const rolled = await rollBack(writer.branch, head, ranges);
  if (!rolled.ok) return [faulted('rolled-back', rolled.fault)];
  if (rolled.value.kind === 'conflict') return [nothing('rolled-back', conflictNote(rolled.value))];
  const journal = await withGone(job, rolled.value.gone);
  if (!journal.ok) return [faulted('rolled-back', journal.fault)];
  const [first, ...rest] = rolled.value.commits;
  if (!first) return [];
  const commits = [first, ...rest] as const;
  const to = commits.at(-1)?.id ?? first.id;
  const moves = [{ ref: writer.ref, from: head, to }] as const;
  const landed = await land(writer.branch, journal.value, { moves, from: head, commits, run });
  if (!landed.ok) return [faulted('rolled-back', landed.fault)];
  const titles = new Map(reversals.map((each) => [each.after, rollBackTitle(each)]));
  return [
    {
      kind: 'rolled-back',
      branch: writer.name,
      commits: commits.map(({ id, proposals, reverts }) => {
        return { id, title: titles.get(reverts[0] ?? '') ?? '', proposals, reverts };
      }),
      url: `${addressOf(writer.place)}/commit/${to}`,
      note: NEXT,
    },
  ];
}

/** Writes down what somebody took back by hand: should they put it there again, it is theirs. */
async function withGone({ writer, past }: Job, gone: readonly Oid[]): Promise<Done<Journal>> {
  const { journal, history } = past;
  const keys = history.standing.flatMap(({ id, proposals }) => (gone.includes(id) ? proposals : []));
  if (keys.length === 0) return done(journal);
  const entries = keys.map((proposal) => ({ kind: 'undone', proposal, how: 'reverted', by: '' }) as const);
  return appendEntries(writer.branch, journal, entries);
}
