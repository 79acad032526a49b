/** What all the languages spell alike: names, numbers, quoted strings, operators, comments. */
import { KIND } from '../tokens.ts';
import { BYTE_HASH, CLASS, CLASS_OF, FNV_PRIME, FNV_START, IN_WORD } from './bytes.ts';
import { CODE, SHAPE, type Tape } from './tape.ts';
import type { Words } from './words.ts';

export const DOT = 46;
export const PAREN = 40;
export const BRACE = 123;
const LF = 10;
const BACKSLASH = 92;

/** A name or one of the language's words; its code. After a dot every word is a name. */
export function word(tape: Tape, words: Words): number {
  const { bytes } = tape;
  let at = tape.at;
  let byte = bytes[at] ?? 0;
  const capital = byte >= 65 && byte <= 90;
  let hash = FNV_START;
  do {
    hash = Math.imul(hash ^ byte, FNV_PRIME);
    byte = bytes[++at] ?? 0;
  } while (IN_WORD[byte] === 1);
  tape.from = tape.at;
  tape.at = at;
  if (tape.last === DOT) {
    tape.push(KIND.property, hash, CODE.none);
    return CODE.none;
  }
  const code = words.find(hash);
  const kind = code !== 0 ? KIND.keyword : capital ? KIND.type : KIND.variable;
  tape.push(kind, hash, code);
  return code;
}

/** A number in any of the spellings: radix, exponent with sign, separators, suffixes. */
export function number(tape: Tape): void {
  const { bytes } = tape;
  let at = tape.at;
  let hash = FNV_START;
  const radix = bytes[at] === 48 && ((bytes[at + 1] ?? 0) | 32) === 120;
  for (let byte = bytes[at] ?? 0; ; byte = bytes[at] ?? 0) {
    const before = (bytes[at - 1] ?? 0) | 32;
    const sign = (byte === 43 || byte === 45) && at > tape.at && before === (radix ? 112 : 101);
    const dot = byte === DOT && bytes[at + 1] !== DOT;
    if (IN_WORD[byte] !== 1 && !dot && !sign) break;
    hash = Math.imul(hash ^ byte, FNV_PRIME);
    at++;
  }
  tape.from = tape.at;
  tape.at = at;
  tape.push(KIND.number, hash, CODE.none);
}

/**
 * A string on one line: up to the quote at `at` again, or to the end of the line when it is not closed. Its
 * quotes count as `quote` in the hash, for languages where either kind means the same.
 */
export function quoted(tape: Tape, quote: number): void {
  const { bytes, size } = tape;
  const close = bytes[tape.at] ?? 0;
  let at = tape.at + 1;
  let rows = 0;
  let hash = BYTE_HASH[quote] ?? 0;
  for (; at < size; at++) {
    let byte = bytes[at] ?? 0;
    if (byte === close) {
      hash = Math.imul(hash ^ quote, FNV_PRIME);
      at++;
      break;
    }
    if (byte === LF) break;
    hash = Math.imul(hash ^ byte, FNV_PRIME);
    if (byte === BACKSLASH && at + 1 < size) {
      byte = bytes[++at] ?? 0;
      hash = Math.imul(hash ^ byte, FNV_PRIME);
      if (byte === 13 && bytes[at + 1] === LF) at++;
      if (bytes[at] === LF) rows++;
    }
  }
  text(tape, at, { hash, rows });
}

/** A string over many lines that ends with `mark`: the byte `close`, `width` times. */
export function spanning(
  tape: Tape,
  close: number,
  { width, escapes }: { width: number; escapes: boolean },
): void {
  const { bytes, size } = tape;
  let at = tape.at;
  let rows = 0;
  let hash = FNV_START;
  let run = 0;
  for (const open = at + width; at < size && (run < width || at < open + width); at++) {
    let byte = bytes[at] ?? 0;
    hash = Math.imul(hash ^ byte, FNV_PRIME);
    if (escapes && byte === BACKSLASH && at + 1 < size) {
      byte = bytes[++at] ?? 0;
      hash = Math.imul(hash ^ byte, FNV_PRIME);
      run = 0;
    } else {
      run = byte === close && at >= open ? run + 1 : 0;
    }
    if (byte === LF) rows++;
  }
  text(tape, at, { hash, rows });
}

function text(tape: Tape, end: number, { hash, rows }: { hash: number; rows: number }): void {
  tape.from = tape.at;
  tape.at = end;
  tape.push(KIND.string, hash, CODE.none);
  tape.row += rows;
}

/** An opening bracket; a name before a parenthesis is a call. */
export function open(tape: Tape, shape: number): void {
  const byte = tape.bytes[tape.at] ?? 0;
  if (byte === PAREN) calls(tape);
  tape.from = tape.at++;
  tape.push(KIND.punctuation, BYTE_HASH[byte] ?? 0, byte);
  tape.open(byte === BRACE ? shape : SHAPE.group);
}

/** Makes the last token a call when it is a name. */
export function calls(tape: Tape): void {
  const last = tape.count - 1;
  const kind = tape.kind[last] ?? KIND.punctuation;
  if (kind >= KIND.variable && kind <= KIND.property) tape.kind[last] = KIND.call;
}

/**
 * An operator of up to three bytes, of those that languages make: twice the same, `=` behind it, an arrow.
 * What begins with `>` or `.` stays single (closing type arguments), but for an ellipsis. Its code.
 */
export function operator(tape: Tape): number {
  const { bytes } = tape;
  const [first, second, third] = [bytes[tape.at] ?? 0, bytes[tape.at + 1] ?? 0, bytes[tape.at + 2] ?? 0];
  let [width, code] = [1, first];
  if (first === DOT) {
    if (second === DOT && third === DOT) [width, code] = [3, CODE.ellipsis];
  } else if (second === 62 && (first === 61 || first === 45)) {
    [width, code] = [2, CODE.arrow];
  } else if (JOINS[first] === 1 && (second === 61 || (second === first && first !== 33))) {
    [width, code] = [third === 61 ? 3 : 2, CODE.operator];
  }
  let hash = FNV_START;
  for (let at = tape.at; at < tape.at + width; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), FNV_PRIME);
  tape.from = tape.at;
  tape.at += width;
  tape.push(KIND.punctuation, hash, code);
  return code;
}

const JOINS = new Uint8Array(256);
for (const byte of Buffer.from('=+-*/%&|^!<?:@')) JOINS[byte] = 1;

/** Passes over a comment to the end of the line. */
export function lineComment(tape: Tape): void {
  const end = tape.bytes.indexOf(LF, tape.at);
  tape.at = end < 0 ? tape.size : end;
}

/** Passes over a comment between marks, or over the rest when it is not closed. */
export function blockComment(tape: Tape): void {
  const { bytes, size } = tape;
  let at = tape.at + 2;
  while (at < size && !(bytes[at] === 42 && bytes[at + 1] === 47)) {
    if (bytes[at] === LF) tape.row++;
    at++;
  }
  tape.at = Math.min(at + 2, size);
}

/** Passes over white space; whether the byte at `at` was any. */
export function space(tape: Tape): boolean {
  const { bytes } = tape;
  const before = tape.at;
  for (let of = CLASS_OF[bytes[tape.at] ?? 0]; tape.at < tape.size; of = CLASS_OF[bytes[tape.at] ?? 0]) {
    if (of === CLASS.line) tape.row++;
    else if (of !== CLASS.space) break;
    tape.at++;
  }
  return tape.at > before;
}
