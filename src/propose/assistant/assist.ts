/** The assistant's share of stage 1: it is asked about what fixers left, several questions at a time, each on its own. */
import pLimit from 'p-limit';
import type { Assistant, AssistantAccount, Patience, Task } from '../../domain/assistant.ts';
import type { Change } from '../../domain/change.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { newestPrompt, questionOf } from '../../kit/prompts.ts';
import { screen } from '../../kit/secrets/screen.ts';
import { inTitle } from '../fixers/from-findings.ts';
import { proposalOf } from '../offer.ts';
import { contentOf } from './content.ts';
import { excerptOf } from './excerpt.ts';
import { placeEdits, type FixReply, type Placed } from './reply.ts';
import { unitsLeft, type Unit } from './units.ts';

export interface AssistInput {
  readonly change: Change;
  readonly author: Evidence;
  /** Of the fixers, as far as they were kept: what they address is not asked about. */
  readonly proposals: readonly Proposal[];
  readonly assistant: Assistant;
  readonly signal: AbortSignal;
  /** Milliseconds that the run has left. */
  readonly left: () => number;
}

export interface Assisted {
  readonly proposals: readonly Proposal[];
  readonly account: AssistantAccount;
}

/** Questions of one run. */
const MAX_TASKS = 20;
const AT_ONCE = 4;
/** Of the time that is left; the rest is for trials, deciding and showing. */
const SHARE = 0.5;

/** Never throws, whatever the assistant does: what it fails at is told in the account. */
export async function assist(input: AssistInput): Promise<Assisted> {
  const { change, author, assistant, signal, left } = input;
  const units = unitsLeft(author, input.proposals);
  const reserved = left() * (1 - SHARE);
  const patience: Patience = { signal, left: () => left() - reserved };
  const limit = pLimit(AT_ONCE);
  const asked = await Promise.all(
    units.slice(0, MAX_TASKS).map((unit) => limit(() => attend({ unit, change, assistant, patience }))),
  );
  const done = asked.filter((end) => end !== null);
  const { model, ceilings } = assistant;
  const tasks = done.map(({ task }) => task);
  return {
    proposals: done.flatMap(({ proposal }) => (proposal ? [proposal] : [])),
    account: { model, ceilings, tasks, notes: [], unasked: units.length - tasks.length },
  };
}

interface Work {
  readonly unit: Unit;
  readonly change: Change;
  readonly assistant: Assistant;
  readonly patience: Patience;
}

interface End {
  readonly task: Task;
  readonly proposal?: Proposal;
}

/** One question and its end; null for a file that cannot be shown. */
async function attend({ unit, change, assistant, patience }: Work): Promise<End | null> {
  const excerpt = await excerptOf(unit, change.head);
  if (!excerpt) return null;
  const question = questionOf(newestPrompt('fix'), contentOf(unit, excerpt));
  const answer = await assistant.ask(question, patience);
  const { receipt } = answer;
  const about = {
    id: 'fix',
    plain: false,
    proposal: null,
    path: unit.path,
    from: excerpt.from,
    to: excerpt.to,
    prompt: question.prompt,
    receipt,
  } as const;
  if (answer.kind === 'failed') return { task: { ...about, end: 'failed', message: answer.message } };
  const reply = answer.value as FixReply;
  const placed = placeEdits(reply, unit.path, excerpt);
  const end = endOf(placed);
  if (placed.kind !== 'placed') return { task: { ...about, ...end } };
  const title = inTitle(screen(reply.summary).text) || `Mend ${unit.findings[0].rule}`;
  const made = proposalOf('assistant:fix', [{ title, addresses: unit.findings, patch: placed.patch }]);
  const origin = { prompt: question.prompt, model: receipt.model, requestId: receipt.requestId };
  return { task: { ...about, ...end, proposal: made.id }, proposal: { ...made, origin } };
}

function endOf(placed: Placed): Pick<Task, 'end' | 'message'> {
  if (placed.kind === 'placed') return { end: 'offered', message: '' };
  if (placed.kind === 'discarded') return { end: 'discarded', message: placed.reason };
  return { end: 'declined', message: 'the assistant offered no edit' };
}
