/** Tokens as numbers that can be compared: blind codes, and the few of their rolling hashes that stand for a file. */
import { KIND, type CloneLanguage, type Tokens, type Unit } from './tokens.ts';

/** Tokens in a rolling hash, and hashes in a window of which one is kept: no run of {@link SPAN} tokens goes unseen. */
export const GRAM = 8;
const WINDOW = 4;

/** Codes of blind tokens; every other token is its own hash. */
const NAME = 1;
const NUMBER = 2;
const STRING = 3;
const CODE = new Int32Array(9);
CODE.fill(NAME, KIND.variable, KIND.call + 1);
CODE[KIND.number] = NUMBER;
CODE[KIND.string] = STRING;

/** Files in different languages must not meet, though their blind tokens are often the same. */
const SALT: Record<CloneLanguage, number> = {
  script: 0x2545f491,
  python: 0x517cc1b7,
  java: 0x6c62272e,
  go: 0x1b873593,
};
const BASE = 0x01000193;
const LEADING = power(BASE, GRAM - 1);

export interface Fingerprints {
  readonly hash: Int32Array;
  /** Number of the first token that each hash covers; ascending. */
  readonly at: Int32Array;
}

/** The tokens from `first` to `end` without the text of names, numbers and strings. */
export function blind(tokens: Tokens, first: number, end: number): Int32Array {
  const codes = tokens.hash.slice(first, end);
  for (let at = 0; at < codes.length; at++) {
    const code = CODE[tokens.kind[first + at] ?? 0] ?? 0;
    if (code > 0) codes[at] = code;
  }
  return codes;
}

/** Hash of every token of a unit as it is written. */
export function exactHash(tokens: Tokens, { first, end }: Pick<Unit, 'first' | 'end'>): number {
  let hash = end - first;
  for (let at = first; at < end; at++) hash = Math.imul(hash, BASE) + (tokens.hash[at] ?? 0);
  return mix(hash);
}

/** Winnowing (Schleimer, Wilkerson, Aiken 2003): of each window's hashes the least is kept. */
export function fingerprints(tokens: Tokens, language: CloneLanguage): Fingerprints {
  const grams = rolling(blind(tokens, 0, tokens.count), SALT[language]);
  const hash = new Int32Array(grams.length);
  const at = new Int32Array(grams.length);
  let kept = 0;
  let least = -1;
  for (let end = WINDOW; end <= grams.length; end++) {
    const before = least;
    if (least < end - WINDOW) least = leastOf(grams, end - WINDOW, end);
    else if ((grams[end - 1] ?? 0) <= (grams[least] ?? 0)) least = end - 1;
    if (least === before) continue;
    hash[kept] = grams[least] ?? 0;
    at[kept++] = least;
  }
  return { hash: hash.slice(0, kept), at: at.slice(0, kept) };
}

function rolling(codes: Int32Array, salt: number): Int32Array {
  const grams = new Int32Array(Math.max(0, codes.length - GRAM + 1));
  let sum = 0;
  for (let at = 0; at < codes.length; at++) {
    const leaving = at < GRAM ? 0 : Math.imul(codes[at - GRAM] ?? 0, LEADING);
    sum = (Math.imul(sum - leaving, BASE) + (codes[at] ?? 0)) | 0;
    if (at >= GRAM - 1) grams[at - GRAM + 1] = mix(sum ^ salt);
  }
  return grams;
}

/** The last one of the least, so that a run of equal hashes is kept but once a window. */
function leastOf(grams: Int32Array, start: number, end: number): number {
  let least = start;
  for (let at = start + 1; at < end; at++) if ((grams[at] ?? 0) <= (grams[least] ?? 0)) least = at;
  return least;
}

/** MurmurHash3's finalizer: near sums become far ones. */
export function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

export function power(base: number, exponent: number): number {
  let result = 1;
  for (let step = 0; step < exponent; step++) result = Math.imul(result, base);
  return result;
}
