/** Reads the rules that the maintainers wrote: from the tree of their policy alone, never from the change. */
import { displayPath } from '../domain/path.ts';
import type { OwnRules, RuleFileText } from '../domain/policy.ts';
import type { Entry, Tree } from '../domain/tree.ts';
import { EnvironmentError, UserError } from '../errors.ts';
import { groupBy } from '../kit/group-by.ts';
import { isPlain } from '../kit/match/language-of.ts';
import { problemSentence, readRuleFile, shownName } from '../kit/match/rule-file/read.ts';
import type { FileRule } from '../kit/match/rule-file/file-rule.ts';
import { isName, namesOf, ownRuleId } from '../kit/own-rule-name.ts';
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
  const files: Text[] = [];
  const problems: string[] = [];
  for (const entry of entries) {
    const text = await textOf(tree, entry);
    const path = displayPath(entry.path);
    if ('wrong' in text) problems.push(`${path}: ${text.wrong}`);
    else files.push({ path, text: text.text });
  }
  if (files.reduce((sum, { text }) => sum + text.length, 0) > MOST_UNITS)
    throw new UserError(`${policy} names rule files of more than ${MOST_UNITS / 1e6} MB together.`);
  return gathered(files, problems);
}

type Text = Pick<RuleFileText, 'path' | 'text'>;

interface Found {
  readonly rule: FileRule;
  readonly path: string;
}

/** What the files hold together: names are given when all rules are known. */
function gathered(texts: readonly Text[], problems: string[]): OwnRules {
  const notRun: string[] = [];
  const found = texts.flatMap(({ path, text }): Found[] => {
    const read = readRuleFile(path, text);
    problems.push(...read.problems.map(problemSentence));
    for (const { id, reason } of read.notRun)
      notRun.push(`The rule ${shownName(id)} (${path}) is not run: ${reason} is not supported.`);
    return read.rules.map((rule) => ({ rule, path }));
  });
  const called = named(found, problems);
  for (const { rule, path } of called)
    for (const what of rule.unheeded)
      notRun.push(`The rule ${rule.id} (${path}) is run without what it asks for besides: ${what}.`);
  const byPath = groupBy(called, ({ path }) => path);
  return {
    files: texts.map(({ path, text }) => {
      const own = byPath.get(path) ?? [];
      return { path, text, names: own.map(({ rule, name }) => [rule.id, name] as const) };
    }),
    rules: new Map(called.map(({ rule, path, name }) => [ownRuleId(name), aboutOwn(rule, { path, name })])),
    texts: called.flatMap(({ rule }) => (rule.languages.some(isPlain) ? [rule.paths] : [])),
    notRun,
    problems,
  };
}

function named(found: readonly Found[], problems: string[]): (Found & { readonly name: string })[] {
  const right = found.filter(({ rule: { id } }) => isName(id));
  for (const { rule, path } of found)
    if (!isName(rule.id)) problems.push(`${path}: ${shownName(rule.id)}: ${NO_NAME}`);
  const names = namesOf(right.map(({ rule: { id }, path }) => ({ id, path })));
  return right.flatMap((each, at) => {
    const name = names[at] ?? null;
    if (name === null) problems.push(`${each.path}: ${each.rule.id}: another rule beside it has this id.`);
    return name === null ? [] : [{ ...each, name }];
  });
}

const NO_NAME = 'an id is made of letters, digits, dots, dashes and underscores.';

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
