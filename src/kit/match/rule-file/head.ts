/** One rule of a rule file: its head, and the formula or the taint that it looks for. */
import { required, type Entries, type Entry } from './entry.ts';
import type { FileRule, FixRegex } from './file-rule.ts';
import { isFormulaKey, isPositive, readFormula } from './formula.ts';
import { languageNamed } from './languages.ts';
import { optionsOf, unheededOptions } from './options.ts';
import { readNewer } from './newer.ts';
import { readNewerTaint, readTaint } from './taint.ts';

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
  ...['match', 'taint'],
  ...TAINT_KEYS,
  // Said to people and to other engines: nothing here hangs on them.
  ...['min-version', 'max-version', 'version', 'rulesetId'],
]);
const UNSUPPORTED = ['join', 'extract', 'dest-language', 'transform', 'steps', 'validators'];

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
  const newer = newerQuery(entries, rule);
  if (newer) return newer.query;
  const mode = entries.get('mode')?.text() ?? 'search';
  if (mode === 'taint') return { mode, taint: readTaint(entries, rule) };
  if (mode !== 'search') {
    rule.ledger.unsupported(`the mode ${JSON.stringify(mode)}`);
    return undefined;
  }
  for (const key of TAINT_KEYS) entries.get(key)?.tell('it belongs to a rule in taint mode.');
  const formula = readFormula(entries, rule);
  return formula && { mode, formula };
}

/** Of the newer syntax, which says the mode by its key; undefined for the older one. */
function newerQuery(
  entries: Entries,
  rule: Entry,
): { readonly query: FileRule['query'] | undefined } | undefined {
  const [match, taint] = [entries.get('match'), entries.get('taint')];
  if (!match && !taint) return undefined;
  if (match && taint) rule.tell('it has both match and taint.');
  for (const [key, entry] of entries)
    if (isFormulaKey(key) || TAINT_KEYS.includes(key)) entry.tell('it belongs to the older syntax.');
  if (taint) return { query: { mode: 'taint', taint: readNewerTaint(taint) } };
  const formula = match && readNewer(match);
  if (formula && !isPositive(formula))
    match.tell('its patterns only take away: one has to say what to find.');
  return { query: formula && { mode: 'search', formula } };
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

function data(entry: Entry | undefined): Record<string, unknown> {
  const value = entry?.plain();
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
