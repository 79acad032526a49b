/** Switches: each case may come next, and after it the one below; of a known value only its own. */
import type { Node } from '../node.ts';
import { assign } from './assign.ts';
import type { Flows } from './flows.ts';
import { peek } from './peek.ts';
import type { State } from './state.ts';
import { blend, UNKNOWN, type Value } from './value.ts';

interface Case {
  readonly node: Node;
  /** What has to be equal; none for what is left. */
  readonly values: readonly Node[];
  readonly body: Node | null;
  /** What has to hold besides. */
  readonly guard: Node | null;
}

export function choice(node: Node, state: State, flows: Flows): Value {
  const cases = casesIn(node);
  let subject: Node | null = null;
  let value: Value = UNKNOWN;
  for (const kid of node.kids) {
    if (!kid || kid.kind === 'case' || casesIn(kid).length > 0) continue;
    subject = kid;
    value = flows.value(kid, state);
  }
  const [alias = null] = node.kids;
  if (node.kind === 'type_switch_statement' && alias && alias !== subject)
    assign({ left: alias, value }, state, flows);
  const taken = takenOf(cases, value, flows);
  const isComplete = cases.some(({ values, guard }) => values.length === 0 && !guard) || taken !== null;
  const ways = isComplete ? [] : [state.fork()];
  const values: Value[] = [];
  flows.exits.push({ base: state, ways, values });
  let through: State | null = null;
  for (const one of cases) {
    const enters = !taken || taken === one ? entered(one, { subject, state, flows }) : null;
    if (through && enters) through.meet(enters);
    through ??= enters;
    if (!through) continue;
    if (one.body) values.push(...worth(one.body, through, flows));
    if (!through.ended && fallsThrough(one, flows)) continue;
    ways.push(through);
    through = null;
  }
  flows.exits.pop();
  flows.close(state, through ? [...ways, through] : ways);
  return blend(values);
}

/** What the body of a case is worth where it is one expression. */
function worth(body: Node, state: State, flows: Flows): Value[] {
  const [only] = body.kids;
  if (body.kids.length === 1 && only) return [flows.value(only, state)];
  flows.run(body, state);
  return [];
}

/** The one case that a known value comes to; null when it may be any. */
function takenOf(cases: readonly Case[], { constant }: Value, flows: Flows): Case | null {
  if (constant === undefined) return null;
  let rest: Case | null = null;
  for (const one of cases) {
    if (one.guard) return null;
    if (one.values.length === 0) rest = one;
    const known = one.values.map((value) => peek(value, flows.known(null)).constant);
    if (known.includes(undefined)) return null;
    if (known.includes(constant)) return one;
  }
  return rest;
}

/** What is known where a case begins: its conditions hold, or what is asked for is what it says. */
function entered(
  { values, guard }: Case,
  { subject, state, flows }: { subject: Node | null; state: State; flows: Flows },
): State {
  const inner = state.fork();
  const [only] = values;
  for (const value of values) flows.value(value, inner);
  if (!subject) {
    if (values.length === 1 && only) flows.suppose(only, true, inner);
  } else if (values.length > 0 && values.every((value) => peek(value, flows.known(inner)).isFixed)) {
    const constant = values.length === 1 ? peek(only, flows.known(inner)).constant : undefined;
    flows.settle(subject, constant, inner);
  }
  if (guard) flows.value(guard, inner);
  flows.suppose(guard, true, inner);
  return inner;
}

/** In JavaScript and in Java with colons a case goes on into the next one. */
function fallsThrough({ node }: Case, { language, text }: Flows): boolean {
  if (language === 'javascript' || language === 'typescript') return true;
  if (language !== 'java') return false;
  return !/^[^:{]*->/.test(text.slice(node.start, node.end));
}

function casesIn(node: Node): Case[] {
  return node.kids.flatMap((kid) => {
    if (kid?.kind === 'case') return [caseOf(kid)];
    return kid?.kind === 'switch_body' || kid?.kind === 'switch_block' || kid?.kind === 'block'
      ? casesIn(kid)
      : [];
  });
}

function caseOf(node: Node): Case {
  const [value, body = null, guard = null] = node.kids;
  const values = value?.kind === 'tuple' || value?.kind === 'cases' ? value.kids : [value];
  const named = values.filter((each) => each !== null && each !== undefined);
  const isRest = named.some((each) => each.kind === 'default' || (each.kind === 'id' && each.value === '_'));
  return { node, values: isRest ? [] : named, body, guard };
}
