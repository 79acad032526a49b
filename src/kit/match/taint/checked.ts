/** What it tells of a variable that a call says yes to it, or no: lists, patterns, what texts are made of. */
import type { Node } from '../node.ts';
import { equal } from './compared.ts';
import { peek } from './peek.ts';
import { isStrict } from './strict.ts';
import { among, NOTHING, safe, type All, type Asked } from './told.ts';

const HOLDS = new Set([
  'includes',
  'has',
  'contains',
  'containsKey',
  'hasOwnProperty',
  'Contains',
  '__contains__',
]);
const EQUALS = new Set(['equals', 'equalsIgnoreCase', 'contentEquals', 'EqualFold']);
const PLAIN = new Set(['isdigit', 'isnumeric', 'isdecimal', 'isalnum', 'isalpha', 'isidentifier']);
const NUMBERS = new Set([
  'Number.isInteger',
  'Number.isSafeInteger',
  'Number.isFinite',
  'StringUtils.isNumeric',
]);
const TABLES = new Set(['slices.Contains', 'Object.hasOwn', 'Reflect.has']);
const PATTERNS = new Set(['test', 'match', 'fullmatch', 'matches', 'MatchString', 'exec']);

export function called({ kids: [callee, list] }: Node, holds: boolean, asked: Asked): All {
  const [object = null, name] = callee?.kind === 'dot' ? callee.kids : [];
  const [one, two] = list?.kids ?? [];
  if (callee?.kind === 'id' && (callee.value === 'isNaN' ? !holds : false)) return safe(one, asked);
  if (!name || !holds) return NOTHING;
  const whole = object?.kind === 'id' ? `${object.value}.${name.value}` : name.value;
  if (TABLES.has(whole)) return among(two, one, asked);
  if (NUMBERS.has(whole)) return safe(one, asked);
  if (HOLDS.has(name.value)) return among(one, object, asked);
  if (EQUALS.has(name.value)) {
    const [a, b] = two ? [one, two] : [object, one];
    return new Map([...equal(a ?? null, b ?? null, asked), ...equal(b ?? null, a ?? null, asked)]);
  }
  if (PLAIN.has(name.value)) return safe(object, asked);
  return PATTERNS.has(name.value) ? matched({ object, name: name.value, args: [one, two] }, asked) : NOTHING;
}

interface Test {
  readonly object: Node | null;
  readonly name: string;
  readonly args: readonly (Node | null | undefined)[];
}

/** A text that fits an expression which lets nothing but names and numbers through. */
function matched({ object, name, args: [one, two] }: Test, asked: Asked): All {
  const isWhole = name === 'fullmatch' || name === 'matches';
  const pattern = (node: Node | null | undefined): boolean => isStrict(sourceOf(node, asked), isWhole);
  if (pattern(object)) return safe(one, asked);
  if (pattern(one)) return safe(two ?? object, asked);
  return NOTHING;
}

function sourceOf(node: Node | null | undefined, asked: Asked, depth = 0): string | null {
  if (!node || depth > 3) return null;
  if (node.kind === 'regex') return node.value.slice(1, node.value.lastIndexOf('/'));
  if (node.kind === 'call') return sourceOf(node.kids[1]?.kids[0], asked, depth + 1);
  const { constant } = peek(node, asked);
  if (typeof constant === 'string') return constant;
  return node.kind === 'id' ? sourceOf(asked.facts.definitionOf(node)?.value, asked, depth + 1) : null;
}
