/** What it tells of a variable that it is compared with something. */
import { EQUAL, UNEQUAL } from '../facts/operators.ts';
import type { Node } from '../node.ts';
import { peek } from './peek.ts';
import { among, NOTHING, safe, type All, type Asked } from './told.ts';

export function compared(node: Node, holds: boolean, asked: Asked): All {
  const [left = null, right = null] = node.kids;
  if (EQUAL.has(node.value) === holds && (EQUAL.has(node.value) || UNEQUAL.has(node.value))) {
    return new Map([
      ...equal(left, right, asked),
      ...equal(right, left, asked),
      ...typeTold(left, right, asked),
    ]);
  }
  if (node.value === 'in' && holds) return among(left, right, asked);
  if (node.value === 'not-in' && !holds) return among(left, right, asked);
  return found(node, holds, asked);
}

/** `x == "a"` */
export function equal(subject: Node | null, other: Node | null, asked: Asked): All {
  const { isFixed, constant } = peek(other, asked);
  if (found({ ...EMPTY, kids: [subject, other] }, true, asked).size > 0) return NOTHING;
  return isFixed && constant !== null ? safe(subject, asked, constant) : NOTHING;
}

const EMPTY: Node = { kind: 'binary', value: '', kids: [], start: 0, end: 0, parent: null };
const NO_TEXT = new Set(['number', 'boolean', 'bigint']);

/** `typeof x === 'number'` */
function typeTold(left: Node | null, right: Node | null, asked: Asked): All {
  if (left?.kind !== 'unary' || left.value !== 'typeof' || right?.kind !== 'str') return NOTHING;
  return NO_TEXT.has(right.value) ? safe(left.kids[0], asked) : NOTHING;
}

/** `table.indexOf(x) >= 0` and its like. */
function found({ value, kids: [left, right] }: Node, holds: boolean, asked: Asked): All {
  const [callee, args] = left?.kind === 'call' ? left.kids : [];
  if (callee?.kind !== 'dot' || callee.kids[1]?.value !== 'indexOf') return NOTHING;
  const limit = peek(right, asked).constant;
  const isFound =
    (limit === -1 && (UNEQUAL.has(value) || value === '>') === holds && value !== '<') ||
    (limit === 0 && (value === '>=' ? holds : value === '<' && !holds));
  return isFound ? among(args?.kids[0], callee.kids[0], asked) : NOTHING;
}
