/** The pattern keys of a rule file → formula. */
import type { Condition, Formula, Variable } from '../rule.ts';
import { CONDITIONS, readCondition, readFocus } from './condition.ts';
import type { Entries, Entry } from './entry.ts';
import { patternIn, regexIn } from './leaf.ts';
import { NEWER_KEYS } from './newer.ts';

type ReadFormula = (entry: Entry) => Formula | undefined;

const either: ReadFormula = (entry) => ({ kind: 'any', of: present(entry.list().map(pattern)) });
const around =
  (kind: 'inside' | 'not' | 'not-inside', read: ReadFormula = pattern): ReadFormula =>
  (entry) => {
    const of = read(entry);
    return of && { kind, of };
  };

const FORMULAS: ReadonlyMap<string, ReadFormula> = new Map([
  ['pattern', pattern],
  ['patterns', patterns],
  ['pattern-either', either],
  ['pattern-regex', regexIn],
  ['pattern-inside', around('inside')],
  ['pattern-not', around('not')],
  ['pattern-not-inside', around('not-inside')],
  ['pattern-not-regex', around('not', regexIn)],
]);

/** The one formula among the keys of a mapping; tells when there is none, more than one, or one that only takes away. */
export function readFormula(entries: Entries, holder: Entry): Formula | undefined {
  const formula = soleFormula(entries, holder);
  if (formula && !isPositive(formula))
    holder.tell('its patterns only take away: one has to say what to find.');
  return formula;
}

/** The same where a value is given to begin with, so that taking away is enough. */
function soleFormula(entries: Entries, holder: Entry): Formula | undefined {
  const found = [...entries].filter(([key]) => FORMULAS.has(key));
  const [first, second] = found;
  if (!first) return holder.tell('it has no pattern.');
  if (second) return second[1].tell(`it stands beside ${first[0]}: join them under patterns.`);
  return FORMULAS.get(first[0])?.(first[1]);
}

/** Whether the key is one that holds a formula. */
export function isFormulaKey(key: string): boolean {
  return FORMULAS.has(key);
}

/** A text, or a mapping with a formula of its own. */
function pattern(entry: Entry): Formula | undefined {
  return entry.isScalar() ? patternIn(entry) : sole(entry);
}

/** Items with one key each: formulas, conditions, and what is looked at in the end. */
function patterns(entry: Entry): Formula {
  const [of, where, focus]: [Formula[], Condition[], (readonly Variable[])[]] = [[], [], []];
  for (const item of entry.list()) {
    const [only, second] = [...item.mapping().values()];
    if (!only) item.tell('it has no pattern.');
    else if (second) second.tell(`it stands beside ${only.key} in one item: give it an item of its own.`);
    else if (only.key === 'focus-metavariable') focus.push(readFocus(only));
    else if (CONDITIONS.has(only.key)) where.push(...present([readCondition(only, soleFormula)]));
    else if (known(only)) of.push(...present([FORMULAS.get(only.key)?.(only)]));
  }
  return { kind: 'all', of, where, focus };
}

function sole(holder: Entry): Formula | undefined {
  const entries = holder.mapping();
  const strange = [...entries.values()].filter((entry) => !known(entry));
  return strange.length > 0 ? undefined : soleFormula(entries, holder);
}

function known(entry: Entry): boolean {
  if (FORMULAS.has(entry.key)) return true;
  if (CONDITIONS.has(entry.key)) entry.tell('a condition stands under patterns.');
  else if (entry.key === 'pattern-where-python') entry.ledger.unsupported(`${entry.key}, which runs code`);
  else if (NEWER_KEYS.has(entry.key)) entry.tell('it belongs to the newer syntax, under match.');
  else entry.tell('it is no key of a pattern.');
  return false;
}

/** Whether it says what to find, and not only what not. */
export function isPositive(formula: Formula): boolean {
  if (formula.kind === 'all') return formula.of.some(isPositive);
  return formula.kind !== 'not' && formula.kind !== 'not-inside';
}

function present<T>(items: readonly (T | undefined)[]): T[] {
  return items.filter((item) => item !== undefined);
}
