/** Reads `rules/security/`: what is said of each rule, and its patterns in Semgrep's format, a file a language. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import type { Example } from '../src/domain/rule.ts';
import type { FileRule } from '../src/kit/match/rule-file/file-rule.ts';
import { readRuleFile } from '../src/kit/match/rule-file/read.ts';

const PACK_DIR = fileURLToPath(new URL('../rules/security', import.meta.url));

/** What the files of a language are called, and what its examples are. */
export const PACK_LANGUAGES = { javascript: 'js', python: 'py', java: 'java', go: 'go' } as const;
export type PackLanguage = keyof typeof PACK_LANGUAGES;

/** The rules of one file. */
export interface PackFile {
  /** Below rules/security: `sql-injection/python.yml`. */
  readonly file: string;
  /** The folder: `sql-injection`. */
  readonly rule: string;
  readonly language: PackLanguage;
  /** With shared lists in their places, as any reader of Semgrep's format takes it. */
  readonly text: string;
  readonly rules: readonly FileRule[];
}

let known: readonly PackFile[] | undefined;

/** Every file of the pack, in the order of their names, read once; throws with the file's name when one is wrong. */
export function readPack(): readonly PackFile[] {
  return (known ??= readAll());
}

function readAll(): PackFile[] {
  const pack = fs
    .readdirSync(PACK_DIR, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^(?!shared\/)[^/]+\/(?!about\.)[^/]+\.yml$/.test(file))
    .sort()
    .map(readPackFile);
  const ids = pack.flatMap(({ rules }) => rules.map(({ id }) => id));
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new Error(`rules/security: two rules are called ${twice}`);
  return pack;
}

function readPackFile(file: string): PackFile {
  const [rule = '', base = ''] = file.split('/');
  const language = path.basename(base, '.yml') as PackLanguage;
  if (!(language in PACK_LANGUAGES)) throw new Error(`rules/security/${file}: the pack has no such language`);
  const text = stringify(expand(yamlOf(file), shared(language)), { lineWidth: 0 });
  const { rules, notRun, problems } = readRuleFile(file, text);
  const wrong = [
    ...problems.map(({ rule: id, key, said }) => `${id ?? ''} ${key}: ${said}`),
    ...notRun.map(({ id, reason }) => `${id}: ${reason} is not run`),
    ...rules.flatMap(({ id, unheeded }) => unheeded.map((what) => `${id}: ${what} is not heeded`)),
    ...rules
      .filter(({ id }) => !isNamedAfter(id, `${rule}-${language}`))
      .map(({ id }) => `${id}: a wrong name`),
  ];
  if (wrong.length > 0) throw new Error(`rules/security/${file}: ${wrong.join('; ')}`);
  return { file, rule, language, text, rules };
}

const isNamedAfter = (id: string, name: string): boolean => id === name || id.startsWith(`${name}-`);

function yamlOf(file: string): unknown {
  try {
    return parse(fs.readFileSync(path.join(PACK_DIR, file), 'utf8'));
  } catch (error) {
    throw new Error(`rules/security/${file}: ${(error as Error).message}`, { cause: error });
  }
}

function shared(language: string): ReadonlyMap<string, unknown[]> {
  const file = `shared/${language}.yml`;
  if (!fs.existsSync(path.join(PACK_DIR, file))) return new Map();
  return new Map(Object.entries(yamlOf(file) as Record<string, unknown[]>));
}

/** The same data with `- shared: NAME` replaced by the items of that list; they may name lists in turn. */
function expand(data: unknown, lists: ReadonlyMap<string, unknown[]>): unknown {
  if (Array.isArray(data)) return data.flatMap((item) => items(item, lists));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, expand(value, lists)]));
}

function items(item: unknown, lists: ReadonlyMap<string, unknown[]>): unknown[] {
  const name = (item as { shared?: string } | null)?.shared;
  if (name === undefined) return [expand(item, lists)];
  const list = lists.get(name);
  if (!list) throw new Error(`rules/security/shared: there is no list ${name}`);
  return expand(list, lists) as unknown[];
}

/** The examples of a rule of the pack, each a file of its language. */
export function examplesOf({ rules, language }: PackFile, kind: 'bad' | 'good'): Example[] {
  const name = `example.${PACK_LANGUAGES[language]}`;
  return rules.flatMap(({ metadata }) => {
    const given = metadata[kind];
    return Array.isArray(given) ? given.map((text) => ({ [name]: String(text) })) : [];
  });
}
