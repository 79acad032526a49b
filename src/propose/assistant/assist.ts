/** The assistant's share of stage 1: it is asked about what fixers left, several questions at a time, each on its own. */
import pLimit from 'p-limit';
import type { Assistant, AssistantAccount, Patience } from '../../domain/assistant.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { newestPrompt } from '../../kit/prompts.ts';
import { attend, type Work } from './attend.ts';
import type { Scene } from './task.ts';
import { tasks } from './tasks.ts';

export interface AssistInput extends Scene {
  readonly assistant: Assistant;
  readonly signal: AbortSignal;
  /** Milliseconds that the run has left. */
  readonly left: () => number;
}

export interface Assisted {
  readonly proposals: readonly Proposal[];
  readonly account: AssistantAccount;
}

/** Pieces of one run. */
const MAX_PIECES = 20;
const AT_ONCE = 4;
/** Of the time that is left; the rest is for trials, deciding and showing. */
const SHARE = 0.5;

/** Never throws, whatever the assistant does: what it fails at is told in the account. */
export async function assist(input: AssistInput): Promise<Assisted> {
  const { assistant, signal, left } = input;
  const work = await workOf(input);
  const reserved = left() * (1 - SHARE);
  const patience: Patience = { signal, left: () => left() - reserved };
  const limit = pLimit(AT_ONCE);
  const attended = await Promise.all(
    work
      .slice(0, MAX_PIECES)
      .map((one) => limit(() => attend(one, (question) => assistant.ask(question, patience)))),
  );
  const asked = attended.filter((ends) => ends.length > 0);
  const ends = asked.flat();
  const { model, ceilings } = assistant;
  return {
    proposals: ends.flatMap(({ proposal }) => (proposal ? [proposal] : [])),
    account: {
      model,
      ceilings,
      tasks: ends.map(({ task }) => task),
      notes: ends.flatMap(({ notes = [] }) => notes),
      unasked: work.length - asked.length,
    },
  };
}

/** All pieces of the tasks that the policy allows. */
async function workOf(scene: Scene): Promise<Work[]> {
  const allowed = tasks.filter(({ id }) => scene.policy.tasks.includes(id));
  const work = await Promise.all(
    allowed.map(async (task) => {
      const prompt = newestPrompt(task.id);
      return (await task.pieces(scene)).map((piece) => ({ id: task.id, prompt, piece }));
    }),
  );
  return work.flat();
}
