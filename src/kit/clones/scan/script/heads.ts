/** What stands before a function's parameters: its name, modifiers, decorators, the variable it is bound to. */
import { KIND } from '../../tokens.ts';
import { isName, textOf } from '../draft.ts';
import { BRACE, DOT, PAREN } from '../lexemes.ts';
import { CODE, type Tape } from '../tape.ts';
import { BINDERS, MODIFIERS } from './words.ts';

const COMMA = 44;
const COLON = 58;
const EQUALS = 61;
const AT = 64;
const FAR = 64;
const ACCESSORS = new Set(['get', 'set', 'accessor']);

/** The name that a function expression gets from where it stands: `name =`, `name: Type =`, `name:`; or -1. */
export function nameBefore(tape: Tape, token: number): number {
  const code = tape.code[token] ?? 0;
  const before = token - 1;
  if (code === COLON) {
    const computed = tape.code[before] === 93;
    const around = tape.code[(computed ? (tape.pair[before] ?? 0) : before) - 1] ?? 0;
    const isKey =
      computed ||
      isName(tape, before) ||
      tape.kind[before] === KIND.string ||
      tape.kind[before] === KIND.keyword;
    return isKey && (around === BRACE || around === COMMA) ? before - (computed ? 1 : 0) : -1;
  }
  if (code !== EQUALS || before < 0) return -1;
  if (isName(tape, before) && !isAnnotated(tape, before)) return before;
  return annotatedName(tape, before);
}

/** Whether a type ends here, not a name. */
function isAnnotated(tape: Tape, token: number): boolean {
  const code = tape.code[token - 1] ?? 0;
  return code === COLON || code === 124 || code === 38 || (code === DOT && annotatedName(tape, token) >= 0);
}

/** From the end of a type back to the name before its colon. */
function annotatedName(tape: Tape, from: number): number {
  let wasOperand = false;
  for (let at = from, steps = 0; at > 0 && steps < FAR; at--, steps++) {
    const code = tape.code[at] ?? 0;
    const pair = tape.pair[at] ?? -1;
    if (code === COLON) return isName(tape, at - 1) ? at - 1 : -1;
    const operand =
      isName(tape, at) || (tape.kind[at] ?? 0) === KIND.string || code === 41 || code === 93 || code === 125;
    const opens = code === PAREN || code === BRACE;
    if ((operand && wasOperand && !opens) || BINDERS.has(code) || code === EQUALS || code === COMMA)
      return -1;
    if (tape.broken[at] === 1 || (pair > at && code !== CODE.arrow)) return -1;
    wasOperand = operand && code !== 93;
    if (pair >= 0 && pair < at) at = pair;
  }
  return -1;
}

/** The first token that belongs to a function, from the first that is known to: modifiers, binding, decorators. */
export function headOf(tape: Tape, known: number, name: number): number {
  let head = known;
  if (name >= 0 && name < head) {
    head = name;
    while (tape.code[head - 1] === DOT && isOperand(tape, head - 2)) head -= 2;
  }
  for (let steps = 0; head > 0 && steps < FAR; steps++) {
    const code = tape.code[head - 1] ?? 0;
    if (MODIFIERS.has(code) || (isAccessor(tape, head - 1) && tape.line[head - 1] === tape.line[head]))
      head--;
    else {
      const decorator = decoratorBefore(tape, head);
      if (decorator < 0) return head;
      head = decorator;
    }
    if (tape.broken[head] === 1) return head;
  }
  return head;
}

function isOperand(tape: Tape, token: number): boolean {
  return isName(tape, token) || tape.kind[token] === KIND.keyword;
}

function isAccessor(tape: Tape, token: number): boolean {
  const width = (tape.end[token] ?? 0) - (tape.start[token] ?? 0);
  return isName(tape, token) && (width === 3 || width === 8) && ACCESSORS.has(textOf(tape, token));
}

/** The `@` of a decorator that ends right before a token; -1 when there is none. */
function decoratorBefore(tape: Tape, token: number): number {
  if (tape.broken[token] === 1) return -1;
  let at = token - 1;
  if (tape.code[at] === 41) at = (tape.pair[at] ?? 0) - 1;
  while (isName(tape, at) && tape.code[at - 1] === DOT) at -= 2;
  return isName(tape, at) && tape.code[at - 1] === AT ? at - 1 : -1;
}
