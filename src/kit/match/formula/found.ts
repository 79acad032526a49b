/** Places in a file that a formula has found, and how they are joined. */
import { keyOf, merge, type Environment } from '../match/environment.ts';
import type { Span } from '../../syntax/facts.ts';
import type { Node } from '../node.ts';
import { Spans } from './spans.ts';

export interface Found extends Span {
  readonly env: Environment | null;
  /** The node of that range, where it is one. */
  readonly node: Node | null;
  /** It was asked for with its semicolon, which is reported with it. */
  readonly isStatement?: boolean;
}

export function isInside(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Longer than any text. */
const MAX_TEXT = 2 ** 26;

/** Each place once for each way of binding. */
export function distinct(found: readonly Found[]): Found[] {
  const kept: Found[] = [];
  // Most places are found once: only where two meet, what they bind is compared.
  const seen = new Map<number, Found | Set<string>>();
  for (const one of found) {
    const place = one.start * MAX_TEXT + one.end;
    const others = seen.get(place);
    if (!others) seen.set(place, one);
    else {
      const keys = others instanceof Set ? others : new Set([keyOf(others.env)]);
      const key = keyOf(one.env);
      if (keys.has(key)) continue;
      seen.set(place, keys.add(key));
    }
    kept.push(one);
  }
  return kept;
}

/** Where one lies in the other and their variables agree: the inner one, with the variables of both. */
export function intersect(left: readonly Found[], right: readonly Found[], step: () => void): Found[] {
  const joined: Found[] = [];
  const spans = new Spans(right);
  for (const a of left) {
    for (const b of spans.nested(a, step)) {
      const [inner, outer] = isInside(a, b) ? [a, b] : [b, a];
      const env = merge(inner.env, outer.env);
      if (env !== undefined) joined.push({ ...inner, env });
    }
  }
  return distinct(joined);
}

/** The left ones that lie in a right one, with the variables of both. */
export function within(left: readonly Found[], right: readonly Found[], step: () => void): Found[] {
  const joined: Found[] = [];
  const spans = new Spans(right);
  for (const a of left) {
    for (const b of spans.around(a, step)) {
      const env = merge(a.env, b.env);
      if (env !== undefined) joined.push({ ...a, env });
    }
  }
  return distinct(joined);
}

/** The left ones that lie in no right one whose variables agree. */
export function outside(left: readonly Found[], right: readonly Found[], step: () => void): Found[] {
  const spans = new Spans(right);
  return left.filter((a) => !spans.around(a, step).some((b) => merge(a.env, b.env) !== undefined));
}

/** The left ones for which no right one is `hit` with variables that agree. */
export function without(
  left: readonly Found[],
  right: readonly Found[],
  hit: (a: Found, b: Found) => boolean,
): Found[] {
  return left.filter((a) => !right.some((b) => hit(a, b) && merge(a.env, b.env) !== undefined));
}
