/** Answers a comment that asks something of Gatewright: runs the required job again, or says why not. */
import { prose } from '../../../report/markdown/inert.ts';
import type { Api } from '../api/api.ts';
import type { CommandOccasion } from '../occasion.ts';
import { commandIn, type Command } from './command.ts';
import { askPull, type PullFacts } from './pull.ts';
import { rerunFor, type Rerunning } from './rerun.ts';
import { whyNot } from './statements.ts';
import { askingWhoMayWrite } from './writers.ts';

export interface Answering extends Omit<Rerunning, 'head'> {
  readonly occasion: CommandOccasion;
}

interface Reply {
  readonly done: boolean;
  readonly sentence: string;
}

/** Returns what was done, or why nothing was, in a sentence for the log. Never throws. */
export async function answerCommand(answering: Answering): Promise<string> {
  const { api, occasion } = answering;
  const command = commandIn(occasion.comment.body);
  if (command === null) return 'This comment is no command: there is nothing to do.';
  const reply = await obey(answering, command);
  const unsaid = await tell(api, occasion, reply);
  return [reply.sentence, ...unsaid].join(' ');
}

async function obey(answering: Answering, command: Command): Promise<Reply> {
  const { api, occasion } = answering;
  if (command.kind === 'unclear') return refused(command.why);
  const pull = await askPull(api, occasion.number);
  if (!pull.ok) return refused(`The pull request could not be read: ${pull.fault.message}`);
  if (!pull.data.open) return refused('The pull request is closed: reopen it first.');
  const why = await whyRefused(answering, command, pull.data);
  if (why !== null) return refused(why);
  const rerun = await rerunFor({ ...answering, head: pull.data.head });
  if (rerun.done || command.kind === 'rerun') return rerun;
  const what = command.kind === 'accept' ? 'accept' : 'instruction';
  return refused(`The ${what} was read, and counts with the next run. ${rerun.sentence}`);
}

/** Whoever asks needs what counting takes; running again is also the author's to ask. */
async function whyRefused(
  { api, occasion: { by } }: Answering,
  command: Command,
  { author }: PullFacts,
): Promise<string | null> {
  const faults: string[] = [];
  const isAuthor = by.id === author?.id;
  if (command.kind === 'rerun' && isAuthor) return null;
  const standard = { author, mayWrite: askingWhoMayWrite(api), onFault: (note: string) => faults.push(note) };
  const why = await whyNot({ by, edited: false, said: command }, standard);
  return why === null ? null : [`This does not count: ${why}.`, ...faults].join(' ');
}

function refused(sentence: string): Reply {
  return { done: false, sentence };
}

/** A reaction always; words only for people and only when refused, so that no two machines ever talk to one another. */
async function tell(api: Api, { number, by, comment }: CommandOccasion, reply: Reply): Promise<string[]> {
  const reaction = await api.request('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
    comment_id: comment.id,
    content: reply.done ? '+1' : 'confused',
  });
  const faults = reaction.ok ? [] : [reaction.fault.message];
  if (reply.done || by.bot) return faults;
  const answer = await api.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    issue_number: number,
    body: `Gatewright: ${prose(reply.sentence, 1000)}`,
  });
  return answer.ok ? faults : [...faults, answer.fault.message];
}
