/** Replies in a folder that a person can read: written beside a run, and answered from in another. */
import fs from 'node:fs';
import path from 'node:path';
import type { Answer, Assistant, Ceilings, Question, Receipt } from '../domain/assistant.ts';
import { writeWhole } from '../kit/write-whole.ts';
import { failureOf, type Failure } from './failures.ts';
import { questionKey } from './question-key.ts';
import { readReply } from './shape.ts';

const MAX_BYTES = 1_000_000;

/** The assistant, whose replies are written to `dir` as well: each with the question that it answers. */
export function recorded(assistant: Assistant, dir: string, onNote: (note: string) => void): Assistant {
  return {
    ...assistant,
    ask: async (question, patience) => {
      const answer = await assistant.ask(question, patience);
      if (answer.kind === 'reply' && !record({ dir, question, model: assistant.model }, answer))
        onNote(`A reply could not be recorded in ${dir}: a replay will miss it.`);
      return answer;
    },
  };
}

/** Whether it was written. */
function record(
  { dir, question, model }: { readonly dir: string; readonly question: Question; readonly model: string },
  { value, receipt }: Extract<Answer, { kind: 'reply' }>,
): boolean {
  const { prompt, content } = question;
  const text = JSON.stringify(
    { model, prompt, content, requestId: receipt.requestId, reply: value },
    null,
    2,
  );
  try {
    writeWhole(fileOf(dir, question, model), `${text}\n`);
    return true;
  } catch {
    // The disk is full, say. The reply is as good without its recording.
    return false;
  }
}

/** An assistant that knows the replies of a folder and no others; it needs neither a key nor a network. */
export function replaying(dir: string, model: string, ceilings: Ceilings): Assistant {
  return {
    model,
    ceilings,
    ask: async (question) => {
      const receipt: Receipt = {
        model,
        from: 'recording',
        requestId: null,
        attempts: 0,
        tokens: 0,
        dollars: 0,
        ms: 0,
      };
      const found = replyIn(fileOf(dir, question, model), question);
      if ('failure' in found) return { kind: 'failed', ...found, receipt };
      return { kind: 'reply', value: found.value, receipt };
    },
  };
}

function fileOf(dir: string, question: Question, model: string): string {
  return path.join(dir, `${questionKey(question, model)}.json`);
}

/** A recording may come from anywhere: it is read as strictly as a reply. */
function replyIn(file: string, { schema }: Question): { readonly value: unknown } | Failure {
  let text: string;
  try {
    const stat = fs.lstatSync(file);
    if (!stat.isFile()) return failureOf('not-recorded');
    if (stat.size > MAX_BYTES) return failureOf('too-large');
    text = fs.readFileSync(file, 'utf8');
  } catch {
    return failureOf('not-recorded');
  }
  const whole = readReply(text, {});
  const reply: unknown = Object(whole?.value).reply;
  return readReply(JSON.stringify(reply) ?? '', schema) ?? failureOf('malformed');
}
