/** A judgement as a step: plan, source, gate, and then showing what came out. */
import * as core from '@actions/core';
import { UserError } from '../../errors.ts';
import { runGate, type Request } from '../../gate.ts';
import { readWorkflows } from '../../kit/workflows/read.ts';
import { parseShard } from '../../parts/shard.ts';
import { runMerge } from '../../shards.ts';
import type { Desk } from './desk.ts';
import { readWanted } from './inputs.ts';
import type { GivenOccasion, Judged } from './occasion.ts';
import { readConsent } from './people/consent.ts';
import { pullOfQueue } from './people/pull.ts';
import { neededBy, planOf, type Plan } from './plan.ts';
import { publish } from './publish.ts';
import { runShardStep } from './shard-step.ts';
import { openSource } from './source/open-source.ts';
import { readWorth } from './worth/read-worth.ts';

/** What only the door knows. */
export type Door = Pick<Request, 'cacheKey' | 'onProver'>;

/** Judges, shows, and returns the exit code; a failure to show never changes it. */
export async function judgeStep(desk: Desk, occasion: Judged | GivenOccasion, door: Door): Promise<number> {
  const { env, signal } = desk;
  const plan = await planOf(desk, occasion);
  const source = await openSource({ ...desk, commits: neededBy(plan), given: occasion.kind === 'given' });
  const { cwd, remote } = source;
  const surroundings = { cwd, remote, env, signal, deepen: true, onStage: core.info, onNote: desk.note };
  const request: Request = {
    ...door,
    ...readWanted(),
    ...surroundings,
    selection: plan.selection,
    policyAt: plan.policyAt,
    headNow: plan.headNow,
    consent: consentFor(desk, plan),
    worth: worthFor(desk, plan),
  };
  try {
    return await judge(desk, request, { occasion, plan });
  } finally {
    source.close();
  }
}

export interface Planned {
  readonly occasion: Judged | GivenOccasion;
  readonly plan: Plan;
}

/** The whole gate, one shard of it, or the end of it, as the inputs say. */
async function judge(desk: Desk, request: Request, planned: Planned): Promise<number> {
  const [shard, parts] = [core.getInput('shard'), core.getMultilineInput('merge')];
  if (shard && parts.length > 0)
    throw new UserError('The inputs shard and merge are both given: a job does one of them.');
  // A share shows nothing: what its check is worth, and whether the head moved, is said where the shares are merged.
  if (shard) {
    const alone = { ...request, worth: undefined, headNow: undefined };
    return runShardStep(alone, parseShard(shard, 'The input shard'));
  }
  const { report } = parts.length > 0 ? await runMerge(request, parts) : await runGate(request);
  return publish(report, desk, planned);
}

function consentFor({ api, run, occasion }: Desk, { head }: Plan): Request['consent'] {
  const number =
    occasion.kind === 'pull'
      ? occasion.number
      : occasion.kind === 'queue'
        ? pullOfQueue(occasion.head.ref)
        : null;
  if (api === null || number === null) return undefined;
  const approved = occasion.kind === 'pull' ? head : null;
  return (policy) => readConsent({ api, policy, number, head: approved, workflow: run.workflow });
}

function worthFor(desk: Desk, { branch }: Plan): Request['worth'] {
  const { api, run, elsewhere, repositoryId: repository, occasion } = desk;
  if (api === null || branch === null) return undefined;
  const trusted = occasion.kind === 'pull' && occasion.trusted;
  const { workflow, job } = run;
  return (maintained) => {
    const workflows = readWorkflows(maintained);
    return readWorth(api, { branch, workflow, elsewhere, repository, job, trusted, workflows });
  };
}
