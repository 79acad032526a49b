/** Constant strings: what they say, and what a pattern asks of it. */
import type { Node } from '../node.ts';
import { compileRegex, type Searcher } from '../regex/compile.ts';
import type { Matcher, Next } from './matcher.ts';

/** The text of a constant string; undefined for all else. */
export function stringOf(m: Matcher, t: Node): string | undefined {
  if (t.kind === 'str') return t.value;
  const value = t.kind === 'num' ? undefined : m.facts.constantOf(t);
  return typeof value === 'string' ? value : undefined;
}

/** `"$X"`: the content, from where it is written. */
export function matchContent(m: Matcher, { p, t }: { p: Node; t: Node }, next: Next): void {
  const text = stringOf(m, t);
  if (text === undefined) return;
  const node = t.kind === 'id' || t.kind === 'dot' ? (m.facts.definitionOf(t)?.value ?? t) : t;
  const inside = m.text.slice(node.start, node.end).indexOf(text);
  const start = node.start + Math.max(inside, 0);
  const end = inside < 0 ? node.end : start + text.length;
  m.hold(p.value, { start, end, text, nodes: [node], isContent: true }, next);
}

/** What the expressions of patterns find in the strings of a file. */
export class Searches {
  readonly #known = new Map<Node, Map<string, boolean>>();

  /** `"=~/…/"` */
  finds(p: Node, text: string | undefined): boolean {
    if (text === undefined) return false;
    let known = this.#known.get(p);
    if (!known) this.#known.set(p, (known = new Map<string, boolean>()));
    let finds = known.get(text);
    if (finds === undefined) known.set(text, (finds = searcherOf(p).all(text).length > 0));
    return finds;
  }
}

/** For as long as there is the pattern. */
const searchers = new WeakMap<Node, Searcher>();

function searcherOf(p: Node): Searcher {
  const known = searchers.get(p);
  if (known) return known;
  const made = compileRegex(p.value);
  if (typeof made === 'string') throw new Error(`a pattern was compiled with a wrong expression: ${made}`);
  searchers.set(p, made);
  return made;
}
