/** What makes two questions one: prompt, model, schema and input. */
import { createHash } from 'node:crypto';
import type { Question } from '../domain/assistant.ts';

/** SHA-256 in hexadecimal: the name of the reply in a cache or a recording. */
export function questionKey({ prompt, system, content, schema, maxTokens }: Question, model: string): string {
  const asked = [prompt.id, prompt.version, prompt.hash, model, schema, maxTokens, system, content];
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}
