/** Python's strings: prefixes, three quotes, code in braces. */
import { KIND } from '../../tokens.ts';
import { FNV_PRIME, FNV_START } from '../bytes.ts';
import { BRACE, quoted, spanning } from '../lexemes.ts';
import { CODE, type Tape } from '../tape.ts';

const LF = 10;
const BACKSLASH = 92;
const QUOTE = 34;

/** Reads a string whose quote is at `at`, with the prefix from `tape.at` on. */
export function string(tape: Tape, at: number): void {
  const { bytes } = tape;
  const quote = bytes[at] ?? 0;
  const formatted = bytes.subarray(tape.at, at).some(isFormat);
  const triple = bytes[at + 1] === quote && bytes[at + 2] === quote;
  const start = tape.at;
  tape.at = at;
  if (triple) spanning(tape, quote, { width: 3, escapes: true });
  else if (formatted) formattedText(tape, quote);
  else quoted(tape, QUOTE);
  tape.start[tape.count - 1] = start;
  for (let i = start; i < at; i++) {
    tape.hash[tape.count - 1] = Math.imul(
      (tape.hash[tape.count - 1] ?? 0) ^ ((bytes[i] ?? 0) | 32),
      FNV_PRIME,
    );
  }
}

/** `f'…{code}…'`: a string within the braces may have the same quotes. */
function formattedText(tape: Tape, quote: number): void {
  const { bytes, size } = tape;
  let at = tape.at + 1;
  let deep = 0;
  let inner = 0;
  let hash = FNV_START;
  for (; at < size; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === LF || (byte === quote && deep === 0)) break;
    if (inner !== 0) inner = byte === inner ? 0 : inner;
    else if (deep > 0 && (byte === QUOTE || byte === 39)) inner = byte;
    else if (byte === BRACE) deep++;
    else if (byte === 125 && deep > 0) deep--;
    else if (byte === BACKSLASH && bytes[at + 1] !== LF) at++;
    hash = Math.imul(hash ^ byte, FNV_PRIME);
  }
  tape.from = tape.at;
  tape.at = Math.min(bytes[at] === quote ? at + 1 : at, size);
  tape.push(KIND.string, hash, CODE.none);
}

/** Whether a letter can stand before a string. */
export function isPrefix(byte: number): boolean {
  return 'bfrtu'.includes(String.fromCharCode(byte | 32));
}

function isFormat(byte: number): boolean {
  return (byte | 32) === 102 || (byte | 32) === 116;
}
