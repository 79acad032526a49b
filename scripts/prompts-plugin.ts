/** Compiles `prompts/<task>/v<N>.md` into the module `virtual:prompts`, for the bundle and for the tests alike. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPrompt, type Prompt } from '../src/kit/prompt-file.ts';
import { virtualModule, type VirtualModule } from './virtual-module.ts';

const PROMPTS_DIR = fileURLToPath(new URL('../prompts', import.meta.url));

/** Reads and checks every prompt; throws with the file's name when one is wrong. */
function readPrompts(): Prompt[] {
  const files = fs
    .readdirSync(PROMPTS_DIR, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'));
  return files
    .map(readShipped)
    .sort((a, b) => (a.id === b.id ? a.version - b.version : a.id < b.id ? -1 : 1));
}

function readShipped(file: string): Prompt {
  const prompt = readPrompt(fs.readFileSync(path.join(PROMPTS_DIR, file), 'utf8'));
  if (typeof prompt === 'string') throw new Error(`prompts/${file}: ${prompt}`);
  const { id, version, schema } = prompt;
  if (file.replaceAll('\\', '/') !== `${id}/v${version}.md`)
    throw new Error(`prompts/${file}: it says ${id}, version ${version}`);
  if (!schema) throw new Error(`prompts/${file}: it has no schema`);
  return { ...prompt, schema };
}

export const promptsPlugin = (): VirtualModule => virtualModule('prompts', readPrompts);
