/** What calls are worth: known methods and functions by what they do, all others by what they are given. */
import type { Node } from '../node.ts';
import { callMethod, CHANGING, isFluent } from './collections.ts';
import type { Flows } from './flows.ts';
import { callFunction, isBuffered } from './functions.ts';
import { CLEAN, join, without } from './marks.ts';
import { placeOf } from './peek.ts';
import type { State } from './state.ts';
import { blend, taintedBy, UNKNOWN, Value } from './value.ts';

/** Methods that give what they are called on to a function, one after another or as it is. */
const GIVE = new Set(
  [
    'map flatMap filter forEach find findIndex findLast some every reduce reduceRight then catch',
    'ifPresent ifPresentOrElse peek anyMatch allMatch noneMatch forEachOrdered mapToObj removeIf computeIfAbsent',
    'sort replace replaceAll groupBy partition tap subscribe collect',
  ]
    .join(' ')
    .split(' '),
);
/** These tell the function after each value how many came before. */
const COUNT = new Set(['map', 'flatMap', 'filter', 'find', 'findIndex', 'findLast', 'some', 'every']);
/** Of these the result is what the function gives back. */
const MAP = new Set(['map', 'flatMap', 'then', 'mapToObj']);
/** Functions that give their other arguments to a function. */
const APPLY = new Set(['map', 'filter', 'sorted', 'reduce', 'max', 'min', 'apply']);

export function call(node: Node, state: State, flows: Flows): Value {
  const [first = null, list = null] = node.kids;
  const callee = calleeOf(first, state, flows);
  const { name, object, receiver } = callee;
  const { values, returned } = args({ list, name, receiver: object && receiver }, state, flows);
  if (list) flows.finish(list, blend(values), state);
  fillPointers(list, taintedBy(join(receiver.all, blend(values).all)), { state, flows });
  flows.reach(node, [callee.value.all, receiver.marks, ...values.map(({ all }) => all)].reduce(join, CLEAN));
  const made =
    (object && done({ ...callee, object }, { node, values }, { state, flows })) ?? callFunction(node, values);
  if (first && isFunction(first)) return flows.enter(first, state, values);
  return worthOf(callee, { values, made, returned }, flows);
}

/** What is called. */
interface Callee {
  readonly name: string;
  /** What it is a member of; null for a function by itself. */
  readonly object: Node | null;
  readonly receiver: Value;
  /** What it is worth itself. */
  readonly value: Value;
}

function calleeOf(node: Node | null, state: State, flows: Flows): Callee {
  const [object = null, member] = node?.kind === 'dot' ? node.kids : [];
  const name = node?.kind === 'id' ? node.value : (member?.value ?? '');
  if (!node || isFunction(node)) return { name, object, receiver: UNKNOWN, value: UNKNOWN };
  if (!object) return { name, object, receiver: UNKNOWN, value: flows.value(node, state) };
  const receiver = flows.value(object, state, true);
  return { name, object, receiver, value: flows.finish(node, receiver.part(name), state) };
}

/** What a method makes, where it is known; what it does to what it is called on is done. */
function done(
  { name, object, receiver }: Callee & { readonly object: Node },
  { node, values }: { readonly node: Node; readonly values: readonly Value[] },
  where: Where,
): Value | undefined {
  const moved = CHANGING.has(name) ? values.map((value) => value.moved(node)) : values;
  const outcome = callMethod(name, { receiver, args: moved });
  if (outcome?.receiver) setReceiver(object, outcome.receiver, where);
  else if (isBuffered(name, where.flows.classOf(object)))
    setReceiver(object, receiver.more(blend(values).moved(node)), where);
  return outcome?.result;
}

interface Given {
  readonly values: readonly Value[];
  /** What it is known to make of them. */
  readonly made: Value | undefined;
  /** What functions among them give back. */
  readonly returned: Value | null;
}

