/** The gate as a workflow step: an event in; a verdict, an answer or a sentence out, and the job's status. */
import * as core from '@actions/core';
import { CONFIG_EXIT, COULD_NOT_JUDGE_EXIT } from '../../domain/verdict.ts';
import { EnvironmentError, UserError } from '../../errors.ts';
import { visible } from '../../kit/visible.ts';
import { interruptible } from '../signals.ts';
import { openDesk, type Desk } from './desk.ts';
import { inert } from './inert.ts';
import { judgeStep, type Door } from './judge-step.ts';
import type { CommandOccasion, FollowUpOccasion, Run } from './occasion.ts';
import { answerCommand } from './people/answer.ts';
import { rerunFor } from './people/rerun.ts';

/** What was taken out of the environment. */
export interface Secrets {
  readonly token: string;
  readonly cacheKey: string | undefined;
}

/** Does what the event asks for, and returns the step's exit code. */
export async function runAction(env: NodeJS.ProcessEnv, { token, cacheKey }: Secrets): Promise<number> {
  try {
    return await interruptible((signal, onProver) =>
      act(openDesk(env, token, signal), { cacheKey, onProver }),
    );
  } catch (error) {
    return fail(error);
  }
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
  core.info(visible(sentence));
  core.setOutput('decision', 'nothing-to-judge');
  core.setOutput('exit-code', 0);
  return 0;
}

function fail(error: unknown): number {
  const known = error instanceof UserError || error instanceof EnvironmentError;
  const exitCode = error instanceof UserError ? CONFIG_EXIT : COULD_NOT_JUDGE_EXIT;
  const message = error instanceof Error ? error.message : String(error);
  core.setOutput('decision', exitCode === CONFIG_EXIT ? 'config' : 'could-not-judge');
  core.setOutput('exit-code', exitCode);
  if (!known) process.stdout.write(inert(`${error instanceof Error ? error.stack : message}\n`));
  core.setFailed(
    known ? visible(message, '\n') : `This is a bug in Gatewright; nothing was judged: ${visible(message)}`,
  );
  return exitCode;
}
