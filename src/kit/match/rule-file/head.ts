/** One rule of a rule file: its head, and the formula or the taint that it looks for. */
import type { Options } from '../rule.ts';
import type { Entry } from './entry.ts';
import type { FileRule, FixRegex } from './file-rule.ts';
import { isFormulaKey, readFormula } from './formula.ts';
import { languageNamed } from './languages.ts';
import { readTaint } from './taint.ts';

type Entries = ReadonlyMap<string, Entry>;

const SEVERITIES: ReadonlyMap<string, FileRule['severity']> = new Map([
  ['CRITICAL', 'error'],
  ['HIGH', 'error'],
  ['ERROR', 'error'],
  ['MEDIUM', 'warning'],
  ['WARNING', 'warning'],
  ['LOW', 'note'],
  ['INFO', 'note'],
  ['INVENTORY', 'note'],
  ['EXPERIMENT', 'note'],
]);

const TAINT_KEYS = ['pattern-sources', 'pattern-sinks', 'pattern-sanitizers', 'pattern-propagators'];
const KEYS = new Set([
  ...['id', 'message', 'severity', 'languages', 'mode', 'options', 'metadata', 'paths', 'fix', 'fix-regex'],
  ...TAINT_KEYS,
  // Said to people and to other engines: nothing here hangs on them.
  ...['min-version', 'max-version', 'version', 'rulesetId'],
]);
const UNSUPPORTED = [
  'match',
  'taint',
  'join',
  'extract',
  'dest-language',
  'transform',
  'steps',
  'validators',
];

/** Tells what is wrong to the ledger of the entry; undefined when too little is left of the rule. */
export function readRule(rule: Entry): FileRule | undefined {
  const entries = rule.mapping();
  for (const [key, entry] of entries) {
    if (UNSUPPORTED.includes(key)) entry.ledger.unsupported(`the key ${key}`);
    else if (!KEYS.has(key) && !isFormulaKey(key) && !key.startsWith('r2c-internal-')) {
      entry.tell('it is no key of a rule.');
    }
  }
  const [id, message] = ['id', 'message'].map((key) => required(entries, rule, key)?.text());
  const severity = severityOf(required(entries, rule, 'severity'));
  const languages = required(entries, rule, 'languages')?.words();
  const query = queryOf(entries, rule);
  if (id === undefined || message === undefined || !severity || !languages || !query) return undefined;
  const { foreign, ...spoken } = languagesOf(languages, rule);
  const options = data(entries.get('options'));
  const unheeded = [...foreign, ...unheededOptions(options)];
  return {
    ...{ id, message, severity, ...spoken, unheeded, query },
    ...extras(entries),
    options: optionsOf(options),
  };
}

/** `foreign` are those that nothing here reads. */
function languagesOf(
  names: readonly string[],
  rule: Entry,
): Pick<FileRule, 'languages'> & { readonly foreign: readonly string[] } {
  const languages = [...new Set(names.map(languageNamed).filter((language) => language !== undefined))];
  const foreign = names.filter((name) => !languageNamed(name));
  if (languages.length === 0) rule.ledger.unsupported(`the language ${foreign.join(', ')}`);
  return { languages, foreign: foreign.map((name) => `the language ${name}`) };
}

function extras(entries: Entries): Pick<FileRule, 'fix' | 'fixRegex' | 'paths' | 'metadata'> {
  const paths = entries.get('paths')?.mapping();
  for (const [key, entry] of paths ?? []) {
    if (key !== 'include' && key !== 'exclude') entry.tell('it is no key of paths.');
  }
  const include = paths?.get('include')?.words() ?? [];
  const exclude = paths?.get('exclude')?.words() ?? [];
  return {
    fix: entries.get('fix')?.text(),
    fixRegex: fixRegex(entries.get('fix-regex')),
    paths: { include, exclude },
    metadata: data(entries.get('metadata')),
  };
}

function queryOf(entries: Entries, rule: Entry): FileRule['query'] | undefined {
  const mode = entries.get('mode')?.text() ?? 'search';
  if (mode === 'taint') return { mode, taint: readTaint(entries, rule) };
  if (mode !== 'search') {
    rule.ledger.unsupported(`the mode ${JSON.stringify(mode)}`);
    return undefined;
  }
  for (const key of TAINT_KEYS) entries.get(key)?.tell('it belongs to a rule in taint mode.');
  if (entries.has('match')) return undefined;
  const formula = readFormula(entries, rule);
  return formula && { mode, formula };
}

function severityOf(entry: Entry | undefined): FileRule['severity'] | undefined {
  const name = entry?.text();
  if (name === undefined) return undefined;
  return SEVERITIES.get(name.toUpperCase()) ?? entry?.tell(`${JSON.stringify(name)} is no severity.`);
}

function fixRegex(entry: Entry | undefined): FixRegex | undefined {
  const entries = entry?.mapping();
  if (!entry || !entries) return undefined;
  const [regex, replacement] = ['regex', 'replacement'].map((key) => required(entries, entry, key)?.text());
  const count = entries.get('count')?.whole();
  return regex === undefined || replacement === undefined ? undefined : { regex, replacement, count };
}

function required(entries: Entries, holder: Entry, key: string): Entry | undefined {
  return entries.get(key) ?? holder.tell(`it has no ${key}.`);
}

/** What they ask for is done, or is nothing that one function at a time could do otherwise. */
const HEEDED = new Set([
  ...['constant_propagation', 'symbolic_propagation', 'generic_ellipsis_max_span'],
  ...['interfile', 'interproc', 'taint_assume_safe_comparisons', 'taint_unify_mvars'],
  ...['taint_assume_safe_numbers', 'taint_assume_safe_booleans'],
  ...['taint_assume_safe_indexes', 'taint_assume_safe_functions'],
]);

function unheededOptions(options: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(options)
    .filter((name) => !HEEDED.has(name))
    .map((name) => `the option ${name}`);
}

function optionsOf(options: Readonly<Record<string, unknown>>): Options {
  const span = options['generic_ellipsis_max_span'];
  return {
    constantPropagation: options['constant_propagation'] !== false,
    symbolicPropagation: options['symbolic_propagation'] === true,
    ellipsisSpan: typeof span === 'number' && span >= 0 ? span : null,
    taint: {
      unifyVariables: options['taint_unify_mvars'] === true,
      safeNumbers: options['taint_assume_safe_numbers'] === true,
      safeBooleans: options['taint_assume_safe_booleans'] === true,
      safeIndexes: options['taint_assume_safe_indexes'] === true,
      safeFunctions: options['taint_assume_safe_functions'] === true,
    },
  };
}

function data(entry: Entry | undefined): Record<string, unknown> {
  const value = entry?.plain();
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
