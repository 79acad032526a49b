/** Functions that do nothing but hold values: constructors, `equals`, and whatever mostly assigns what it was given. */
import { KIND, type Tokens, type Unit } from './tokens.ts';

/** `this.name = name` is five tokens. */
const ASSIGNMENT = 5;
const MOSTLY = 0.35;

export function isHolder(tokens: Tokens, unit: Unit): boolean {
  if (unit.holder) return true;
  let assigned = 0;
  for (let at = unit.body + 2; at + 2 < unit.end; at++)
    if (tokens.kind[at] === KIND.property && tokens.hash[at] === tokens.hash[at + 2]) assigned += ASSIGNMENT;
  return assigned > MOSTLY * (unit.end - unit.first);
}
