/** The newer way to write what is looked for: `match` with any, all, not, inside and where. */
import type { Condition, Formula, Variable } from '../rule.ts';
import { readFocus, readWhere } from './condition.ts';
import type { Entries, Entry } from './entry.ts';
import { patternIn, regexIn } from './leaf.ts';

type Read = (entry: Entry) => Formula | undefined;

const READ: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['pattern', patternIn],
  ['regex', regexIn],
  ['any', (entry) => ({ kind: 'any', of: items(entry) })],
  ['all', (entry) => ({ kind: 'all', of: items(entry), where: [], focus: [] })],
  ['inside', (entry) => wrapped('inside', readNewer(entry))],
  ['not', negative],
]);

/** Keys that may stand beside one another in the newer syntax. */
export const NEWER_KEYS: ReadonlySet<string> = new Set([...READ.keys(), 'where']);

/** A text is a pattern; a mapping has one formula and the conditions on it. */
export function readNewer(entry: Entry): Formula | undefined {
  if (entry.isScalar()) return patternIn(entry);
  const entries = entry.mapping();
  for (const [key, inner] of entries) if (!NEWER_KEYS.has(key)) inner.tell('it is no key of a pattern.');
  return readNewerOf(entries, entry);
}

/** The same of entries among which there are others. */
export function readNewerOf(entries: Entries, holder: Entry): Formula | undefined {
  const [first, second] = [...entries].filter(([key]) => READ.has(key));
  if (!first) return holder.tell('it has no pattern.');
  if (second) return second[1].tell(`it stands beside ${first[0]}: join them under all.`);
  const formula = READ.get(first[0])?.(first[1]);
  const where = entries.get('where');
  return formula && where ? conditioned(formula, where) : formula;
}

function negative(entry: Entry): Formula | undefined {
  const of = readNewer(entry);
  return of?.kind === 'inside' ? { kind: 'not-inside', of: of.of } : wrapped('not', of);
}

function wrapped(kind: 'inside' | 'not', of: Formula | undefined): Formula | undefined {
  return of && { kind, of };
}

function items(entry: Entry): Formula[] {
  return entry
    .list()
    .map(readNewer)
    .filter((formula) => formula !== undefined);
}

function conditioned(formula: Formula, entry: Entry): Formula {
  const [where, focus]: [Condition[], (readonly Variable[])[]] = [[], []];
  for (const item of entry.list()) {
    const entries = item.mapping();
    const focused = entries.get('focus');
    if (focused) focus.push(readFocus(focused));
    else where.push(...readWhere(entries, item, readNewerOf));
  }
  return { kind: 'all', of: [formula], where, focus };
}
