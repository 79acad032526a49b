/** Reads the rules that the maintainers wrote: from the tree of their policy alone, never from the change. */
import { displayPath, type RepoPath } from '../domain/path.ts';
import type { OwnRules, PathGlobs, RuleFileText } from '../domain/policy.ts';
import type { RuleId } from '../domain/finding.ts';
import type { Rule } from '../domain/rule.ts';
import type { Entry, Tree } from '../domain/tree.ts';
import { EnvironmentError, UserError } from '../errors.ts';
import { isPlain } from '../kit/match/language-of.ts';
import { readRuleFile, type RuleProblem } from '../kit/match/rule-file/read.ts';
import type { FileRule } from '../kit/match/rule-file/file-rule.ts';
import { nameProblem } from '../kit/own-rule-name.ts';
import { decode } from '../kit/text.ts';
import { aboutOwn } from './own-rule.ts';

const RULE_FILE = /\.ya?ml$/i;
/** Tests of rules, and what they look like mended. */
const BESIDE = /\.(?:test|fixed)\.ya?ml$/i;
const MOST_FILES = 1000;
const MOST_UNITS = 8_000_000;

/** The rules in these files, and in these folders of them. Throws UserError for what names no rule file. */
export async function readOwnRules(policy: string, names: readonly string[], tree: Tree): Promise<OwnRules> {
  const entries = await entriesOf(policy, names, tree);
  const files: RuleFileText[] = [];
  const problems: string[] = [];
  for (const entry of entries) {
    const text = await textOf(tree, entry);
    const path = displayPath(entry.path);
    if ('wrong' in text) problems.push(`${path}: ${text.wrong}`);
    else files.push({ path, text: text.text });
  }
  if (files.reduce((sum, { text }) => sum + text.length, 0) > MOST_UNITS)
    throw new UserError(`${policy} names rule files of more than ${MOST_UNITS / 1e6} MB together.`);
  const book = new Book(problems);
  for (const file of files) book.take(file);
  return { ...book.rules(), files };
}

/** The rule files that are named, or lie below a folder that is, each once. */
async function entriesOf(policy: string, names: readonly string[], tree: Tree): Promise<Entry[]> {
  const all = (await tree.list()).filter(({ mode }) => mode !== 'submodule');
  const chosen = new Set<Entry>();
  for (const name of names) {
    const folder = `${name.replace(/\/+$/, '')}/`;
    const below = all.filter(
      ({ path }) => path === name || (path.startsWith(folder) && RULE_FILE.test(path) && !BESIDE.test(path)),
    );
    if (below.length === 0)
      throw new UserError(
        `${policy} names the rules ${JSON.stringify(name)}, and the base has no rule file (.yml, .yaml) there: ` +
          'commit one to it, or remove the entry.',
      );
    for (const entry of below) chosen.add(entry);
  }
  if (chosen.size > MOST_FILES)
    throw new UserError(`${policy} names ${chosen.size} rule files; at most ${MOST_FILES} are read.`);
  return [...chosen];
}

async function textOf(tree: Tree, { oid, mode, path }: Entry): Promise<{ text: string } | { wrong: string }> {
  if (mode === 'symlink') return { wrong: 'it is a symbolic link, and only files are read.' };
  const blob = await tree.bytes(oid);
  if (blob.kind === 'unreadable')
    throw new EnvironmentError(`${displayPath(path)} cannot be read: ${blob.reason}`);
  if (blob.kind === 'too-large') return { wrong: `it has ${blob.size} bytes, which is too large.` };
  const { text, encoding } = decode(blob.bytes);
  return encoding === 'unknown-8bit' ? { wrong: 'it is not UTF-8 text.' } : { text };
}

/** What was read so far. */
class Book {
  readonly #rules = new Map<RuleId, Rule>();
  readonly #texts: PathGlobs[] = [];
  readonly #notRun: string[] = [];
  readonly #problems: string[];

  constructor(problems: readonly string[]) {
    this.#problems = [...problems];
  }

  take({ path, text }: RuleFileText): void {
    const { rules, notRun, problems } = readRuleFile(path, text);
    this.#problems.push(...problems.map(sentenceOf));
    for (const { id, reason } of notRun)
      this.#notRun.push(`The rule ${shown(id)} (${path}) is not run: ${reason} is not supported.`);
    for (const rule of rules) this.#add(rule, path);
  }

  rules(): Omit<OwnRules, 'files'> {
    return { rules: this.#rules, texts: this.#texts, notRun: this.#notRun, problems: this.#problems };
  }

  #add(rule: FileRule, path: string): void {
    const about = aboutOwn(rule, path);
    const wrong = nameProblem(rule.id) ?? (this.#rules.has(about.id) ? 'another rule has this id.' : null);
    if (wrong !== null) {
      this.#problems.push(`${path}: ${shown(rule.id)}: ${wrong}`);
      return;
    }
    this.#rules.set(about.id, about);
    if (rule.languages.some(isPlain)) this.#texts.push(rule.paths);
    for (const what of rule.unheeded)
      this.#notRun.push(`The rule ${rule.id} (${path}) is run without what it asks for besides: ${what}.`);
  }
}

function sentenceOf({ file, line, column, rule, key, said }: RuleProblem): string {
  const where = [rule, key]
    .filter(Boolean)
    .map((name) => shown(name ?? ''))
    .join(', ');
  return `${file}:${line}:${column}: ${where ? `${where}: ` : ''}${said}`;
}

function shown(text: string): string {
  return displayPath(text as RepoPath).slice(0, 200);
}
