/** What the index keeps of a file: its functions that are large enough, and their fingerprints; about ten bytes a line. */
import type { Read } from './clone.ts';
import { fingerprints, GRAM, type Fingerprints } from './fingerprints.ts';
import { keyOf, large } from './large.ts';
import { addNames } from './names.ts';
import type { Unit } from './tokens.ts';

/** Raised whenever scanner, fingerprints or layout change: a record of another version is no record. */
const VERSION = 2;
/** Version, number of units, number of fingerprints, number of names. */
const HEAD = 4;

/** Where a unit's facts stand, counted from its offset. */
export const FIELD = {
  /** Number of the unit in the file's scan. */
  number: 0,
  /** First token, and the one after the last. */
  first: 1,
  end: 2,
  /** What only its exact copies share: a hash of its tokens, of its text when they are few; 0 when it says too little. */
  key: 3,
  /** Its range among the file's fingerprints, and how many of them are different. */
  from: 4,
  to: 5,
  distinct: 6,
} as const;
const FIELDS = 7;

/** Facts about the units that are large enough; the fingerprints in the order of the file; the names that they use. */
export function recordOf(file: Read): Int32Array {
  const { tokens, units } = file.scan;
  const kept = large(units);
  const prints = placed(file);
  const names = new Set<number>();
  for (const number of kept) addNames(names, tokens, units[number] as Unit);
  const fixed = HEAD + kept.length * FIELDS;
  const record = new Int32Array(fixed + prints.hash.length + names.size);
  record.set([VERSION, kept.length, prints.hash.length, names.size]);
  record.set(prints.hash, fixed);
  record.set([...names], fixed + prints.hash.length);
  kept.forEach((number, at) => {
    const unit = units[number] as Unit;
    const [from, to] = [position(prints.at, unit.first), position(prints.at, unit.end - GRAM + 1)];
    const distinct = new Set(prints.hash.subarray(from, to)).size;
    const facts = [number, unit.first, unit.end, keyOf(file, unit), from, Math.max(from, to), distinct];
    record.set(facts, HEAD + at * FIELDS);
  });
  return record;
}

/** Whether this is what {@link recordOf} makes today: nothing else in it need be checked again. */
export function isRecord(record: Int32Array): boolean {
  const [version, units = -1, prints = -1, names = -1] = record;
  if (version !== VERSION || units < 0 || prints < 0 || names < 0) return false;
  if (record.length !== HEAD + units * FIELDS + prints + names) return false;
  for (let at = HEAD; at < HEAD + units * FIELDS; at += FIELDS) {
    if (!isUnit(record, at, prints)) return false;
  }
  return true;
}

/** By index: a view of each of ten thousand units would cost more than the look. */
function isUnit(record: Int32Array, at: number, prints: number): boolean {
  const field = (name: keyof typeof FIELD): number => record[at + FIELD[name]] ?? -1;
  const [from, to] = [field('from'), field('to')];
  if (field('number') < 0 || field('first') < 0 || field('end') <= field('first')) return false;
  if (from < 0 || to < from || to > prints) return false;
  return field('distinct') >= 0 && field('distinct') <= to - from;
}

/** Offsets of the units' facts. */
export function unitsOf(record: Int32Array): number[] {
  return Array.from({ length: record[1] ?? 0 }, (_, at) => HEAD + at * FIELDS);
}

export function fingerprintsOf(record: Int32Array): Int32Array {
  const start = HEAD + (record[1] ?? 0) * FIELDS;
  return record.subarray(start, start + (record[2] ?? 0));
}

/** What its units call, read and say; each once. */
export function namesOf(record: Int32Array): Int32Array {
  return record.subarray(HEAD + (record[1] ?? 0) * FIELDS + (record[2] ?? 0));
}

/** The file's fingerprints as its record holds them, with the tokens that they begin at. */
export function placed(file: Read): Fingerprints {
  const { tokens, units, language } = file.scan;
  return inside(
    fingerprints(tokens, language),
    large(units).map((number) => units[number] as Unit),
  );
}

/** Those fingerprints that lie in a unit as a whole. */
function inside({ hash, at }: Fingerprints, units: readonly Unit[]): Fingerprints {
  const keep = new Int32Array(at.length);
  let kept = 0;
  let next = 0;
  for (const { first, end } of units) {
    while (next < at.length && (at[next] ?? 0) < first) next++;
    while (next < at.length && (at[next] ?? 0) + GRAM <= end) keep[kept++] = next++;
  }
  const chosen = keep.subarray(0, kept);
  return { hash: chosen.map((one) => hash[one] ?? 0), at: chosen.map((one) => at[one] ?? 0) };
}

/** How many of the ascending numbers are smaller. */
export function position(ascending: ArrayLike<number>, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
