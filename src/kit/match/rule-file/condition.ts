/** The conditions that a rule file puts on metavariables. */
import type { Condition, Formula, Variable } from '../rule.ts';
import { required, type Entries, type Entry } from './entry.ts';
import { languageNamed } from './languages.ts';

/** How a formula is read, handed down because formulas hold conditions. */
type ReadFormula = (entries: Entries, holder: Entry) => Formula | undefined;
interface Asked {
  readonly variable: Variable;
  readonly entries: Entries;
  readonly holder: Entry;
  readonly readFormula: ReadFormula;
}

const FORMULA_KEYS = [
  ...['pattern', 'patterns', 'pattern-either', 'pattern-regex'],
  ...['pattern-inside', 'pattern-not', 'pattern-not-regex', 'pattern-not-inside'],
];

/** Keys of each condition beside `metavariable`; those of `metavariable-pattern` are a formula's, too. */
export const CONDITIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['metavariable-regex', ['regex', 'constant-propagation']],
  ['metavariable-pattern', ['language', ...FORMULA_KEYS]],
  ['metavariable-comparison', ['comparison', 'strip', 'base']],
  ['metavariable-type', ['type', 'types']],
  ['metavariable-analysis', ['analyzer']],
]);

const READ: Readonly<Record<string, (asked: Asked) => Condition | undefined>> = {
  'metavariable-regex': ({ variable, entries, holder }) => {
    const regex = required(entries, holder, 'regex')?.text();
    return regex === undefined ? undefined : { kind: 'regex', variable, regex, not: false };
  },
  'metavariable-pattern': ({ variable, entries, holder, readFormula }) => {
    const of = readFormula(entries, holder);
    const name = entries.get('language')?.text();
    const language = name === undefined ? null : (languageNamed(name) ?? null);
    if (name !== undefined && !language) holder.ledger.unsupported(`patterns in ${JSON.stringify(name)}`);
    return of && { kind: 'pattern', variable, language, of };
  },
  'metavariable-type': ({ variable, entries, holder }) => {
    const types = (entries.get('types') ?? required(entries, holder, 'type'))?.words();
    return types && { kind: 'type', variable, types };
  },
  'metavariable-analysis': ({ variable, entries, holder }) => {
    const analyzer = required(entries, holder, 'analyzer')?.text();
    if (analyzer === 'entropy' || analyzer === 'redos') return { kind: 'analysis', variable, analyzer };
    if (analyzer !== undefined) holder.ledger.unsupported(`the analyzer ${JSON.stringify(analyzer)}`);
    return undefined;
  },
};

/** What is looked at in the end: one metavariable, or several that count alike. */
export function readFocus(entry: Entry): Variable[] {
  return entry.words().filter((name) => isName(name, entry));
}

export function readCondition(holder: Entry, readFormula: ReadFormula): Condition | undefined {
  const entries = holder.mapping();
  const keys = ['metavariable', ...(CONDITIONS.get(holder.key) ?? [])];
  for (const [key, entry] of entries) if (!keys.includes(key)) entry.tell(`it is no key of ${holder.key}.`);
  if (holder.key === 'metavariable-comparison') return comparison(entries, holder);
  const metavariable = required(entries, holder, 'metavariable');
  const variable = metavariable?.text();
  if (metavariable === undefined || variable === undefined || !isName(variable, metavariable))
    return undefined;
  return READ[holder.key]?.({ variable, entries, holder, readFormula });
}

/** The conditions of one item of `where`: on a metavariable by several keys, or a comparison. */
export function readWhere(entries: Entries, holder: Entry, readFormula: ReadFormula): Condition[] {
  if (entries.has('comparison')) return present([comparison(entries, holder)]);
  const metavariable = required(entries, holder, 'metavariable');
  const variable = metavariable?.text();
  if (!metavariable || variable === undefined || !isName(variable, metavariable)) return [];
  const asked = { variable, entries, holder, readFormula };
  const kinds = [...entries.keys()].flatMap((key) => WHERE.get(key) ?? []);
  const [kind, second] = kinds;
  if (kind === undefined) return (holder.tell('it has no condition.'), []);
  if (second !== undefined) return (holder.tell('it has more than one condition.'), []);
  return present([READ[kind]?.(asked)]);
}

/** The key of a condition in `where`, and what it was called before. */
const WHERE: ReadonlyMap<string, string> = new Map([
  ['regex', 'metavariable-regex'],
  ['type', 'metavariable-type'],
  ['types', 'metavariable-type'],
  ['analyzer', 'metavariable-analysis'],
  ...['pattern', 'any', 'all', 'not'].map((key): [string, string] => [key, 'metavariable-pattern']),
]);

function comparison(entries: Entries, holder: Entry): Condition | undefined {
  const text = required(entries, holder, 'comparison')?.text();
  const metavariable = entries.get('metavariable');
  const variable = metavariable?.text() ?? null;
  if (metavariable && variable !== null && !isName(variable, metavariable)) return undefined;
  const strip = entries.get('strip')?.truth() ?? false;
  const base = entries.get('base')?.whole() ?? null;
  if (text === undefined) return undefined;
  return { kind: 'comparison', variable, comparison: text, strip, base };
}

function present<T>(items: readonly (T | undefined)[]): T[] {
  return items.filter((item) => item !== undefined);
}

/** `$X`, `$...XS`, and `$1` for what a regular expression captured. */
function isName(name: string, entry: Entry): boolean {
  if (/^\$(?:(?:\.\.\.)?[A-Z_][A-Z0-9_]*|\d+)$/.test(name)) return true;
  entry.tell(`${JSON.stringify(name)} is no metavariable.`);
  return false;
}
