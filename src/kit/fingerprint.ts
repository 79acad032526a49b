/** Two identities of a finding: GitHub's hash of the line and what follows, and our own, which survives moved lines. */
import { createHash } from 'node:crypto';
import { pathToBytes, type RepoPath } from '../domain/path.ts';

export interface Identity {
  readonly rule: string;
  readonly path: RepoPath;
  /** The text that the finding stands on; how it is indented and spaced does not count. */
  readonly context: string;
  /** Which of several findings with the same rule, path and context: 0 for the first. */
  readonly ordinal: number;
}

const CONTEXT_UNITS = 2000;

/** 32 hex digits over rule, path, text and ordinal, and over no line number. */
export function fingerprint({ rule, path, context, ordinal }: Identity): string {
  const hash = createHash('sha256').update(`${rule}\0`).update(pathToBytes(path));
  return hash
    .update(`\0${ordinal}\0${folded(context)}`)
    .digest('hex')
    .slice(0, 32);
}

/** Text with every run of white space as one space and none at its ends, cut where it gets long. */
export function folded(text: string): string {
  return text.slice(0, CONTEXT_UNITS).replace(/\s+/gu, ' ').trim();
}

const WINDOW = 100;
const BASE = 37;
const TWO_32 = 2 ** 32;
const END = 65_535;
const [LF, CR, SPACE, TAB] = [10, 13, 32, 9];

/**
 * GitHub's `primaryLocationLineHash` of every line: a polynomial over the 100 units from the line's start, spaces and
 * tabs left out, modulo 2^64, and its occurrence in the file. The text keeps its byte order mark here.
 */
export function lineHashes(text: string): string[] {
  const { units, starts } = reduced(text);
  const seen = new Map<string, number>();
  const roll = rollingHash(units);
  return starts.map((start) => {
    const hash = roll(start);
    const occurrence = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, occurrence);
    return `${hash}:${occurrence}`;
  });
}

/** The units that count, with an end mark and a window of zeros, and where in them each line starts. */
function reduced(text: string): { units: Uint16Array; starts: number[] } {
  const units = new Uint16Array(text.length + 1 + WINDOW);
  const starts: number[] = [];
  let length = 0;
  let atStart = true;
  for (let at = 0; at <= text.length; at++) {
    const unit = at === text.length ? END : text.charCodeAt(at);
    if (unit === SPACE || unit === TAB) continue;
    if (unit === LF && text.charCodeAt(at - 1) === CR) continue;
    // The end mark opens a line only where a line has just ended: it belongs to the text's last line otherwise.
    if (atStart) starts.push(length);
    units[length++] = unit === CR ? LF : unit;
    atStart = unit === LF || unit === CR;
  }
  return { units, starts };
}

/**
 * Gives the hash of the window at ever greater starts, in one pass. 64 bits are held as two halves: each product
 * below stays within the 53 bits that a number has, and BigInt would cost twenty times as much.
 */
function rollingHash(units: Uint16Array): (start: number) => string {
  const [powerHigh, powerLow] = powerOfBase(WINDOW);
  let [at, high, low] = [0, 0, 0];
  for (let i = 0; i < WINDOW; i++) [high, low] = timesBase(high, low, units[i] ?? 0);
  return (start) => {
    for (; at < start; at++) {
      const leaving = units[at] ?? 0;
      [high, low] = timesBase(high, low, units[at + WINDOW] ?? 0);
      const outLow = leaving * powerLow;
      const outHigh = leaving * powerHigh + Math.floor(outLow / TWO_32);
      const difference = low - (outLow >>> 0);
      low = difference >>> 0;
      high = (high - outHigh - (difference < 0 ? 1 : 0)) >>> 0;
    }
    return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
  };
}

/** `value * 37 + plus` modulo 2^64. */
function timesBase(high: number, low: number, plus: number): [number, number] {
  const product = low * BASE + plus;
  return [(high * BASE + Math.floor(product / TWO_32)) >>> 0, product >>> 0];
}

function powerOfBase(exponent: number): [number, number] {
  let [high, low] = [0, 1];
  for (let i = 0; i < exponent; i++) [high, low] = timesBase(high, low, 0);
  return [high, low];
}
