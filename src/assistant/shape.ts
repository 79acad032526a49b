/** Reads a reply as strictly as it was asked for: JSON without a second opinion, of the schema's shape. */
import { z } from 'zod';
import type { Question } from '../domain/assistant.ts';

/** The value, or null where a shape was asked for and this is none: not JSON, fenced, a key said twice, a wrong type, nested beyond reason. */
export function readReply(text: string, schema: Question['schema']): { readonly value: unknown } | null {
  if (schema === null) return { value: text };
  try {
    const value: unknown = JSON.parse(text);
    // JSON.parse takes the last of two equal keys; whoever reads the log may see the first.
    if (keysWritten(text) !== keysRead(value)) return null;
    return shaped(value, schema) ? { value } : null;
  } catch {
    return null;
  }
}

function shaped(value: unknown, schema: NonNullable<Question['schema']>): boolean {
  return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(value).success;
}

const STRING = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

function keysWritten(json: string): number {
  let count = 0;
  for (const [, colon] of json.matchAll(STRING)) if (colon !== undefined) count++;
  return count;
}

function keysRead(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).reduce<number>((sum, child) => sum + keysRead(child), 0);
  return inner + (Array.isArray(value) ? 0 : Object.keys(value).length);
}
