/** A judgement as a step: subject, gate, and then showing what came out. */
import * as core from '@actions/core';
import { UserError } from '../../errors.ts';
import { runGate } from '../../gate.ts';
import { parseShard } from '../../parts/shard.ts';
import type { Asked, Subject, Terms } from '../../request.ts';
import { runMerge } from '../../shards.ts';
import { assistantFor, type JobMeans } from './assistant/assistant-for.ts';
import type { Desk } from './desk.ts';
import { readScript, readWanted } from './inputs.ts';
import type { GivenOccasion, Judged } from './occasion.ts';
import { publish } from './publish.ts';
import { runShardStep } from './shard-step.ts';
import { prepare, type Prepared } from './prepare.ts';

/** What only the door knows. */
export type Door = Pick<Terms, 'cacheKey' | 'onProver'> &
  Pick<JobMeans, 'anthropic'> & { readonly held: string | null };

/** Judges, shows, and returns the exit code; a failure to show never changes it. */
export async function judgeStep(desk: Desk, occasion: Judged | GivenOccasion, door: Door): Promise<number> {
  const { env, signal } = desk;
  const { anthropic, cacheKey, onProver } = door;
  const wanted = { ...readWanted(), script: readScript(door.held, env) };
  const assistant = assistantFor(desk, { anthropic, cacheKey });
  const preparing = prepare(desk, occasion);
  const prepared = preparing.catch(() => null);
  const terms: Terms = {
    ...wanted,
    ...{ cacheKey, onProver, assistant },
    ...{ env, signal, deepen: true, onStage: core.info, onNote: desk.note },
  };
  try {
    return await judge(desk, terms, preparing);
  } finally {
    (await prepared)?.close();
  }
}

/** The whole gate, one shard of it, or the end of it, as the inputs say. */
async function judge(desk: Desk, terms: Terms, preparing: Promise<Prepared>): Promise<number> {
  const [shard, parts] = [core.getInput('shard'), core.getMultilineInput('merge')];
  if (shard && parts.length > 0)
    throw new UserError('The inputs shard and merge are both given: a job does one of them.');
  const subject = preparing.then(({ subject: known }) => (shard ? quiet(known) : known));
  // Judges that cannot be opened fail first; whoever needs the subject is told of a failure.
  subject.catch(() => undefined);
  const asked: Asked = { ...terms, subject };
  if (shard) return runShardStep(asked, parseShard(shard, 'The input shard'));
  const gated = parts.length > 0 ? await runMerge(asked, parts) : await runGate(asked);
  return publish(gated, desk, await preparing);
}

/** A share shows nothing: what its check is worth, and whether the head moved, is said where shares are merged. */
function quiet(subject: Subject): Subject {
  return { ...subject, worth: undefined, headNow: undefined };
}
