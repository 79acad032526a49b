/** The assistant's share of stage 1: it is asked about what fixers left, several questions at a time, each on its own. */
import pLimit from 'p-limit';
import type { Assistant, AssistantAccount, Patience } from '../../domain/assistant.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { protectionOf } from '../../kit/protection.ts';
import { attend, type Work } from './attend.ts';
import { projectPart } from './project.ts';
import { promptFor } from './prompt-for.ts';
import type { AssistantTask, Scene } from './task.ts';
import { tasks } from './tasks.ts';

export interface AssistInput extends Omit<Scene, 'policy' | 'protection'> {
  readonly policy: Policy;
  readonly assistant: Assistant;
  readonly signal: AbortSignal;
  /** Milliseconds that the run has left. */
  readonly left: () => number;
  /** Is told why a task cannot be asked for, one sentence. */
  readonly onNote: (note: string) => void;
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
    work.slice(0, MAX_PIECES).map((one) => limit(() => attend(one, assistant, patience))),
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

/** All pieces of the tasks that the policy allows, one of each in turn: no task takes the run for itself. */
async function workOf({ policy, onNote, ...input }: AssistInput): Promise<Work[]> {
  const scene: Scene = { ...input, policy: policy.assistant, protection: protectionOf(policy) };
  const chosen = tasks.filter(({ id }) => scene.policy.tasks.includes(id));
  if (scene.instructions.length > 0 && !scene.policy.tasks.includes('generate'))
    onNote("The policy's assistant.tasks leaves out generate: no instruction was followed.");
  const project = await projectPart(scene.maintained);
  const work = await Promise.all(chosen.map((task) => worksOf(task, scene, onNote)));
  const turns = work.flatMap((pieces) => pieces.map((one, turn) => ({ one: { ...one, project }, turn })));
  return turns.sort((a, b) => a.turn - b.turn).map(({ one }) => one);
}

async function worksOf(
  task: AssistantTask,
  scene: Scene,
  onNote: AssistInput['onNote'],
): Promise<Omit<Work, 'project'>[]> {
  const { id } = task;
  const pieces = await task.pieces(scene);
  if (pieces.length === 0) return [];
  const prompt = await promptFor(id, scene);
  if (typeof prompt !== 'string') return pieces.map((piece) => ({ id, prompt, piece }));
  onNote(prompt);
  return [];
}
