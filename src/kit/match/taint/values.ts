/** What the values of expressions are tainted with. */
import type { Node } from '../node.ts';
import type { Flows } from './flows.ts';
import { CLEAN, join, moved, type Marks } from './marks.ts';
import { placeAround, placeOf, type State } from './state.ts';

type Value = (node: Node, state: State, flows: Flows) => Marks;

const VALUES: Readonly<Record<string, Value>> = {
  str: () => CLEAN,
  num: () => CLEAN,
  id: (node, state) => join(state.own(node.value) ?? CLEAN, state.inside(node.value)),
  dot: member,
  index: member,
  assign: assignment,
  declare: () => CLEAN,
  func: closure,
  lambda: closure,
  class: (node, state, flows) => {
    flows.run(node, state);
    return CLEAN;
  },
  cond: (node, state, flows) => {
    const [condition, then, otherwise] = node.kids;
    if (condition) flows.value(condition, state);
    return join(then ? flows.value(then, state) : CLEAN, otherwise ? flows.value(otherwise, state) : CLEAN);
  },
  // What is true or false carries nothing of what was compared.
  binary: (node, state, flows) => {
    const marks = partsOf(node, state, flows);
    return COMPARISONS.has(node.value) ? CLEAN : marks;
  },
  kw: (node, state, flows) => (node.kids[1] ? flows.value(node.kids[1], state) : CLEAN),
  pair: (node, state, flows) => (node.kids[1] ? flows.value(node.kids[1], state) : CLEAN),
  block: (node, state, flows) => {
    flows.run(node, state);
    return CLEAN;
  },
  as: (node, state, flows) => {
    const [value, name] = node.kids;
    const marks = value ? flows.value(value, state) : CLEAN;
    if (name) assign({ left: name, marks }, state, flows);
    return marks;
  },
};

/** The marks of an expression by what it is made of; assignments inside it change the state. */
export function valueOf(node: Node, state: State, flows: Flows): Marks {
  const value = Object.hasOwn(VALUES, node.kind) ? VALUES[node.kind] : undefined;
  return value ? value(node, state, flows) : partsOf(node, state, flows);
}

const COMPARISONS = new Set([
  '==',
  '!=',
  '===',
  '!==',
  '<',
  '>',
  '<=',
  '>=',
  'in',
  'not-in',
  'is',
  'is-not',
  'instanceof',
]);

function partsOf(node: Node, state: State, flows: Flows): Marks {
  let marks = CLEAN;
  for (const kid of node.kids) if (kid) marks = join(marks, flows.value(kid, state));
  return marks;
}

/** A part is what was put there; else what the whole is. */
function member(node: Node, state: State, flows: Flows): Marks {
  const [object, key] = node.kids;
  const whole = object ? flows.value(object, state, true) : CLEAN;
  const byKey = key && node.kind === 'index' ? flows.value(key, state) : CLEAN;
  const place = placeOf(node);
  const own = place === null ? undefined : state.own(place);
  if (own !== undefined && place !== null) return join(own, state.inside(place));
  const inside = place === null ? CLEAN : state.inside(place);
  return join(join(whole, byKey), inside);
}

function assignment(node: Node, state: State, flows: Flows): Marks {
  const [left, right] = node.kids;
  let marks = right ? flows.value(right, state) : CLEAN;
  if (!left) return marks;
  if (node.value !== '=') marks = join(marks, flows.value(left, state));
  else if (left.kind === 'index' || left.kind === 'dot') flows.value(left, state);
  assign({ left, marks }, state, flows);
  return marks;
}

/** Puts a value where the left side says; into all parts of a pattern. */
export function assign({ left, marks }: { left: Node; marks: Marks }, state: State, flows: Flows): void {
  const place = placeOf(left);
  if (place !== null) return state.set(place, join(moved(marks, left), flows.fresh(left)));
  if (left.kind === 'index' || left.kind === 'dot') {
    const around = placeAround(left);
    if (around !== null) state.add(around, moved(marks, left));
    return;
  }
  for (const kid of left.kind === 'pair' ? left.kids.slice(1) : left.kids)
    if (kid) assign({ left: kid, marks }, state, flows);
}

/** A function runs some time later, with what is known where it stands. */
function closure(node: Node, state: State, flows: Flows): Marks {
  flows.enter(node, state.copy());
  return CLEAN;
}
