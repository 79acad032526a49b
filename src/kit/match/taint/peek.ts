/** What an expression is worth where it is only looked at: nothing is run, no sink is met. */
import { numberOf, type Facts } from '../facts/facts.ts';
import type { Node } from '../node.ts';
import { isTable } from './functions.ts';
import { COMPARISONS, operate, truthOf, type Reckoning } from '../facts/operators.ts';
import type { Place, State } from './state.ts';
import { blend, constantValue, UNKNOWN, Value } from './value.ts';

/** Names that stand for another name, and values inside values. */
const MAX_DEPTH = 12;

export interface Known {
  readonly facts: Facts;
  readonly state: State;
  readonly reckoning: Reckoning;
  /** The variables that get a value more than once. */
  readonly changed: ReadonlySet<string>;
  /** A name among the keys of a literal is a variable. */
  readonly isKeyVariable: boolean;
}

export function peek(node: Node | null | undefined, known: Known, depth = 0): Value {
  if (!node || depth > MAX_DEPTH) return UNKNOWN;
  const literal = literalOf(node);
  if (literal) return literal;
  switch (node.kind) {
    case 'id':
      return variable(node, known, depth);
    case 'dot':
    case 'index':
      return memberAt(node, known, depth);
    case 'array':
    case 'tuple':
    case 'set':
      return blend(node.kids.map((kid) => peek(kid, known, depth + 1)));
    case 'object':
      return blend(node.kids.map((kid) => peek(kid?.kind === 'pair' ? kid.kids[1] : kid, known, depth + 1)));
    case 'composite':
    case 'cast':
    case 'kw':
      return peek(node.kids[1], known, depth + 1);
    case 'call':
    case 'new':
      return isTable(node)
        ? blend((node.kids[1]?.kids ?? []).map((kid) => peek(kid, known, depth + 1)))
        : UNKNOWN;
    case 'unary':
      return negated(node.value, peek(node.kids[0], known, depth + 1), known.reckoning);
    case 'binary':
      return operated(
        node.value,
        [peek(node.kids[0], known, depth + 1), peek(node.kids[1], known, depth + 1)],
        known.reckoning,
      );
    default:
      return UNKNOWN;
  }
}

/** The place of a variable or of a part whose key is known; null for all else. */
export function placeOf(node: Node, known: Known): Place | null {
  if (node.kind === 'id') return { root: node.value, keys: [] };
  const [object, key] = node.kids;
  if (!object || !key || (node.kind !== 'dot' && node.kind !== 'index')) return null;
  const outer = placeOf(object, known);
  const name = outer && keyOf(node, known);
  return outer && name !== null ? { root: outer.root, keys: [...outer.keys, name] } : null;
}

/** The key of a member, or of an index that is known. */
export function keyOf({ kind, kids: [, key] }: Node, known: Known): string | null {
  if (!key) return null;
  if (kind === 'dot') return key.kind === 'id' || key.kind.endsWith('identifier') ? key.value : null;
  const { constant } = peek(key, known);
  return typeof constant === 'string' || typeof constant === 'number' ? String(constant) : null;
}

/** A value as it is written; null for what is none. */
export function literalOf({ kind, value }: Node): Value | null {
  switch (kind) {
    case 'str':
      return constantValue(value);
    case 'character_literal':
    case 'rune_literal':
      return constantValue(value.slice(1, -1));
    case 'num': {
      const number = numberOf(value);
      return number === undefined ? FIXED : constantValue(number);
    }
    case 'true':
    case 'false':
      return constantValue(kind === 'true');
    case 'null':
    case 'none':
    case 'null_literal':
      return constantValue(null);
    case 'regex':
    case 'text':
      return FIXED;
    default:
      return null;
  }
}

const FIXED = new Value({ isFixed: true });

function variable(node: Node, known: Known, depth: number): Value {
  const { state, facts, changed } = known;
  const held = state.variable(node.value);
  if (held) return state.isOuter(node.value) && changed.has(node.value) ? held.vague() : held;
  return node.value === 'nil' ? constantValue(null) : peek(facts.definitionOf(node)?.value, known, depth + 1);
}

function memberAt(node: Node, known: Known, depth: number): Value {
  const key = keyOf(node, known);
  const object = peek(node.kids[0], known, depth + 1);
  const part = key === null ? object.somePart() : object.part(key);
  if (part !== UNKNOWN || node.kind === 'index') return part;
  return peek(known.facts.definitionOf(node)?.value, known, depth + 1);
}

/** What an operator before a value makes of it. */
export function negated(operator: string, value: Value, reckoning: Reckoning): Value {
  const truth = truthOf(value.constant, reckoning);
  if (operator === '!' || operator === 'not') return truth === undefined ? UNKNOWN : constantValue(!truth);
  if (operator === '-' && typeof value.constant === 'number') return constantValue(-value.constant);
  return operator === 'typeof' ? UNKNOWN : new Value({ marks: value.all, isFixed: value.isFixed });
}

/** What an operator between two values makes of them. */
export function operated(operator: string, [a, b]: readonly [Value, Value], reckoning: Reckoning): Value {
  if (a.constant !== undefined && b.constant !== undefined) {
    const made = operate(operator, [a.constant, b.constant], reckoning);
    if (made !== undefined) return constantValue(made);
  }
  return COMPARISONS.has(operator) ? UNKNOWN : blend([a, b]);
}
