/** Where the policy wants kept proposals as commits: on the judged branch, or on one of ours with a pull request. */
import type { Fix } from '../../../domain/policy.ts';
import type { Published, PublishedKind } from '../../../domain/published.ts';
import type { Gated } from '../../../gate.ts';
import { MAX_ROUNDS } from '../../../publish/memory.ts';
import { CLOSED, isClosed } from '../branch/pulls.ts';
import { faulted, NEXT, nothing } from '../branch/said.ts';
import type { Desk } from '../desk.ts';
import type { PullOccasion } from '../occasion.ts';
import type { Prepared } from '../prepare.ts';
import { landSteps } from './land-steps.ts';
import { offerFixes } from './offer.ts';
import { staysBlocked } from './stays-blocked.ts';
import { toldOf, type Fixing } from './fixing.ts';

const WANTED: Partial<Record<Fix, PublishedKind>> = { commit: 'committed', pr: 'offered' };

/** Our own branches: a fix of a fix would be offered for ever. */
const FIX_BRANCHES = 'gatewright/fix-';

/** Null where nothing was to be written. The verdict stands already: nothing here can change it. */
export async function publishFixes(gated: Gated, desk: Desk, prepared: Prepared): Promise<Published | null> {
  const wanted = WANTED[gated.report.policy.fix];
  const { occasion } = desk;
  const [first, ...rest] = gated.steps;
  const stale = gated.report.verdict.decision === 'stale';
  if (!wanted || !first || stale || occasion.kind !== 'pull') return null;
  if (occasion.head.ref.startsWith(FIX_BRANCHES)) return nothing(wanted, OWN);
  const fixing = await begin([first, ...rest], { gated, desk, prepared, occasion });
  if ('why' in fixing) return nothing(wanted, fixing.why);
  return wanted === 'committed' ? commit(fixing) : offerFixes(fixing);
}

const OWN = 'this branch is one of fixes already, which get no fixes of their own as commits.';
const UNJUDGED = 'the change could not be judged whole, so nothing is committed on top of it.';
const BLOCKED =
  'the change would be blocked all the same, and on-failure: roll-back would take the commits back at once.';

interface Beginning {
  readonly gated: Gated;
  readonly desk: Desk;
  readonly prepared: Prepared;
  readonly occasion: PullOccasion;
}

/** Everything that must be known before the first object is written; the first reason why not. */
async function begin(
  steps: Fixing['steps'],
  { gated, desk, prepared, occasion }: Beginning,
): Promise<Fixing | { readonly why: string }> {
  const { verdict, change } = gated.report;
  if (verdict.decision === 'could-not-judge' || verdict.decision === 'config') return { why: UNJUDGED };
  if (gated.report.policy.fix === 'commit' && staysBlocked(gated)) return { why: BLOCKED };
  const writer = await desk.writer();
  if (writer.kind === 'closed') return { why: writer.why };
  if (await isClosed(desk.api, occasion.number)) return { why: CLOSED };
  const past = await prepared.past();
  if (!past.ok) return { why: past.fault.message };
  const { journal, history } = past.value;
  if (history.rounds >= MAX_ROUNDS) return { why: roundsOf(history.rounds) };
  const base = { commit: prepared.plan.head, tree: change.head };
  return {
    writer,
    occasion,
    report: gated.report,
    journal,
    steps,
    base,
    run: desk.run.url,
  };
}

function roundsOf(rounds: number): string {
  return `fixes were committed to this pull request ${rounds} times already: somebody has to look at why they do not last.`;
}

async function commit(fixing: Fixing): Promise<Published> {
  const { ref, name } = fixing.writer;
  const done = await landSteps(fixing, { ref, from: fixing.base.commit });
  if (!done.ok) return faulted('committed', done.fault);
  return { kind: 'committed', ...toldOf(fixing, name, done.value), note: NEXT };
}
