/** Where types end: they look like code, but no function in them has a body. */
import { KIND } from '../../tokens.ts';
import { afterAngles, FAR, isName } from '../draft.ts';
import { BRACE, DOT, PAREN } from '../lexemes.ts';
import { CODE, type Tape } from '../tape.ts';
import { EXTENDS, INTERFACE, TYPE_OPERATORS } from './words.ts';

const AMPERSAND = 38;
const COLON = 58;
const COMMA = 44;
const EQUALS = 61;
const LESS = 60;
const BAR = 124;
const QUESTION = 63;
const BRACKET = 91;

/**
 * From the parenthesis that closes parameters to the brace or the arrow of the body; -1 when there is neither:
 * then it was a call, or a signature without a body.
 */
export function bodyBehind(tape: Tape, close: number): number {
  if (close + 1 >= tape.count || tape.broken[close + 1] === 1) return -1;
  const colon = tape.code[close + 1] === COLON;
  const at = colon ? endOfType(tape, close + 2) : close + 1;
  const code = tape.code[at] ?? 0;
  return code === BRACE || code === CODE.arrow ? at : -1;
}

/** The last token of `interface Name … {…}` or `type Name<T> = …`; `word` itself when that is a name of its own. */
export function endOfDeclaration(tape: Tape, word: number): number {
  let at = word + 2;
  if (tape.code[word] !== INTERFACE) {
    if (tape.code[at] === LESS) at = afterAngles(tape, at);
    return tape.code[at] === EQUALS ? Math.max(word, endOfType(tape, at + 1) - 1) : word;
  }
  while (at < tape.count && tape.code[at] !== BRACE && tape.code[at] !== INTERFACE && tape.broken[at] === 0)
    at++;
  return Math.max(word, tape.pair[at] ?? word);
}

/** The token behind the type that starts at `from`; -1 when there is no type, or one that is too long. */
export function endOfType(tape: Tape, from: number): number {
  let due = true;
  let conditions = 0;
  for (let at = from, steps = 0; at < tape.count && steps < FAR; at++, steps++) {
    if (tape.broken[at] === 1) return due ? -1 : at;
    const code = tape.code[at] ?? 0;
    const pair = tape.pair[at] ?? -1;
    if (code === LESS) {
      at = afterAngles(tape, at) - 1;
      if (at < 0) return -1;
      // `<T>(…) => …` is one type, `Name<T>` another.
      due &&= tape.code[at + 1] === PAREN;
    } else if (due && code === PAREN && isParameters(tape, at)) {
      at = pair + 1;
    } else if (due && (code === PAREN || code === BRACE || code === BRACKET)) {
      if (pair < at) return -1;
      at = pair;
      due = false;
    } else if (goesOn(tape, at, conditions > 0)) {
      if (code === EXTENDS) conditions++;
      if (code === COLON) conditions--;
      due = true;
    } else if (isSuffix(tape, at)) {
      at = Math.max(at, pair);
    } else if (!due) {
      return at;
    } else if (tape.kind[at] === KIND.punctuation && code !== 45) {
      return -1;
    } else {
      due = code === 45;
    }
  }
  return -1;
}

/** Whether a type has to follow this token. */
function goesOn(tape: Tape, at: number, conditional: boolean): boolean {
  const code = tape.code[at] ?? 0;
  if (code === QUESTION || code === COLON) return conditional;
  return code === BAR || code === AMPERSAND || code === DOT || TYPE_OPERATORS.has(code);
}

/** `[]` and `['key']` on the line of what they belong to; more of a template; what `import` takes. */
function isSuffix(tape: Tape, at: number): boolean {
  const code = tape.code[at] ?? 0;
  const pair = tape.pair[at] ?? -1;
  if (code === BRACKET) return pair > at && tape.line[at] === tape.line[at - 1];
  if (code === CODE.operator) return pair > at;
  return tape.kind[at] === KIND.string && tape.code[at - 1] === 125;
}

/** Whether the parenthesis opens the parameters of a function type, not a type in parentheses. */
function isParameters(tape: Tape, open: number): boolean {
  const close = tape.pair[open] ?? -1;
  if (close < 0 || tape.code[close + 1] !== CODE.arrow) return false;
  const code = tape.code[open + 1] ?? 0;
  if (open + 1 === close || code === CODE.ellipsis || code === BRACE || code === BRACKET) return true;
  const next = tape.code[open + 2] ?? 0;
  return (
    isName(tape, open + 1) && (open + 2 === close || next === COLON || next === QUESTION || next === COMMA)
  );
}
