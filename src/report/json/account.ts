/** What an assistant was asked, and what it said, as JSON. */
import type { AssistantAccount, Note, Task } from '../../domain/assistant.ts';
import { promptOf, spentOf } from '../assistant.ts';
import { oneLine, visible } from '../escape.ts';
import { idOf, pathOf } from './proposals.ts';

export function accountOf(account: AssistantAccount): object {
  const { model, ceilings, tasks, notes, unasked } = account;
  return {
    model: visible(model),
    ceilings,
    spent: spentOf(account),
    tasks: tasks.map(taskOf),
    notes: notes.map(noteOf),
    unasked,
  };
}

function taskOf({ id, path, from, to, prompt, end, plain, proposal, message, receipt }: Task) {
  return {
    id,
    path: pathOf(path),
    line: from,
    endLine: to,
    prompt: promptOf(prompt),
    promptDigest: prompt.hash,
    end,
    plain,
    proposal,
    message: oneLine(message) || null,
    from: receipt.from,
    requestId: idOf(receipt.requestId),
    attempts: receipt.attempts,
    tokens: receipt.tokens,
    dollars: receipt.dollars,
    ms: receipt.ms,
  };
}

function noteOf({ path, line, endLine, message, confidence }: Note) {
  return { path: pathOf(path), line, endLine, message: oneLine(message), confidence };
}
