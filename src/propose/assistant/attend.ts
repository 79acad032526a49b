/** One piece of work: the question about it, and what becomes of the reply. */
import type { Answer, Note, Question, Task, TaskId } from '../../domain/assistant.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { questionOf, type Prompt } from '../../kit/prompts.ts';
import { screen } from '../../kit/secrets/screen.ts';
import { inTitle } from '../fixers/from-findings.ts';
import { proposalOf } from '../offer.ts';
import { contentOf } from './content.ts';
import type { AssistantOffer, Extent, Piece, Reading, Sheet } from './task.ts';

export interface Work {
  readonly id: TaskId;
  readonly prompt: Prompt;
  readonly piece: Piece;
}

export type Ask = (question: Question) => Promise<Answer>;

/** A question's end. */
export interface End {
  readonly task: Task;
  readonly proposal?: Proposal;
  readonly notes?: readonly Note[];
}

const FULL: Extent = { lines: 200, findings: 10 };

/** The ends of the questions about one piece; none for a piece that cannot be shown. */
export async function attend({ id, prompt, piece }: Work, ask: Ask): Promise<End[]> {
  const sheet = await piece.show(FULL);
  if (!sheet) return [];
  const question = questionOf(prompt, contentOf(sheet));
  const answer = await ask(question);
  const reading = answer.kind === 'failed' ? null : usable(await sheet.read(answer.value));
  return [endOf({ id, sheet, question, plain: false }, answer, reading)];
}

/** What a reply writes is looked at before anything is made of it, whatever task it is of. */
function usable(reading: Reading): Reading {
  const isTelling =
    reading.kind === 'offer' && reading.patch.some(({ replace }) => screen(replace).secrets.length > 0);
  return isTelling ? { kind: 'discarded', reason: 'the reply writes what looks like a secret' } : reading;
}

interface Asked {
  readonly id: TaskId;
  readonly sheet: Sheet;
  readonly question: Question;
  readonly plain: boolean;
}

function endOf(asked: Asked, answer: Answer, reading: Reading | null): End {
  const { id, sheet, question, plain } = asked;
  const { path, from, to } = sheet;
  const { receipt } = answer;
  const about = { id, path, from, to, prompt: question.prompt, plain, proposal: null, message: '', receipt };
  if (answer.kind === 'failed') return { task: { ...about, end: 'failed', message: answer.message } };
  if (reading?.kind === 'offer') {
    const proposal = proposalFrom(asked, reading, answer);
    return { task: { ...about, end: 'offered', proposal: proposal.id }, proposal };
  }
  if (reading?.kind === 'notes') return { task: { ...about, end: 'noted' }, notes: reading.notes };
  if (reading?.kind === 'discarded') {
    return { task: { ...about, end: 'discarded', message: reading.reason } };
  }
  return { task: { ...about, end: 'declined', message: 'the assistant offered no edit' } };
}

function proposalFrom({ id, question }: Asked, offer: AssistantOffer, { receipt }: Answer): Proposal {
  const title = inTitle(screen(offer.title).text);
  const { addresses, patch, stated, salvaged = [] } = offer;
  return {
    ...proposalOf(`assistant:${id}`, [{ title, addresses, patch }]),
    origin: { prompt: question.prompt, model: receipt.model, requestId: receipt.requestId },
    ...(stated && { stated }),
    ...(salvaged.length > 0 && { salvaged }),
  };
}
