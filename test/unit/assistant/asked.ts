/** A question, and an assistant that counts how often it was asked. */
import type { Answer, Assistant, Patience, Question, Receipt } from '../../../src/domain/assistant.ts';

export const QUESTION: Question = {
  prompt: { id: 'fix', version: 1, hash: 'h' },
  system: 'Mend it.',
  content: 'line 1',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['said'],
    properties: { said: { type: 'string' } },
  },
  maxTokens: 1000,
};
export const PATIENCE: Patience = { signal: new AbortController().signal, left: () => 1000 };

const RECEIPT: Receipt = {
  model: 'claude-test',
  from: 'model',
  requestId: 'req_1',
  attempts: 1,
  tokens: 10,
  dollars: 0.1,
  ms: 5,
};

export function counting(answer: Partial<Answer> = {}): Assistant & { readonly asked: () => number } {
  let asked = 0;
  return {
    model: 'claude-test',
    ceilings: { tokens: 1, dollars: 1 },
    asked: () => asked,
    ask: async () => {
      asked++;
      return { kind: 'reply', value: { said: `<${asked}>` }, receipt: RECEIPT, ...answer } as Answer;
    },
  };
}
