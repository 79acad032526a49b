/** A judgement as a step: plan, source, gate, and then showing what came out. */
import * as core from '@actions/core';
import { UserError } from '../../errors.ts';
import { runGate, type Gated, type Request } from '../../gate.ts';
import { parseShard } from '../../parts/shard.ts';
import { runMerge } from '../../shards.ts';
import type { Desk } from './desk.ts';
import { givenSelection, isProposal } from './given.ts';
import { readWanted } from './inputs.ts';
import type { GivenOccasion, Judged } from './occasion.ts';
import { commitAt } from './payload.ts';
import { planFor, type Plan } from './plan.ts';
import { publish } from './publish.ts';
import { openQuestions } from './questions.ts';
import { runShardStep } from './shard-step.ts';
import { openSource } from './source/open-source.ts';

/** What only the door knows. */
export type Door = Pick<Request, 'cacheKey' | 'onProver'>;

/** Judges, shows, and returns the exit code; a failure to show never changes it. */
export async function judgeStep(desk: Desk, occasion: Judged | GivenOccasion, door: Door): Promise<number> {
  const plan = await planOf(desk, occasion);
  const { env, workspace, remote, signal } = desk;
  const commits = neededBy(plan);
  const source = await openSource({
    env,
    workspace,
    commits,
    remote: occasion.kind === 'given' ? null : remote,
    signal,
  });
  try {
    const request: Request = {
      ...door,
      ...readWanted(),
      ...plan,
      cwd: source.cwd,
      remote: source.remote,
      env,
      deepen: true,
      signal,
      onStage: core.info,
      onNote: desk.note,
    };
    return await judge(desk, request);
  } finally {
    source.close();
  }
}

/** The whole gate, one shard of it, or the end of it, as the inputs say. */
async function judge(desk: Desk, request: Request): Promise<number> {
  const [shard, parts] = [core.getInput('shard'), core.getMultilineInput('merge')];
  if (shard && parts.length > 0)
    throw new UserError('The inputs shard and merge are both given: a job does one of them.');
  if (shard) return runShardStep(request, parseShard(shard, 'The input shard'));
  const { report }: Gated = parts.length > 0 ? await runMerge(request, parts) : await runGate(request);
  return publish(report, desk.env);
}

async function planOf(desk: Desk, occasion: Judged | GivenOccasion): Promise<Plan> {
  const { api, env, payload, named, note, place } = desk;
  const questions = openQuestions(api, note);
  const defaultBranch = place?.defaultBranch ?? '';
  if (occasion.kind !== 'given')
    return planFor(occasion, { questions, defaultBranch, workflowCommit: commitAt(env, ['GITHUB_SHA']) });
  const selection = givenSelection(env, payload, named);
  const maintained = isProposal(env) ? await questions.tip(defaultBranch) : null;
  return { selection, policyAt: maintained ?? undefined, head: '', branch: null };
}

/** Every id that must be there; null where history is needed as well. */
function neededBy({ selection, policyAt }: Plan): readonly string[] | null {
  if (selection.kind === 'commits' && !selection.twoDot) return null;
  const ids =
    selection.kind === 'commits' ? [selection.base, selection.head] : 'at' in selection ? [selection.at] : [];
  return [...ids, policyAt].filter((id) => id !== undefined);
}
