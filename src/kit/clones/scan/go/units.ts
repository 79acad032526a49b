/** The functions of Go: declarations, methods, literals. */
import { KIND } from '../../tokens.ts';
import { type Draft, isName, Scopes, textOf } from '../draft.ts';
import { BRACE, DOT, PAREN } from '../lexemes.ts';
import { CODE, type Tape } from '../tape.ts';
import { BRACED, FUNC, IN_TYPES } from './words.ts';

const BRACKET = 91;
const BRACKET_END = 93;
const STAR = 42;
const FAR = 200;

export function goUnits(tape: Tape): Draft[] {
  const drafts: Draft[] = [];
  const scopes = new Scopes();
  for (let at = 0; at < tape.count; at++) {
    if (tape.code[at] !== FUNC || tape.code[at - 1] === BRACKET_END) continue;
    const { name, first, receiver } = headBehind(tape, at);
    const body = first < 0 ? -1 : bodyBehind(tape, tape.pair[first] ?? -1);
    const end = tape.pair[body] ?? -1;
    if (end < 0) continue;
    // What stands before the body are types.
    const func = at;
    at = body;
    const byte = tape.bytes[tape.start[name] ?? 0] ?? 0;
    const exported = scopes.at(func).exported && name >= 0 && byte >= 65 && byte <= 90;
    const owner = textOf(tape, receiver);
    drafts.push({ name, owner, exported, head: func, first, body: body + 1, end: end + 1 });
    scopes.enter({ end: end + 1, owner: '', exported: false });
  }
  return drafts;
}

/** What stands behind `func`: `(r *Receiver[T]) Name[T any](`, `Name(` or `(`. */
function headBehind(tape: Tape, func: number): { name: number; first: number; receiver: number } {
  let at = func + 1;
  let receiver = -1;
  const close = tape.pair[at] ?? -1;
  if (tape.code[at] === PAREN && isName(tape, close + 1) && isParameters(tape, close + 2)) {
    receiver = receiverIn(tape, at, close);
    at = close + 1;
  }
  const name = isName(tape, at) ? at : -1;
  if (name >= 0) at++;
  if (name >= 0 && tape.code[at] === BRACKET) at = (tape.pair[at] ?? at) + 1;
  return { name, first: tape.code[at] === PAREN ? at : -1, receiver };
}

/** Whether a name before this token is that of a method, not the result of a literal: `func(a) Name {`. */
function isParameters(tape: Tape, token: number): boolean {
  return tape.code[token] === PAREN;
}

/** The name of the type in `(r *pkg.Receiver[T])`. */
function receiverIn(tape: Tape, open: number, close: number): number {
  let last = -1;
  for (let at = open + 1; at < close && tape.code[at] !== BRACKET; at++) if (isName(tape, at)) last = at;
  return last;
}

/** From the parenthesis that closes parameters to the brace of the body; -1 when it is but a type. */
function bodyBehind(tape: Tape, close: number): number {
  if (close < 0) return -1;
  let ended = true;
  for (let at = close + 1, steps = 0; at < tape.count && steps < FAR; at++, steps++) {
    const code = tape.code[at] ?? 0;
    const pair = tape.pair[at] ?? -1;
    if (tape.broken[at] === 1 || (ended && (tape.line[at] ?? 0) > (tape.line[at - 1] ?? 0))) return -1;
    if (code === BRACE && !BRACED.has(tape.code[at - 1] ?? 0)) return at;
    if (code === BRACE || code === PAREN || code === BRACKET) {
      if (pair < at) return -1;
      at = pair;
      ended = true;
    } else if (isName(tape, at)) ended = true;
    else if (code === STAR || code === DOT || IN_TYPES.has(code) || isArrow(tape, at)) ended = false;
    else return -1;
  }
  return -1;
}

/** `<-` */
function isArrow(tape: Tape, token: number): boolean {
  return tape.kind[token] === KIND.punctuation && tape.code[token] === CODE.operator;
}
