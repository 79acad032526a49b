/** What a condition says of variables: where it holds, they can only be one of a few safe values. */
import type { Constant } from '../facts/operators.ts';
import type { Node } from '../node.ts';
import { keyOf, peek, placeOf, type Known } from './peek.ts';
import { isStrict } from './strict.ts';
import type { Place } from './state.ts';

/** A place that is safe, and what it is when that can be one value only. */
interface Told {
  readonly place: Place;
  readonly constant: Constant | undefined;
}
type All = ReadonlyMap<string, Told>;

interface Asked extends Known {
  /** Whether a sanitizer of the rule vouches for a condition. */
  isVouched(condition: Node): boolean;
  /** Conditions inside one another. */
  readonly depth: number;
}

const NOTHING: All = new Map();
const MAX_DEPTH = 30;

/** What is known where the condition is true, or where it is not. */
export function toldBy(condition: Node | null, holds: boolean, asked: Asked): All {
  if (!condition || asked.depth > MAX_DEPTH) return NOTHING;
  const { kind, value, kids } = condition;
  const [left = null, right = null] = kids;
  const again = (node: Node | null, isTrue: boolean): All =>
    toldBy(node, isTrue, { ...asked, depth: asked.depth + 1 });
  if (holds && asked.isVouched(condition)) return vouched(condition, asked);
  if (kind === 'unary' && (value === '!' || value === 'not')) return again(left, !holds);
  if (kind === 'not_operator') return again(left, !holds);
  const isAnd = value === '&&' || value === 'and';
  if (kind === 'binary' && (isAnd || value === '||' || value === 'or')) {
    const both = [again(left, holds), again(right, holds)] as const;
    return isAnd === holds ? new Map([...both[0], ...both[1]]) : common(both);
  }
  if (kind === 'binary') return compared(condition, holds, asked);
  if (kind === 'call') return called(condition, holds, asked);
  if (kind === 'id') return meant(condition, holds, asked);
  return NOTHING;
}

/** What both say. */
function common([a, b]: readonly [All, All]): All {
  return new Map(
    [...a].flatMap(([key, told]) =>
      b.has(key)
        ? [[key, { ...told, constant: told.constant === b.get(key)?.constant ? told.constant : undefined }]]
        : [],
    ),
  );
}

const EQUAL = new Set(['==', '===', 'is']);
const UNEQUAL = new Set(['!=', '!==', 'is not', 'is-not']);

function compared(node: Node, holds: boolean, asked: Asked): All {
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
function equal(subject: Node | null, other: Node | null, asked: Asked): All {
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

/** One of the constants of a table; a table that is called so is taken for one. */
function among(subject: Node | null | undefined, table: Node | null | undefined, asked: Asked): All {
  return table && (peek(table, asked).isFixed || isAllowing(table)) ? safe(subject, asked) : NOTHING;
}

const ALLOWING = /(?:^|[^a-z])(?:allow|safe|valid|permit|known|support|white_?list|trusted|choices)/i;

function isAllowing(table: Node): boolean {
  const name = table.kind === 'dot' ? table.kids[1] : table.kind === 'call' ? null : table;
  return (
    name?.kind === 'id' &&
    (ALLOWING.test(name.value) || /[a-z](?:Allowed|Safe|Valid|Permitted|Whitelist)/.test(name.value))
  );
}

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

function called({ kids: [callee, list] }: Node, holds: boolean, asked: Asked): All {
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

/** A name that holds what a condition said, or whether a table has a key. */
function meant(node: Node, holds: boolean, asked: Asked): All {
  const binding = asked.facts.definitionOf(node);
  if (!binding) return NOTHING;
  if (binding.value) return toldBy(binding.value, holds, { ...asked, depth: asked.depth + 1 });
  const [left, right] = binding.at.kids;
  const isSecond = left?.kind === 'tuple' && left.kids[1]?.value === node.value;
  return holds && isSecond && right?.kind === 'index' ? among(right.kids[1], right.kids[0], asked) : NOTHING;
}

/** All that a vouched condition is about. */
function vouched({ kids }: Node, asked: Asked): All {
  const subjects = kids.flatMap((kid) =>
    kid?.kind === 'args' ? kid.kids : kid?.kind === 'dot' ? kid.kids.slice(0, 1) : [kid],
  );
  return new Map(subjects.flatMap((subject) => [...safe(subject, asked)]));
}

function safe(subject: Node | null | undefined, asked: Asked, constant?: Constant): All {
  const bare = subject?.kind === 'call' ? baseOf(subject) : subject;
  const place = bare ? placeOf(bare, asked) : null;
  if (!place || (bare?.kind === 'index' && keyOf(bare, asked) === null)) return NOTHING;
  return new Map([
    [[place.root, ...place.keys].join('\0'), { place, constant: bare === subject ? constant : undefined }],
  ]);
}

const SAME = new Set([
  'toLowerCase',
  'toUpperCase',
  'lower',
  'upper',
  'trim',
  'strip',
  'toString',
  'casefold',
]);

/** `x` of `x.toLowerCase()`: a text that is safe but for its case is safe. */
function baseOf({ kids: [callee] }: Node): Node | null {
  const [object, name] = callee?.kind === 'dot' ? callee.kids : [];
  return object && SAME.has(name?.value ?? '') ? object : null;
}
