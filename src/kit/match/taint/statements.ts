/** How statements pass on what is known: branches meet, loops run until nothing new is learned. */
import type { Node } from '../node.ts';
import type { Flows } from './flows.ts';
import { CLEAN } from './marks.ts';
import { State } from './state.ts';
import { assign } from './values.ts';

type Run = (node: Node, state: State, flows: Flows) => void;

/** A loop adds at least one mark each time; more than this many no honest loop needs. */
const MAX_ROUNDS = 10;

const RUNS: Readonly<Record<string, Run>> = {
  block: (node, state, flows) => {
    for (const kid of node.kids) {
      if (!kid) continue;
      flows.run(kid, state);
      if (state.ended) return;
    }
  },
  classbody: each,
  class: (node, state, flows) => {
    const inner = state.copy();
    for (const kid of node.kids.slice(1)) if (kid) flows.run(kid, inner);
  },
  if: branch,
  while: (node, state, flows) =>
    loop({ head: node.kids[0] ?? null, body: node.kids[1] ?? null }, state, flows),
  do_statement: (node, state, flows) =>
    loop({ head: node.kids[1] ?? null, body: node.kids[0] ?? null }, state, flows),
  for: (node, state, flows) => {
    const [first = null, condition = null, step = null, body = null] = node.kids;
    if (first) flows.run(first, state);
    loop({ head: condition, body, step }, state, flows);
  },
  foreach: (node, state, flows) => {
    const [left = null, right = null, body = null] = node.kids;
    loop({ head: right, body, bind: left }, state, flows);
  },
  try: attempt,
  return: ending,
  throw: ending,
  break_statement: (node, state, flows) => leave(node, state, flows),
  continue_statement: (node, state, flows) => leave(node, state, flows),
  switch_statement: choice,
  switch_expression: choice,
  expression_switch_statement: choice,
  type_switch_statement: choice,
  select_statement: choice,
  match_statement: choice,
};

/** Runs a statement that is more than an expression; false for all others. */
export function runStatement(node: Node, state: State, flows: Flows): boolean {
  const run = Object.hasOwn(RUNS, node.kind) ? RUNS[node.kind] : undefined;
  if (!run) return false;
  run(node, state, flows);
  return true;
}

function each(node: Node, state: State, flows: Flows): void {
  for (const kid of node.kids) if (kid) flows.run(kid, state);
}

function branch(node: Node, state: State, flows: Flows): void {
  const [condition, then, otherwise, first] = node.kids;
  if (first) flows.run(first, state);
  if (condition) flows.value(condition, state);
  const other = state.copy();
  if (then) flows.run(then, state);
  if (otherwise) flows.run(otherwise, other);
  state.meet(other);
}

interface Loop {
  readonly head: Node | null;
  readonly body: Node | null;
  readonly step?: Node | null;
  /** What takes the values of the head, one after another. */
  readonly bind?: Node | null;
}

function loop({ head, body, step = null, bind = null }: Loop, state: State, flows: Flows): void {
  const exit = new State();
  exit.ended = true;
  flows.exits.push(exit);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const marks = head ? flows.value(head, state) : CLEAN;
    const inner = state.copy();
    if (bind) assign({ left: bind, marks }, inner, flows);
    if (body) flows.run(body, inner);
    inner.meet(exit);
    if (step && !inner.ended) flows.run(step, inner);
    if (!state.meet(inner)) break;
  }
  flows.exits.pop();
  state.meet(exit);
}

function leave(_node: Node, state: State, flows: Flows): void {
  flows.exits.at(-1)?.meet(state);
  state.ended = true;
}

function ending(node: Node, state: State, flows: Flows): void {
  let marks = CLEAN;
  for (const kid of node.kids) if (kid) marks = flows.value(kid, state);
  flows.finish(node, marks, state);
  state.ended = true;
}

function attempt(node: Node, state: State, flows: Flows): void {
  const [body, handlers, last, items] = node.kids;
  if (items) flows.value(items, state);
  const before = state.copy();
  if (body) flows.run(body, state);
  const thrown = before.copy();
  thrown.meet(state);
  for (const handler of handlers?.kids ?? []) {
    const caught = thrown.copy();
    const block = handler?.kids[2];
    if (block) flows.run(block, caught);
    state.meet(caught);
  }
  if (!last) return;
  const { ended } = state;
  if (ended) state.meet(thrown);
  flows.run(last, state);
  state.ended ||= ended;
}

/** Each case may come next, and after it the one below. */
function choice(node: Node, state: State, flows: Flows): void {
  const cases = casesIn(node);
  for (const kid of node.kids)
    if (kid && kid.kind !== 'case' && casesIn(kid).length === 0) flows.value(kid, state);
  const exit = state.copy();
  flows.exits.push(exit);
  const through = state.copy();
  through.ended = true;
  for (const one of cases) {
    through.meet(state);
    const [value, body] = one.kids;
    if (value) flows.value(value, through);
    if (body) flows.run(body, through);
  }
  flows.exits.pop();
  state.meet(through);
  state.meet(exit);
}

function casesIn(node: Node): Node[] {
  return node.kids.flatMap((kid) =>
    kid?.kind === 'case'
      ? [kid]
      : kid?.kind === 'switch_body' || kid?.kind === 'switch_block'
        ? casesIn(kid)
        : [],
  );
}
