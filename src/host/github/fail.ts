/** A run that came to no verdict: outputs, the job's status, and whatever GitHub can show of it. */
import * as core from '@actions/core';
import { CONFIG_EXIT, COULD_NOT_JUDGE_EXIT } from '../../domain/verdict.ts';
import { EnvironmentError, UserError } from '../../errors.ts';
import { visible } from '../../kit/visible.ts';
import type { Desk } from './desk.ts';
import { inert } from './inert.ts';
import type { GivenOccasion, Judged, Occasion } from './occasion.ts';
import { PullGone } from './questions.ts';
import { remarks } from './show/receipt.ts';
import { showFailure } from './show/show.ts';
import { showingOf } from './showing-of.ts';

/** `desk` is null when it could not even be said what the event asks for. */
export async function fail(error: unknown, desk: Desk | null): Promise<number> {
  const isWrong = error instanceof UserError;
  const [decision, exitCode] = isWrong
    ? (['config', CONFIG_EXIT] as const)
    : (['could-not-judge', COULD_NOT_JUDGE_EXIT] as const);
  core.setOutput('decision', decision);
  core.setOutput('exit-code', exitCode);
  const sentence = sentenceOf(error);
  core.setFailed(sentence);
  if (desk) await tell(desk, { decision, sentence }, error instanceof PullGone);
  return exitCode;
}

function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UserError || error instanceof EnvironmentError) return visible(message, '\n');
  process.stdout.write(inert(`${error instanceof Error ? error.stack : message}\n`));
  return `This is a bug in Gatewright; nothing was judged: ${visible(message)}`;
}

/** What is gone is not spoken to; what is one share of a judgement is told of by the job that merges. */
async function tell(desk: Desk, failure: Parameters<typeof showFailure>[0], isGone: boolean): Promise<void> {
  const { occasion } = desk;
  if (!isJudged(occasion) || core.getInput('shard')) return;
  const showing = showingOf(desk, { occasion, head: headOf(occasion), worth: null });
  const receipts = await showFailure(failure, isGone ? { ...showing, api: null } : showing);
  for (const remark of remarks(receipts)) desk.note(visible(remark));
}

function isJudged(occasion: Occasion): occasion is Judged | GivenOccasion {
  return ['pull', 'queue', 'push', 'audit', 'given'].includes(occasion.kind);
}

function headOf(occasion: Judged | GivenOccasion): string {
  if (occasion.kind === 'given') return '';
  if (occasion.kind === 'push') return occasion.after;
  return occasion.kind === 'audit' ? occasion.commit : occasion.head.commit;
}
