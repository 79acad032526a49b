/** The gate as a workflow step: an event in; a verdict, an answer or a sentence out, and the job's status. */
import * as core from '@actions/core';
import { visible } from '../../kit/visible.ts';
import { interruptible } from '../signals.ts';
import { openDesk, type Desk, type Tokens } from './desk.ts';
import { fail } from './fail.ts';
import { log } from './inert.ts';
import { judgeStep, type Door } from './judge-step.ts';
import type { CommandOccasion, FollowUpOccasion, Run } from './occasion.ts';
import { answerCommand } from './people/answer.ts';
import { rerunFor } from './people/rerun.ts';

/** What was taken out of the environment. */
export interface Secrets extends Tokens {
  readonly cacheKey: string | undefined;
  /** Variables of the assistant's. */
  readonly anthropic: NodeJS.ProcessEnv;
  /** The name of one that was there. */
  readonly held: string | null;
}

/** Does what the event asks for, and returns the step's exit code. */
export async function runAction(env: NodeJS.ProcessEnv, secrets: Secrets): Promise<number> {
  const { cacheKey, anthropic, held, ...tokens } = secrets;
  return interruptible(async (signal, onProver) => {
    let desk: Desk | null = null;
    try {
      desk = openDesk(env, tokens, signal);
      return await act(desk, { cacheKey, anthropic, held, onProver });
    } catch (error) {
      // A cancelled run fails in many ways: none of them is worth telling.
      if (signal.aborted) throw error;
      return fail(error, desk);
    }
  });
}

async function act(desk: Desk, door: Door): Promise<number> {
  const { occasion } = desk;
  switch (occasion.kind) {
    case 'idle':
      return nothingToJudge(occasion.why);
    case 'command':
      return nothingToJudge(await answer(desk, occasion));
    case 'follow-up':
      return nothingToJudge(await followUp(desk, occasion));
    default:
      return judgeStep(desk, occasion, door);
  }
}

const NO_TOKEN = 'Nothing can be run again without a token: give the input token.';

function answer({ api, run, signal }: Desk, occasion: CommandOccasion): Promise<string> | string {
  return api ? answerCommand({ api, occasion, signal, workflow: workflowOf(run) }) : NO_TOKEN;
}

async function followUp({ api, run, signal }: Desk, { head }: FollowUpOccasion): Promise<string> {
  return api ? (await rerunFor({ api, head, signal, workflow: workflowOf(run) })).sentence : NO_TOKEN;
}

/** The one with the required job, which a workflow that only listens has to name. */
function workflowOf({ workflow }: Run): string {
  return core.getInput('workflow') || workflow;
}

/** It ended well, and it is no pass: no commit was looked at. */
function nothingToJudge(sentence: string): number {
  log(visible(sentence));
  core.setOutput('decision', 'nothing-to-judge');
  core.setOutput('exit-code', 0);
  return 0;
}
