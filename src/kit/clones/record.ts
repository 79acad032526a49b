/** What the index keeps of a file: its functions that are large enough, and their fingerprints; about ten bytes a line. */
import type { Read } from './clone.ts';
import { exactHash, fingerprints, GRAM, mix, type Fingerprints } from './fingerprints.ts';
import type { Unit } from './tokens.ts';

/** Raised whenever scanner, fingerprints or layout change: a record of another version is no record. */
const VERSION = 1;
/** Version, number of units, number of fingerprints. */
const HEAD = 3;

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

/** Smaller ones repeat by chance; short ones count when what documents them is long. */
const TOKENS = 24;
const LINES = 5;
const DOCUMENTED = { tokens: 12, lines: 10 };
/** With fewer tokens a function is known by its text. */
const TELLING = 30;
/** A function deeper than this has enough functions around it; else nesting makes records quadratic. */
const DEPTH = 6;

/** Facts about the units that are large enough, then the fingerprints in the order of the file. */
export function recordOf(file: Read): Int32Array {
  const { tokens, units, language } = file.scan;
  const kept = large(units);
  const prints = inside(
    fingerprints(tokens, language),
    kept.map((number) => units[number] as Unit),
  );
  const record = new Int32Array(HEAD + kept.length * FIELDS + prints.hash.length);
  record.set([VERSION, kept.length, prints.hash.length]);
  record.set(prints.hash, HEAD + kept.length * FIELDS);
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
  const [version, units, prints] = record;
  if (version !== VERSION || units === undefined || prints === undefined || units < 0 || prints < 0)
    return false;
  if (record.length !== HEAD + units * FIELDS + prints) return false;
  for (let at = HEAD; at < HEAD + units * FIELDS; at += FIELDS) {
    const [number = -1, first = -1, end = -1, , from = -1, to = -1, distinct = -1] = record.subarray(
      at,
      at + FIELDS,
    );
    if (number < 0 || first < 0 || end <= first) return false;
    if (from < 0 || to < from || to > prints || distinct < 0 || distinct > to - from) return false;
  }
  return true;
}

/** Offsets of the units' facts. */
export function unitsOf(record: Int32Array): number[] {
  return Array.from({ length: record[1] ?? 0 }, (_, at) => HEAD + at * FIELDS);
}

export function fingerprintsOf(record: Int32Array): Int32Array {
  return record.subarray(HEAD + (record[1] ?? 0) * FIELDS);
}

/** The file's fingerprints as its record holds them, with the tokens that they begin at. */
export function placed(file: Read): Fingerprints {
  const { tokens, units, language } = file.scan;
  return inside(
    fingerprints(tokens, language),
    large(units).map((number) => units[number] as Unit),
  );
}

/** What only exact copies of a unit share; 0 when it is too small to be known by it. */
export function keyOf(file: Read, unit: Unit): number {
  if (unit.end - unit.first >= TELLING) return exactHash(file.scan.tokens, unit) || 1;
  return documented(unit) ? textHash(file, unit) || 1 : 0;
}

/** Hash of a unit's text, indentation aside: a short function with a long description is known by it. */
function textHash({ scan: { tokens }, bytes }: Read, { first, end }: Unit): number {
  let hash = 0;
  let indented = false;
  for (let at = tokens.start[first] ?? 0; at < (tokens.end[end - 1] ?? 0); at++) {
    const byte = bytes[at] ?? 0;
    if (indented && (byte === 0x20 || byte === 0x09)) continue;
    indented = byte === 0x0a;
    if (byte !== 0x0d) hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return mix(hash);
}

function documented({ first, end, startLine, endLine }: Unit): boolean {
  return end - first >= DOCUMENTED.tokens && endLine - startLine + 1 >= DOCUMENTED.lines;
}

function large(units: readonly Unit[]): number[] {
  const around: number[] = [];
  return units.flatMap((unit, number) => {
    const tokens = unit.end - unit.first;
    const lines = unit.endLine - unit.startLine + 1;
    if (!documented(unit) && (tokens < TOKENS || lines < LINES)) return [];
    while (around.length > 0 && (around.at(-1) ?? 0) <= unit.first) around.pop();
    if (around.length >= DEPTH) return [];
    around.push(unit.end);
    return [number];
  });
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
function position(ascending: Int32Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
