/** Compiles `prompts/<task>/v<N>.md` into the module `virtual:prompts`, for the bundle and for the tests alike. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Prompt } from '../src/kit/prompts.ts';
import { virtualModule, type VirtualModule } from './virtual-module.ts';

const PROMPTS_DIR = fileURLToPath(new URL('../prompts', import.meta.url));
const FRONT = /^---\n([^]*?)\n---\n([^]+)$/;

const schema = z.strictObject({
  id: z.string().regex(/^[a-z]+$/),
  version: z.int().positive(),
  needs: z.string().min(1),
  maxTokens: z.int().positive(),
  changed: z.string().min(1),
  schema: z.record(z.string(), z.unknown()),
});

/** Reads and checks every prompt; throws with the file's name when one is wrong. */
function readPrompts(): Prompt[] {
  const files = fs
    .readdirSync(PROMPTS_DIR, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'));
  return files.map(readPrompt).sort((a, b) => (a.id === b.id ? a.version - b.version : a.id < b.id ? -1 : 1));
}

function readPrompt(file: string): Prompt {
  // Git may have written CRLF here; the hash is of what the repository holds.
  const text = fs.readFileSync(path.join(PROMPTS_DIR, file), 'utf8').replaceAll('\r\n', '\n');
  const [, front = '', system = ''] = FRONT.exec(text) ?? [];
  const parsed = schema.safeParse(parse(front));
  if (!parsed.success) throw new Error(`prompts/${file}: ${z.prettifyError(parsed.error)}`);
  const { id, version, maxTokens, schema: reply } = parsed.data;
  if (file.replaceAll('\\', '/') !== `${id}/v${version}.md`)
    throw new Error(`prompts/${file}: it says ${id}, version ${version}`);
  const hash = createHash('sha256').update(text).digest('hex');
  return { id, version, hash, maxTokens, schema: reply, system: system.trim() };
}

export const promptsPlugin = (): VirtualModule => virtualModule('prompts', readPrompts);
