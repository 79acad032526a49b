/** Places that a condition tells to be safe, and what each of them can be. */
import type { Constant } from '../facts/operators.ts';
import type { Node } from '../node.ts';
import { keyOf, peek, placeOf, type Known } from './peek.ts';
import type { Place } from './state.ts';

/** A place that is safe, and what it is when that can be one value only. */
interface Told {
  readonly place: Place;
  readonly constant: Constant | undefined;
}
export type All = ReadonlyMap<string, Told>;

export interface Asked extends Known {
  /** Whether a sanitizer of the rule vouches for a condition. */
  isVouched(condition: Node): boolean;
  /** Conditions inside one another. */
  readonly depth: number;
}

export const NOTHING: All = new Map();

/** Told of a variable, or of a part whose key is known; of all else nothing can be told. */
export function safe(subject: Node | null | undefined, asked: Asked, constant?: Constant): All {
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

/** One of the constants of a table; a table that is called so is taken for one. */
export function among(subject: Node | null | undefined, table: Node | null | undefined, asked: Asked): All {
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
