/** One piece of work: the question about it, and what becomes of the reply. */
import type {
  Answer,
  Assistant,
  FailureKind,
  Note,
  Patience,
  Question,
  Task,
  TaskId,
} from '../../domain/assistant.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { Prompt } from '../../kit/prompt-file.ts';
import { plainQuestionOf, questionOf } from '../../kit/prompts.ts';
import { screen } from '../../kit/secrets/screen.ts';
import { inTitle } from '../fixers/from-findings.ts';
import { proposalOf } from '../offer.ts';
import { contentOf } from './content.ts';
import { readPlain } from './plain.ts';
import {
  FULL,
  type AssistantOffer,
  type Extent,
  type Part,
  type Piece,
  type Reading,
  type Sheet,
} from './task.ts';

export interface Work {
  readonly id: TaskId;
  readonly prompt: Prompt;
  readonly piece: Piece;
  /** What the project says of itself. */
  readonly project: Part | null;
}

/** A question's end. */
export interface End {
  readonly task: Task;
  readonly proposal?: Proposal;
  readonly notes?: readonly Note[];
}

/** Of the second question, if there is one. */
const LESS: Extent = { lines: 80, findings: 1 };

/** In less nobody answers. */
const LEAST_MS = 2000;

/** What asking for less may help against. A refusal would be the same again, and money and keys are nobody's to press for. */
const WORTH_ANOTHER: ReadonlySet<FailureKind> = new Set([
  'timed-out',
  'cut-off',
  'malformed',
  'truncated',
  'unfinished',
  'too-large',
]);

/** The ends of the questions about one piece: none for one that cannot be shown, two where the first had no reply. */
export async function attend(work: Work, assistant: Assistant, patience: Patience): Promise<End[]> {
  const sheet = await work.piece.show(FULL);
  if (!sheet) return [];
  const question = questionOf(work.prompt, contentOf(toldOf(sheet, work)));
  const answer = await assistant.ask(question, patience);
  const first = { id: work.id, sheet, question, plain: false };
  if (answer.kind === 'reply') return [endOf(first, answer, usable(await sheet.read(answer.value)))];
  const end = endOf(first, answer, null);
  const isOver = patience.signal.aborted || patience.left() < LEAST_MS;
  if (isOver || !WORTH_ANOTHER.has(answer.failure)) return [end];
  return [end, ...(await attendPlainly(work, assistant, patience))];
}

async function attendPlainly(work: Work, assistant: Assistant, patience: Patience): Promise<End[]> {
  const sheet = await work.piece.show(LESS);
  const question = sheet && plainQuestionOf(work.prompt, contentOf(toldOf(sheet, work)));
  if (!question) return [];
  const answer = await assistant.ask(question, patience);
  const reading = answer.kind === 'failed' ? null : await readingOf(sheet, answer.value);
  return [endOf({ id: work.id, sheet, question, plain: true }, answer, reading)];
}

async function readingOf(sheet: Sheet, text: unknown): Promise<Reading> {
  const reply = readPlain(String(text));
  if (!reply) return { kind: 'discarded', reason: 'the reply in plain text has a block that is not whole' };
  return usable(await sheet.read(reply));
}

function toldOf({ parts, request }: Sheet, { project, prompt }: Work): Pick<Sheet, 'parts' | 'request'> {
  return { parts: project && prompt.project ? [project, ...parts] : parts, request };
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
