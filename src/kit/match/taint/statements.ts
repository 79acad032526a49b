/** How statements pass on what is known: branches meet, loops run until nothing new is learned. */
import type { Node } from '../node.ts';
import { assign } from './assign.ts';
import { assignedIn } from './assigned.ts';
import { branch } from './branch.ts';
import { choice } from './choice.ts';
import type { Flows } from './flows.ts';
import { State } from './state.ts';
import { UNKNOWN, type Value } from './value.ts';

/** What a statement is worth, where it is worth something. */
type Run = (node: Node, state: State, flows: Flows) => Value | void;

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
  labeled_statement: each,
  class: (node, state, flows) => {
    const inner = new State(state);
    for (const kid of node.kids.slice(1)) if (kid) flows.run(kid, inner);
  },
  if: branch,
  while: (node, state, flows) => {
    const [head = null, body = null, last = null] = node.kids;
    loop({ head, body }, state, flows);
    if (last) flows.run(last, state);
  },
  do_statement: (node, state, flows) => {
    const [body = null, head = null] = node.kids;
    loop({ head, body, isLate: true }, state, flows);
  },
  for: (node, state, flows) => {
    const [first = null, head = null, step = null, body = null] = node.kids;
    if (first) flows.run(first, state);
    loop({ head, body, step }, state, flows);
  },
  foreach: (node, state, flows) => {
    const [bind = null, head = null, body = null, , last = null] = node.kids;
    loop({ head, body, bind }, state, flows);
    if (last) flows.run(last, state);
  },
  try: attempt,
  return: ending,
  throw: ending,
  break_statement: leave,
  continue_statement: leave,
  yield_statement: give,
  assert_statement: (node, state, flows) => {
    const [condition = null] = node.kids;
    for (const kid of node.kids) flows.of(kid, state);
    flows.suppose(condition, true, state);
  },
  switch_statement: choice,
  switch_expression: choice,
  expression_switch_statement: choice,
  type_switch_statement: choice,
  select_statement: choice,
  match_statement: choice,
};

/** Runs a statement that is more than an expression; null for all others. */
export function runStatement(node: Node, state: State, flows: Flows): Value | null {
  const run = Object.hasOwn(RUNS, node.kind) ? RUNS[node.kind] : undefined;
  return run ? (run(node, state, flows) ?? UNKNOWN) : null;
}

export function isStatement({ kind }: Node): boolean {
  return Object.hasOwn(RUNS, kind);
}

function each(node: Node, state: State, flows: Flows): void {
  for (const kid of node.kids) if (kid) flows.run(kid, state);
}

interface Loop {
  readonly head: Node | null;
  readonly body: Node | null;
  readonly step?: Node | null;
  /** What takes the values of the head, one after another. */
  readonly bind?: Node | null;
  /** The body comes before the head. */
  readonly isLate?: boolean;
}

function loop(
  { head, body, step = null, bind = null, isLate = false }: Loop,
  state: State,
  flows: Flows,
): void {
  const ways: State[] = [];
  flows.exits.push({ base: state, ways, values: [] });
  for (const part of [head, body, step]) if (part) state.loosen(assignedIn(part).names);
  let isEndless = false;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const isSure = isLate && round === 0;
    const truth = bind || isSure ? undefined : head ? flows.condition(head, state) : true;
    const values = bind && head ? flows.value(head, state) : UNKNOWN;
    isEndless = truth === true;
    if (truth === false) break;
    const inner = state.fork();
    if (bind) hand(bind, values, { state: inner, flows });
    else if (!isSure) flows.suppose(head, true, inner);
    if (body) flows.run(body, inner);
    flows.spend(ways);
    for (const way of ways) inner.meet(way);
    if (step && !inner.ended) flows.run(step, inner);
    if (!state.meet(inner)) break;
  }
  flows.exits.pop();
  if (isEndless) state.ended = true;
  else if (!bind) flows.suppose(head, false, state);
  for (const way of ways) state.meet(way);
}

/** Go counts, and Python may take each value apart. */
function hand(bind: Node, values: Value, { state, flows }: { state: State; flows: Flows }): void {
  const value = values.somePart();
  const isPairs = bind.kind === 'tuple' && flows.language === 'go' && bind.kids.length === 2;
  const [, last] = bind.kids;
  if (isPairs && last && values.size !== undefined) return assign({ left: last, value }, state, flows);
  assign({ left: bind, value }, state, flows);
}

/** With a label it may leave any of those around. */
function leave({ kids }: Node, state: State, flows: Flows): void {
  flows.leave(state, kids.length > 0 ? flows.exits : flows.exits.slice(-1));
}

function give(node: Node, state: State, flows: Flows): void {
  const value = flows.of(node.kids[0], state);
  flows.exits.at(-1)?.values.push(value);
  flows.leave(state, flows.exits.slice(-1));
}

function ending(node: Node, state: State, flows: Flows): void {
  let value: Value = UNKNOWN;
  for (const kid of node.kids) if (kid) value = flows.value(kid, state);
  flows.returned(flows.finish(node, value, state));
  state.ended = true;
}

function attempt(node: Node, state: State, flows: Flows): void {
  const [body, handlers, last, items, otherwise] = node.kids;
  if (items) flows.value(items, state);
  const tried = state.fork();
  if (body) flows.run(body, tried);
  const thrown = state.fork();
  thrown.meet(tried, true);
  if (otherwise && !tried.ended) flows.run(otherwise, tried);
  const caught = (handlers?.kids ?? []).map((handler) => {
    const way = state.fork();
    way.meet(thrown);
    const block = handler?.kids[2];
    if (block) flows.run(block, way);
    return way;
  });
  flows.close(state, [tried, ...caught]);
  if (!last) return;
  const { ended } = state;
  if (ended) state.meet(thrown);
  flows.run(last, state);
  state.ended ||= ended;
}
