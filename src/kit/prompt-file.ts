/** The text of a prompt's file: front matter in YAML between two lines of dashes, then what the assistant is told. */
import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { z } from 'zod';
import type { PromptId, Question } from '../domain/assistant.ts';

/** All of a question but what it is about. */
export interface Prompt extends PromptId {
  readonly system: string;
  readonly maxTokens: number;
  readonly schema: NonNullable<Question['schema']>;
  /** How to answer without the schema; null where the task is not asked a second time. */
  readonly plain: string | null;
  /** Whether it says what the project's own instructions are. */
  readonly project: boolean;
}

/** A prompt as a file has it; a file of the maintainers' own may leave out the schema. */
export type PromptText = Omit<Prompt, 'schema'> & { readonly schema?: Prompt['schema'] };

const MAX_CHARACTERS = 40_000;
const FRONT = /^---\n([^]*?)\n---\n([^]+)$/;

const front = z.strictObject({
  id: z.string().regex(/^[a-z]+$/),
  version: z.int().positive(),
  /** For whoever chooses a model. */
  needs: z.string().min(1),
  maxTokens: z.int().positive().max(64_000),
  /** For whoever chooses a version. */
  changed: z.string().min(1),
  project: z.boolean().default(false),
  plain: z.string().min(1).optional(),
  schema: z.record(z.string(), z.unknown()).optional(),
});

/** Reads a prompt's file; one clause when it is none. */
export function readPrompt(written: string): PromptText | string {
  // Git may have written CRLF; the hash is of what the repository holds.
  const text = written.replaceAll('\r\n', '\n');
  if (text.length > MAX_CHARACTERS) return `it is longer than ${MAX_CHARACTERS} characters`;
  const [, head, body = ''] = FRONT.exec(text) ?? [];
  if (head === undefined || body.trim() === '') return 'it has no front matter, or nothing after it';
  const parsed = front.safeParse(yamlOf(head));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `its front matter is wrong at ${issue?.path.join('.') || 'its keys'}: ${issue?.message ?? ''}`;
  }
  const { id, version, maxTokens, project, plain, schema } = parsed.data;
  const hash = createHash('sha256').update(text).digest('hex');
  const prompt = { id, version, hash, system: body.trim(), maxTokens, project };
  return { ...prompt, plain: plain?.trim() ?? null, ...(schema && { schema }) };
}

function yamlOf(text: string): unknown {
  try {
    return parse(text, { prettyErrors: false }) as unknown;
  } catch {
    return null;
  }
}
