/** The `exports` and `imports` maps of a package.json: which targets a key has. */
import type { Json } from '../json.ts';

const MAX_DEPTH = 20;
const MAX_TARGETS = 500;

/** Every target in a value of such a map, conditions and fallbacks flattened; nulls (exclusions) left out. */
export function mapTargets(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return [];
  return Object.values(value)
    .flatMap((inner) => mapTargets(inner, depth + 1))
    .slice(0, MAX_TARGETS);
}

/** The subpaths of an `exports` value, which may also be a bare target or conditions for the package itself. */
export function exportsMap(exports: unknown): Json | null {
  if (exports === undefined || exports === null) return null;
  if (typeof exports === 'object' && !Array.isArray(exports)) {
    const keys = Object.keys(exports);
    if (keys.some((key) => key.startsWith('.'))) return exports as Json;
  }
  return { '.': exports };
}

/**
 * The targets of a key under Node's rules: an exact key first, then the pattern with the longest prefix.
 * Null when no key matches, or when the match excludes it.
 */
export function targetsOf(map: Json, key: string): string[] | null {
  const exact = Object.hasOwn(map, key) && !key.includes('*') ? map[key] : undefined;
  if (exact !== undefined) return exact === null ? null : mapTargets(exact);
  let best: { pattern: string; star: string } | null = null;
  for (const pattern of Object.keys(map)) {
    const star = starOf(pattern, key);
    if (star !== null && (best === null || prefix(pattern) > prefix(best.pattern))) best = { pattern, star };
  }
  const value = best === null ? null : map[best.pattern];
  if (best === null || value === null) return null;
  const { star } = best;
  return mapTargets(value).map((target) => target.replaceAll('*', () => star));
}

/** What `*` stands for when a pattern matches (a trailing slash is the old form of `/*`); null when it does not. */
function starOf(pattern: string, key: string): string | null {
  if (pattern.endsWith('/')) return key.startsWith(pattern) && key.length > pattern.length ? '' : null;
  const at = pattern.indexOf('*');
  if (at === -1) return null;
  const [head, tail] = [pattern.slice(0, at), pattern.slice(at + 1)];
  const fits = key.length > head.length + tail.length && key.startsWith(head) && key.endsWith(tail);
  return fits ? key.slice(head.length, key.length - tail.length) : null;
}

function prefix(pattern: string): number {
  const at = pattern.indexOf('*');
  return at === -1 ? pattern.length : at;
}