/** What a call gives back: of a function that nobody knows, all that it was given. */
function worthOf(
  { name, object, receiver, value }: Callee,
  { values, made, returned }: Given,
  { options }: Flows,
): Value {
  if (value.gives) return value.gives.tainted(blend(values).all);
  const begun = without(value.all, receiver.all);
  if (made) return made.tainted(begun);
  if (returned && MAP.has(name)) return taintedBy(join(begun, returned.all));
  if (options.safeFunctions) return taintedBy(value.all);
  const own = isSelf(object) ? receiver.marks : receiver.all;
  return taintedBy([value.all, own, ...values.map(({ all }) => all)].reduce(join, CLEAN));
}

export function creation(node: Node, state: State, flows: Flows): Value {
  const [type, list = null, body] = node.kids;
  const { values } = args({ list, name: '', receiver: null }, state, flows);
  if (type) flows.value(type, state);
  if (list) flows.finish(list, blend(values), state);
  if (body) flows.run(body, state);
  flows.reach(node, blend(values).all);
  return callFunction(node, values) ?? taintedBy(blend(values).all);
}

/** A function runs some time later, with what is known where it stands. */
export function closure(node: Node, state: State, flows: Flows): Value {
  if (flows.isIdle(node, state)) return UNKNOWN;
  const gives = flows.enter(node, state, []);
  return gives.all.size > 0 ? new Value({ gives }) : UNKNOWN;
}

/** What is sent can be received. */
export function send(node: Node, state: State, flows: Flows): Value {
  const [channel = null, value] = node.kids;
  const sent = flows.of(value, state);
  const place = channel && placeOf(channel, flows.known(state));
  if (place) state.set(place, state.at(place).more(sent.moved(node)));
  return UNKNOWN;
}

interface Arguments {
  readonly list: Node | null;
  readonly name: string;
  /** Null for a function that is called by itself. */
  readonly receiver: Value | null;
}

/** Functions among the arguments come last, with what they are given. */
function args(
  { list, name, receiver }: Arguments,
  state: State,
  flows: Flows,
): { values: Value[]; returned: Value | null } {
  const kids = list?.kids ?? [];
  const values = kids.map((kid) => (kid && isFunction(kid) ? UNKNOWN : flows.of(kid, state)));
  let returned: Value | null = null;
  kids.forEach((kid) => {
    if (!kid || !isFunction(kid)) return;
    const given = receiver ? (GIVE.has(name) ? receiver : null) : APPLY.has(name) ? blend(values) : null;
    const part = given && taintedBy(given.all);
    const taken = part ? [part, COUNT.has(name) ? UNKNOWN : part] : [];
    const isIdle = (!part || part.all.size === 0) && flows.isIdle(kid, state);
    const isSkipped = isIdle || (!MAP.has(name) && flows.isHarmless(kid));
    const value = isSkipped ? UNKNOWN : flows.enter(kid, state, taken);
    flows.finish(kid, UNKNOWN, state);
    returned = returned ? blend([returned, value]) : value;
  });
  return { values, returned };
}

function isFunction({ kind }: Node): boolean {
  return kind === 'func' || kind === 'lambda';
}

interface Where {
  readonly state: State;
  readonly flows: Flows;
}

/** `f(x, &y)` writes to `y`. */
function fillPointers(list: Node | null, given: Value, { state, flows }: Where): void {
  if (given.all.size === 0) return;
  for (const kid of list?.kids ?? []) {
    const target = kid?.kind === 'unary' && kid.value === '&' ? kid.kids[0] : null;
    const place = target && placeOf(target, flows.known(state));
    if (place) state.set(place, state.at(place).more(given.moved(kid as Node)));
  }
}

/** What a method did to what it was called on; of a chain to what it begins with. */
function setReceiver(object: Node, value: Value, { state, flows }: Where): void {
  let at = object;
  while (at.kind === 'call') {
    const [callee] = at.kids;
    const [inner, name] = callee?.kind === 'dot' ? callee.kids : [];
    if (!inner || !name || !isFluent(name.value)) return;
    at = inner;
  }
  const place = placeOf(at, flows.known(state));
  if (place) state.set(place, value);
}

function isSelf(object: Node | null): boolean {
  return object?.kind === 'id' && (object.value === 'this' || object.value === 'self');
}
