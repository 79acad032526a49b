/** What operators make of constants. */

export type Constant = string | number | boolean | null;

/** How a language reckons. */
export interface Reckoning {
  /** Whole numbers divide to whole numbers. */
  readonly isWhole: boolean;
  /** A value that is no truth value may be a condition. */
  readonly isTruthy: boolean;
}

const MAX_TEXT = 10_000;

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '//': (a, b) => Math.floor(a / b),
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
};
const ORDERS: Readonly<Record<string, (a: number | string, b: number | string) => boolean>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};
export const EQUAL: ReadonlySet<string> = new Set(['==', '===', 'is']);
export const UNEQUAL: ReadonlySet<string> = new Set(['!=', '!==', 'is not', 'is-not', '<>']);

/** Their value is true or false, and says nothing of what was compared. */
export const COMPARISONS: ReadonlySet<string> = new Set([
  ...EQUAL,
  ...UNEQUAL,
  ...Object.keys(ORDERS),
  'in',
  'not-in',
  'instanceof',
]);

/** Undefined where the languages disagree, or nothing is made. */
export function operate(
  operator: string,
  [a, b]: readonly [Constant, Constant],
  { isWhole }: Reckoning,
): Constant | undefined {
  if (EQUAL.has(operator)) return typeof a === typeof b ? a === b : undefined;
  if (UNEQUAL.has(operator)) return typeof a === typeof b ? a !== b : undefined;
  if (typeof a === 'number' && typeof b === 'number') {
    const order = at(ORDERS, operator);
    if (order) return order(a, b);
    const made = at(ARITHMETIC, operator)?.(a, b);
    if (made === undefined || !Number.isFinite(made)) return undefined;
    return isWhole && operator === '/' && Number.isInteger(a) && Number.isInteger(b)
      ? Math.trunc(made)
      : made;
  }
  if (typeof a === 'string' && typeof b === 'string' && at(ORDERS, operator))
    return at(ORDERS, operator)?.(a, b);
  if (typeof a === 'string' && typeof b === 'string' && (operator === 'in' || operator === 'not-in'))
    return b.includes(a) === (operator === 'in');
  const isText = operator === '+' && (typeof a === 'string' || typeof b === 'string');
  return isText && a !== null && b !== null ? bounded(String(a) + String(b)) : undefined;
}

/** Whether a value counts as true; undefined when that is not known. */
export function truthOf(value: Constant | undefined, { isTruthy }: Reckoning): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === undefined || !isTruthy ? undefined : Boolean(value);
}

function bounded(text: string): string | undefined {
  return text.length > MAX_TEXT ? undefined : text;
}

function at<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
