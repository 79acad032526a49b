/** How names, members and patterns take values. */
import type { Node } from '../node.ts';
import type { Flows } from './flows.ts';
import { peek, placeOf, operated } from './peek.ts';
import type { Place, State } from './state.ts';
import { UNKNOWN, type Value } from './value.ts';

export function assignment(node: Node, state: State, flows: Flows): Value {
  const [left, right] = node.kids;
  let value = flows.of(right, state);
  if (!left) return value;
  if (node.value !== '=' && node.value !== ':=') {
    value = operated(node.value.replace(/=$/, ''), [flows.of(left, state), value], flows.reckoning);
  } else if (left.kind === 'index' || left.kind === 'dot') flows.value(left, state);
  assign({ left, value }, state, flows);
  return value;
}

export function declaration(node: Node, state: State, flows: Flows): Value {
  const [name] = node.kids;
  if (name) assign({ left: name, value: UNKNOWN }, state, flows);
  return UNKNOWN;
}

/** `x++` */
export function update(node: Node, state: State, flows: Flows): Value {
  const [operand] = node.kids;
  const value = flows.of(operand, state);
  const place = operand ? placeOf(operand, flows.known(state)) : null;
  if (place) state.set(place, value.vague());
  return value;
}

/** Puts a value where the left side says; of a pattern each part where its own side says. */
export function assign({ left, value }: { left: Node; value: Value }, state: State, flows: Flows): void {
  const place = placeOf(left, flows.known(state));
  if (place) return state.set(place, value.moved(left).tainted(flows.fresh(left)));
  if (left.kind === 'index' || left.kind === 'dot') {
    const around = placeAround(left, flows, state);
    if (around) state.set(around, state.at(around).more(value.moved(left)));
    return;
  }
  if (left.kind === 'spread' || left.kind === 'as') return into(left.kids[0], value, { state, flows });
  left.kids.forEach((kid, at) => {
    if (kid?.kind === 'pair') {
      const key =
        kid.kids[0]?.kind === 'id' ? kid.kids[0].value : peek(kid.kids[0], flows.known(state)).constant;
      const part = typeof key === 'string' ? value.part(key) : value.somePart();
      // As a member it may be a source.
      into(kid.kids[1], part.tainted(flows.of(kid.kids[2], state).all), { state, flows });
    } else if (kid?.kind === 'spread') into(kid, value.somePart(), { state, flows });
    else into(kid, value.part(String(at)), { state, flows });
  });
}

function into(
  left: Node | null | undefined,
  value: Value,
  { state, flows }: { state: State; flows: Flows },
): void {
  if (left) assign({ left, value }, state, flows);
}

/** The place inside which an unnamed place lies: `a` for `a[i]`. */
function placeAround(node: Node, flows: Flows, state: State): Place | null {
  for (let at = node.kids[0]; at; at = at.kids[0]) {
    const place = placeOf(at, flows.known(state));
    if (place) return place;
  }
  return null;
}
