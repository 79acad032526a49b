/** Compiles `rules/**.yml` into the module `virtual:rules`, for the bundle and for the tests alike. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Rule } from '../src/domain/rule.ts';
import { virtualModule, type VirtualModule } from './virtual-module.ts';

export const RULES_DIR = fileURLToPath(new URL('../rules', import.meta.url));

const example = z.union([z.string(), z.record(z.string(), z.string())]);
const sentence = z.string().trim().min(1).max(1000);
const schema = z.strictObject({
  id: z.string().regex(/^[a-z]+\/[a-z0-9-]+$/),
  severity: z.enum(['error', 'warning', 'note']),
  confidence: z.enum(['high', 'medium', 'low']),
  title: z.string().min(1).max(120).regex(/[^.]$/, 'no full stop'),
  why: sentence,
  fix: sentence,
  cwe: z.array(z.int()).default([]),
  languages: z.array(z.string()).default([]),
  engine: z.record(z.string(), z.unknown()).default({}),
  bad: z.array(example),
  good: z.array(example),
});

const EXTENSION: Readonly<Record<string, string>> = {
  javascript: 'js',
  jsx: 'jsx',
  typescript: 'ts',
  tsx: 'tsx',
  python: 'py',
  java: 'java',
  go: 'go',
};

/** Reads and checks every rule file; throws with the file's name when one is wrong. */
export function readRules(): Rule[] {
  const files = fs
    .readdirSync(RULES_DIR, { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.yml'));
  return files.map(readRule).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function readRule(file: string): Rule {
  const parsed = schema.safeParse(parse(fs.readFileSync(path.join(RULES_DIR, file), 'utf8')));
  if (!parsed.success) throw new Error(`rules/${file}: ${z.prettifyError(parsed.error)}`);
  const rule = parsed.data;
  if (`${rule.id}.yml` !== file.replaceAll('\\', '/')) throw new Error(`rules/${file}: its id is ${rule.id}`);
  if (rule.severity === 'error' && rule.confidence !== 'high') {
    throw new Error(`rules/${file}: only what is certain may block: severity error wants confidence high`);
  }
  const name = `example.${EXTENSION[rule.languages[0] ?? 'javascript'] ?? 'txt'}`;
  const asFiles = (given: z.infer<typeof example>) => (typeof given === 'string' ? { [name]: given } : given);
  return { ...rule, bad: rule.bad.map(asFiles), good: rule.good.map(asFiles) } as Rule;
}

export const rulesPlugin = (): VirtualModule => virtualModule('rules', readRules);
