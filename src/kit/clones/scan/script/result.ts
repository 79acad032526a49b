/** What comes behind a function's parameters: the type of its result, and its body. */
import { KIND } from '../../tokens.ts';
import { afterAngles, FAR, isName } from '../draft.ts';
import { BRACE, DOT, PAREN } from '../lexemes.ts';
import { CODE, type Tape } from '../tape.ts';
import { TYPE_OPERATORS } from './words.ts';

const COLON = 58;
const QUESTION = 63;
const LESS = 60;

/**
 * From the parenthesis that closes parameters to the brace or the arrow of the body; -1 when there is neither:
 * then it was a call, or a signature without a body.
 */
export function bodyBehind(tape: Tape, close: number): number {
  const code = tape.code[close + 1] ?? 0;
  if (close + 1 >= tape.count || tape.broken[close + 1] === 1) return -1;
  if (code === BRACE || code === CODE.arrow) return close + 1;
  return code === COLON ? behindType(tape, close + 2) : -1;
}

/** Reads a type; where a brace cannot go on with it, the body begins. */
function behindType(tape: Tape, from: number): number {
  let due = true;
  let questions = 0;
  for (let at = from, steps = 0; at < tape.count && steps < FAR; at++, steps++) {
    const code = tape.code[at] ?? 0;
    if (tape.broken[at] === 1) return -1;
    if (!due && (code === BRACE || code === CODE.arrow)) return at;
    const pair = tape.pair[at] ?? -1;
    if (code === PAREN && due && isParameters(tape, at)) {
      at = pair + 1;
    } else if (pair > at && code !== CODE.arrow) {
      at = pair;
      due = false;
    } else if (code === LESS) {
      at = afterAngles(tape, at) - 1;
      if (at < 0) return -1;
      due = false;
    } else if (code === QUESTION || code === COLON) {
      questions += code === QUESTION ? 1 : -1;
      if (questions < 0) return -1;
      due = true;
    } else if (code === 124 || code === 38 || code === DOT || TYPE_OPERATORS.has(code)) {
      due = true;
    } else if (tape.kind[at] === KIND.punctuation || !due) {
      return -1;
    } else {
      due = false;
    }
  }
  return -1;
}

/** Whether the parenthesis opens the parameters of a function type, not a type in parentheses. */
function isParameters(tape: Tape, open: number): boolean {
  const close = tape.pair[open] ?? -1;
  if (close < 0 || tape.code[close + 1] !== CODE.arrow) return false;
  const code = tape.code[open + 1] ?? 0;
  if (open + 1 === close || code === CODE.ellipsis || code === BRACE || code === 91) return true;
  const next = tape.code[open + 2] ?? 0;
  return isName(tape, open + 1) && (open + 2 === close || next === COLON || next === QUESTION || next === 44);
}
