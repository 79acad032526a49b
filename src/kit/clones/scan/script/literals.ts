/** Literals that only scripts have: regular expressions, and text around the code of templates. */
import { KIND } from '../../tokens.ts';
import { BYTE_HASH, CLASS, CLASS_OF, FNV_PRIME, FNV_START, hashOf } from '../bytes.ts';
import { BRACE } from '../lexemes.ts';
import { CODE, SHAPE, type Tape } from '../tape.ts';

const SLASH = 47;
const BACKTICK = 96;
const DOLLAR_BRACE = hashOf('${');

/**
 * Reads a regular expression and answers where it ends: at `tape.at`. Where none ends on this line nothing is read,
 * and the answer is the end of the line: it is further on.
 */
export function pattern(tape: Tape): number {
  const { bytes, size } = tape;
  let at = tape.at;
  let inSet = false;
  let hash = FNV_START;
  for (let byte = SLASH; byte !== SLASH || inSet || at === tape.at;) {
    hash = Math.imul(hash ^ byte, FNV_PRIME);
    if (byte === 92) hash = Math.imul(hash ^ (bytes[++at] ?? 0), FNV_PRIME);
    else if (byte === 91) inSet = true;
    else if (byte === 93) inSet = false;
    byte = bytes[++at] ?? 0;
    if (byte === 10 || at >= size) {
      return at;
    }
  }
  do {
    hash = Math.imul(hash ^ (bytes[at] ?? 0), FNV_PRIME);
    at++;
  } while (CLASS_OF[bytes[at] ?? 0] === CLASS.letter);
  tape.from = tape.at;
  tape.at = at;
  tape.push(KIND.string, hash, CODE.none);
  return at;
}

/** Reads text of a template up to `${`, looked for from `from` on, or to its end; whether it was the end. */
export function chunk(tape: Tape, from: number): boolean {
  const { bytes, size } = tape;
  let at = from;
  let hash = from > tape.at ? (BYTE_HASH[BACKTICK] ?? 0) : FNV_START;
  let rows = 0;
  let byte = bytes[at] ?? 0;
  while (at < size && byte !== BACKTICK && !(byte === 36 && bytes[at + 1] === BRACE)) {
    hash = Math.imul(hash ^ byte, FNV_PRIME);
    if (byte === 92 && at + 1 < size) {
      byte = bytes[++at] ?? 0;
      hash = Math.imul(hash ^ byte, FNV_PRIME);
    }
    if (byte === 10) rows++;
    byte = bytes[++at] ?? 0;
  }
  const ends = at >= size || byte === BACKTICK;
  if (at < size && ends) hash = Math.imul(hash ^ (bytes[at++] ?? 0), FNV_PRIME);
  tape.from = tape.at;
  tape.at = at;
  if (at > tape.from) tape.push(KIND.string, hash, CODE.none);
  tape.row += rows;
  if (ends) return true;
  tape.from = at;
  tape.at = at + 2;
  tape.push(KIND.punctuation, DOLLAR_BRACE, CODE.operator);
  tape.open(SHAPE.template);
  return false;
}
