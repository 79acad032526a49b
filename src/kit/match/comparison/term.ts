/** What a comparison's pieces are worth: Python's values and operators, as far as rules use them. */
import type { Variable } from '../rule.ts';

export type Value = number | string | boolean | readonly Value[];

/** Undefined where there is no value: a variable that is no constant, words that are compared with numbers. */
export type Term = (valueOf: (variable: Variable) => string | number | undefined) => Value | undefined;

type Binary = (left: Value, right: Value) => Value | undefined;

const SIZES: readonly [string, (order: number) => boolean][] = [
  ['<', (order) => order < 0],
  ['<=', (order) => order <= 0],
  ['>', (order) => order > 0],
  ['>=', (order) => order >= 0],
];

const NUMBERS: readonly [string, (left: number, right: number) => number][] = [
  ['-', (left, right) => left - right],
  ['*', (left, right) => left * right],
  ['/', (left, right) => left / right],
  ['//', (left, right) => Math.floor(left / right)],
  // The sign is the divisor's, as in Python.
  ['%', (left, right) => left - right * Math.floor(left / right)],
  ['**', (left, right) => left ** right],
  ['&', (left, right) => left & right],
  ['|', (left, right) => left | right],
  ['^', (left, right) => left ^ right],
  ['<<', (left, right) => left * 2 ** right],
  ['>>', (left, right) => Math.floor(left / 2 ** right)],
];

const OPERATORS = new Map<string, Binary>([
  ['==', (left, right) => same(left, right)],
  ['!=', (left, right) => !same(left, right)],
  ['in', (left, right) => holds(right, left)],
  ['not in', (left, right) => negation(holds(right, left))],
  ['+', (left, right) => sum(left, right)],
  ...SIZES.map(([name, test]): [string, Binary] => [name, (left, right) => ordered(left, right, test)]),
  ...NUMBERS.map(([name, work]): [string, Binary] => [name, (left, right) => numeric(left, right, work)]),
]);

export function binary(operator: string, left: Term, right: Term): Term {
  return (valueOf) => {
    const [first, second] = [left(valueOf), right(valueOf)];
    return first === undefined || second === undefined ? undefined : OPERATORS.get(operator)?.(first, second);
  };
}

/** The operators that stay unasked where the left side decides. */
export function either(left: Term, right: Term): Term {
  return (valueOf) => (isTrue(left(valueOf)) ? true : right(valueOf));
}

export function both(left: Term, right: Term): Term {
  return (valueOf) => (isTrue(left(valueOf)) ? right(valueOf) : false);
}

export function not(term: Term): Term {
  return (valueOf) => negation(term(valueOf));
}

export function isTrue(value: Value | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && Boolean(value);
}

function negation(value: Value | undefined): boolean | undefined {
  return value === undefined ? undefined : !isTrue(value);
}

/** The source of a truth value is a text for us, and its case the language's. */
function same(left: Value, right: Value): boolean {
  if (typeof left === 'boolean' && typeof right === 'string') return String(left) === right.toLowerCase();
  if (typeof left === 'string' && typeof right === 'boolean') return same(right, left);
  if (!Array.isArray(left) || !Array.isArray(right)) return left === right;
  return left.length === right.length && left.every((item, at) => same(item, right[at] as Value));
}

function holds(whole: Value, part: Value): boolean | undefined {
  if (typeof whole === 'string') return typeof part === 'string' ? whole.includes(part) : undefined;
  return Array.isArray(whole) ? whole.some((item) => same(item, part)) : undefined;
}

function sum(left: Value, right: Value): Value | undefined {
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  return numeric(left, right, (first, second) => first + second);
}

function ordered(left: Value, right: Value, test: (order: number) => boolean): boolean | undefined {
  if (typeof left === 'string' && typeof right === 'string')
    return test(left < right ? -1 : left > right ? 1 : 0);
  return typeof left === 'number' && typeof right === 'number' ? test(left - right) : undefined;
}

function numeric(
  left: Value,
  right: Value,
  work: (left: number, right: number) => number,
): number | undefined {
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  const worth = work(left, right);
  return Number.isFinite(worth) ? worth : undefined;
}
