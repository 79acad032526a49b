/** Compiles `rules/**.yml` into the module `virtual:rules`, for the bundle and for the tests alike. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Rule } from '../src/domain/rule.ts';
import { examplesOf, readPack, type PackFile } from './security-pack.ts';
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
  owasp: z
    .string()
    .regex(/^A\d\d:20\d\d$/)
    .optional(),
  'security-severity': z.number().min(0.1).max(10).optional(),
  languages: z.array(z.string()).default([]),
  engine: z.record(z.string(), z.unknown()).default({}),
  bad: z.array(example).default([]),
  good: z.array(example).default([]),
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
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^[^/]+\/(?:[^/]+|[^/]+\/about)\.yml$/.test(file));
  const pack = readPack();
  return files.map((file) => withPatterns(readRule(file), pack)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A rule of the security pack has its languages and examples from the files of its patterns. */
function withPatterns(rule: Rule, pack: readonly PackFile[]): Rule {
  const files = pack.filter((file) => rule.id === `security/${file.rule}`);
  if (files.length === 0) return rule;
  return {
    ...rule,
    languages: [...new Set(files.flatMap(({ rules }) => rules.flatMap(({ languages }) => languages)))],
    bad: files.flatMap((file) => examplesOf(file, 'bad')),
    good: files.flatMap((file) => examplesOf(file, 'good')),
  };
}

function readRule(file: string): Rule {
  const parsed = schema.safeParse(parse(fs.readFileSync(path.join(RULES_DIR, file), 'utf8')));
  if (!parsed.success) throw new Error(`rules/${file}: ${z.prettifyError(parsed.error)}`);
  const rule = parsed.data;
  if (rule.id !== file.replace(/(?:\/about)?\.yml$/, ''))
    throw new Error(`rules/${file}: its id is ${rule.id}`);
  if (rule.severity === 'error' && rule.confidence !== 'high') {
    throw new Error(`rules/${file}: only what is certain may block: severity error wants confidence high`);
  }
  const name = `example.${EXTENSION[rule.languages[0] ?? 'javascript'] ?? 'txt'}`;
  const asFiles = (given: z.infer<typeof example>) => (typeof given === 'string' ? { [name]: given } : given);
  const { 'security-severity': securitySeverity, ...rest } = rule;
  const said = securitySeverity === undefined ? rest : { ...rest, securitySeverity };
  return { ...said, bad: rule.bad.map(asFiles), good: rule.good.map(asFiles) } as Rule;
}

/** Examples of the pack are many, and only who explains a rule shows them: they are a module of their own. */
export const rulesPlugin = (): VirtualModule =>
  virtualModule('rules', () =>
    readRules().map((rule) => (isOfPack(rule) ? { ...rule, bad: [], good: [] } : rule)),
  );

export const examplesPlugin = (): VirtualModule =>
  virtualModule('security-examples', () =>
    Object.fromEntries(
      readRules()
        .filter(isOfPack)
        .map(({ id, bad, good }) => [id, { bad, good }]),
    ),
  );

const isOfPack = ({ id }: Rule): boolean => id.startsWith('security/');
