/** Where the bodies of arrow functions end. */
import { KIND } from '../../tokens.ts';
import { beforeAngles, isName } from '../draft.ts';
import { BRACE } from '../lexemes.ts';
import { CODE, type Tape } from '../tape.ts';
import { bodyBehind } from './types.ts';
import { INFIX, LAST_WORDS } from './words.ts';

/** `)`, `]`, `}`, `x!`, the end of an element, words. */
const ENDS: ReadonlySet<number> = new Set([41, 93, 125, 33, CODE.tagEnd, ...LAST_WORDS]);

/**
 * Pairs every arrow with the last token of its body. From the last arrow to the first, so that what holds other
 * arrows passes over them and no token is seen twice for one bracket.
 */
export function pairArrows(tape: Tape): void {
  for (let at = tape.count - 1; at >= 0; at--) {
    if (tape.code[at] !== CODE.arrow) continue;
    const block = tape.code[at + 1] === BRACE ? (tape.pair[at + 1] ?? -1) : -1;
    tape.pair[at] = block > at ? block : lastOfExpression(tape, at + 1);
  }
}

function lastOfExpression(tape: Tape, from: number): number {
  let questions = 0;
  for (let at = from; at < tape.count; at++) {
    const code = tape.code[at] ?? 0;
    if (at > from && (tape.broken[at] === 1 || startsStatement(tape, at))) return at - 1;
    if (code === 44 || code === 41 || code === 93 || code === 125) return at - 1;
    if (code === 63) questions++;
    if (code === 58 && --questions < 0) return at - 1;
    const pair = tape.pair[at] ?? -1;
    if (pair > at) at = typedArrow(tape, pair) ?? pair;
  }
  return tape.count - 1;
}

/** Where `(…): Type => …` ends, of which the parameters end at this token; undefined when it is none. */
function typedArrow(tape: Tape, close: number): number | undefined {
  if (tape.code[close] !== 41 || tape.code[close + 1] !== 58) return undefined;
  const body = bodyBehind(tape, close);
  return tape.code[body] === CODE.arrow ? tape.pair[body] : undefined;
}

/** Whether a statement or a member begins here by a line's end alone. */
function startsStatement(tape: Tape, at: number): boolean {
  const code = tape.code[at] ?? 0;
  if ((tape.line[at] ?? 0) === (tape.line[at - 1] ?? 0) || INFIX.has(code)) return false;
  const kind = tape.kind[at] ?? 0;
  if (kind === KIND.punctuation && code !== 64) return false;
  return isEnd(tape, at - 1);
}

/** Whether an expression can end with this token, the last of its line. */
function isEnd(tape: Tape, token: number): boolean {
  const code = tape.code[token] ?? 0;
  if (code === 62) return beforeAngles(tape, token) >= 0;
  return (tape.kind[token] ?? 0) >= KIND.number || isName(tape, token) || ENDS.has(code);
}
