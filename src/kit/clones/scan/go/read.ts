/** Tokens of Go; semicolons are left out, as people leave them out. */
import { KIND } from '../../tokens.ts';
import { readBraces } from '../braces.ts';
import { CLASS, CLASS_OF, hashOf } from '../bytes.ts';
import { blockComment, DOT, lineComment, number, operator, quoted, spanning } from '../lexemes.ts';
import { CODE, type Tape } from '../tape.ts';
import { WORDS } from './words.ts';

const SLASH = 47;
const RECEIVE = hashOf('<-');

export function readGo(tape: Tape): void {
  readBraces(tape, WORDS, mark);
}

function mark(tape: Tape, byte: number): void {
  const { bytes, at } = tape;
  const next = bytes[at + 1] ?? 0;
  if (byte === 96) spanning(tape, 96, { width: 1, escapes: false });
  else if (byte === 34 || byte === 39) quoted(tape, byte);
  else if (byte === SLASH && next === SLASH) lineComment(tape);
  else if (byte === SLASH && next === 42) blockComment(tape);
  else if (byte === DOT && CLASS_OF[next] === CLASS.digit) number(tape);
  else if (byte === 59) {
    tape.at++;
    tape.break();
  } else if (byte === 60 && next === 45) {
    tape.from = at;
    tape.at += 2;
    tape.push(KIND.punctuation, RECEIVE, CODE.operator);
  } else operator(tape);
}
