/** What expressions are worth: each kind by its own rule, all others by what they are made of. */
import type { Node } from '../node.ts';
import { assign, assignment, declaration, update } from './assign.ts';
import { call, closure, creation, send } from './calls.ts';
import { keyIn, listOf } from './collections.ts';
import type { Flows } from './flows.ts';
import { truthOf } from '../facts/operators.ts';
import { CLEAN, join } from './marks.ts';
import { keyOf, literalOf, negated, operated, peek } from './peek.ts';
import type { State } from './state.ts';
import { blend, constantValue, taintedBy, UNKNOWN, Value } from './value.ts';

type Worth = (node: Node, state: State, flows: Flows) => Value;

const VALUES: Readonly<Record<string, Worth>> = {
  id: (node, state, flows) => peek(node, flows.known(state)),
  dot: member,
  index: member,
  assign: assignment,
  receive_statement: assignment,
  declare: declaration,
  call,
  new: creation,
  func: closure,
  send_statement: send,
  lambda: closure,
  cond: choice,
  binary,
  unary,
  update_expression: update,
  inc_statement: update,
  dec_statement: update,
  kw: second,
  pair: second,
  composite: second,
  cast: second,
  await: first,
  array: list,
  tuple: list,
  object,
  concat: joined,
  tmpl: joined,
  array_creation_expression: newArray,
  list_comprehension: comprehension,
  comprehension,
  generator_expression: comprehension,
  as: (node, state, flows) => {
    const [value = null, name] = node.kids;
    const worth = flows.of(value, state);
    if (name) assign({ left: name, value: worth }, state, flows);
    return worth;
  },
};

/** What an expression is worth by what it is made of; assignments inside it change the state. */
export function valueOf(node: Node, state: State, flows: Flows): Value {
  const value = Object.hasOwn(VALUES, node.kind) ? VALUES[node.kind] : undefined;
  if (value && flows.options.onlyAssignments && MADE.has(node.kind)) return value(node, state, flows).clean();
  return value ? value(node, state, flows) : (literalOf(node) ?? taintedBy(partsOf(node, state, flows).all));
}

/** What is made of other values, and is not one of them. */
const MADE = new Set(['call', 'new', 'binary', 'unary', 'concat', 'tmpl']);

function partsOf(node: Node, state: State, flows: Flows): Value {
  return blend(node.kids.map((kid) => flows.of(kid, state)));
}

function first(node: Node, state: State, flows: Flows): Value {
  return flows.of(node.kids[0], state);
}

function second(node: Node, state: State, flows: Flows): Value {
  return flows.of(node.kids[1], state);
}

/** A part is what was put there; else what the whole is. */
function member(node: Node, state: State, flows: Flows): Value {
  const [object, key] = node.kids;
  const whole = object ? flows.value(object, state, true) : UNKNOWN;
  const byKey = key && node.kind === 'index' ? flows.value(key, state) : UNKNOWN;
  const name = node.kind === 'dot' ? keyOf(node, flows.known(state)) : keyIn(whole, byKey.constant);
  if (node.kind === 'dot' && name === 'length') return lengthOf(whole);
  const part = name === null ? whole.somePart() : whole.part(name);
  if (part === UNKNOWN && node.kind === 'dot') return peek(node, flows.known(state));
  return whole.isFixed || flows.options.safeIndexes ? part : part.tainted(byKey.all);
}

function lengthOf({ constant, size }: Value): Value {
  const length = typeof constant === 'string' ? constant.length : size;
  return length === undefined ? UNKNOWN : constantValue(length);
}

/** Only the branch that is taken counts, where that is known. */
function choice(node: Node, state: State, flows: Flows): Value {
  const [condition = null, then, otherwise] = node.kids;
  const truth = flows.condition(condition, state);
  if (truth !== undefined) return flows.of(truth ? then : otherwise, state);
  const [yes, no] = [state.fork(), state.fork()];
  flows.suppose(condition, true, yes);
  flows.suppose(condition, false, no);
  const [one, two] = [flows.of(then, yes), flows.of(otherwise, no)];
  flows.close(state, [yes, no]);
  return one.meet(two);
}

const AND = new Set(['&&', 'and']);
const OR = new Set(['||', 'or']);

function binary(node: Node, state: State, flows: Flows): Value {
  const [left = null, right] = node.kids;
  const isAnd = AND.has(node.value);
  const a = flows.of(left, state);
  if (!isAnd && !OR.has(node.value)) {
    return operated(node.value, [a, flows.of(right, state)], flows.reckoning);
  }
  // The right side is worth something only where the left one leaves it to it.
  const truth = truthOf(a.constant, flows.reckoning);
  if (truth !== undefined && truth !== isAnd) return a;
  const inner = state.fork();
  flows.suppose(left, isAnd, inner);
  const b = flows.of(right, inner);
  state.meet(inner);
  return truth === undefined ? a.meet(b) : b;
}

function unary(node: Node, state: State, flows: Flows): Value {
  if (node.value === '++' || node.value === '--') return update(node, state, flows);
  return negated(node.value, flows.of(node.kids[0], state), flows.reckoning);
}

function list(node: Node, state: State, flows: Flows): Value {
  const values = node.kids.map((kid) => flows.of(kid, state));
  return node.kids.some((kid) => kid?.kind === 'spread') ? blend(values) : listOf(values);
}

function newArray(node: Node, state: State, flows: Flows): Value {
  const made = node.kids.map((kid) => flows.of(kid, state)).at(-1);
  return node.kids.at(-1)?.kind === 'array' && made ? made : new Value({ isFixed: true });
}

/** What is asked of it under a key that is not written in it may come from anywhere. */
function object(node: Node, state: State, flows: Flows): Value {
  let parts = new Map<string, Value>();
  let [rest, isFixed] = [CLEAN, true];
  for (const [at, kid] of node.kids.entries()) {
    if (!kid) continue;
    const value = flows.value(kid, state);
    const key = kid.kind === 'pair' ? nameIn(kid, state, flows) : kid.kind === 'spread' ? null : String(at);
    isFixed &&= value.isFixed;
    if (key !== null) parts.set(key, value);
    else {
      rest = join(rest, value.all);
      parts = new Map([...parts].map(([name, part]) => [name, part.more(value)]));
    }
  }
  return new Value({ marks: join(rest, blend(parts.values()).all), parts, isFixed });
}

/** What a pair of an object is found under. */
function nameIn({ kids: [key] }: Node, state: State, flows: Flows): string | null {
  const { constant } = key ? peek(key, flows.known(state)) : UNKNOWN;
  if (key?.kind === 'id' && !flows.known(state).isKeyVariable) return key.value;
  return typeof constant === 'string' || typeof constant === 'number' ? String(constant) : null;
}

function joined(node: Node, state: State, flows: Flows): Value {
  const values = node.kids.map((kid) =>
    kid?.kind === 'text' ? constantValue(kid.value) : flows.of(kid, state),
  );
  return values.reduce((a, b) => operated('+', [a, b], flows.reckoning), constantValue(''));
}

/** What is iterated comes first, whatever is written first. */
function comprehension(node: Node, state: State, flows: Flows): Value {
  const [body, ...clauses] = node.kids;
  const inner = state.fork();
  for (const clause of clauses) {
    if (clause?.kind !== 'for_in_clause') {
      const condition = clause?.kids[0] ?? null;
      flows.condition(condition, inner);
      flows.suppose(condition, true, inner);
      continue;
    }
    const [left, right] = clause.kids;
    const value = flows.of(right, inner).somePart();
    if (left) assign({ left, value }, inner, flows);
  }
  return taintedBy(flows.of(body, inner).all);
}
