/** Tokens of Java. */
import { readBraces } from '../braces.ts';
import { CLASS, CLASS_OF } from '../bytes.ts';
import { blockComment, DOT, lineComment, number, operator, quoted, spanning } from '../lexemes.ts';
import type { Tape } from '../tape.ts';
import { WORDS } from './words.ts';

const QUOTE = 34;
const SLASH = 47;

export function readJava(tape: Tape): void {
  readBraces(tape, WORDS, mark);
}

function mark(tape: Tape, byte: number): void {
  const { bytes, at } = tape;
  const next = bytes[at + 1] ?? 0;
  if (byte === QUOTE && next === QUOTE && bytes[at + 2] === QUOTE) {
    spanning(tape, QUOTE, { width: 3, escapes: true });
  } else if (byte === QUOTE || byte === 39) quoted(tape, byte);
  else if (byte === SLASH && next === SLASH) lineComment(tape);
  else if (byte === SLASH && next === 42) blockComment(tape);
  else if (byte === DOT && CLASS_OF[next] === CLASS.digit) number(tape);
  else operator(tape);
}
