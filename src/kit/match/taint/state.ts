/** What variables and their parts are tainted with at one point of a function. */
import type { Node } from '../node.ts';
import { CLEAN, join, type Marks } from './marks.ts';

export class State {
  readonly #marks: Map<string, Marks>;
  /** Nothing goes on from here: it returned, threw, or left the loop. */
  ended = false;

  constructor(marks: ReadonlyMap<string, Marks> = new Map()) {
    this.#marks = new Map(marks);
  }

  copy(): State {
    return new State(this.#marks);
  }

  /** The marks of a place, by its own entry; undefined when there is none. */
  own(place: string): Marks | undefined {
    return this.#marks.get(place);
  }

  /** The marks of all that is inside a place. */
  inside(place: string): Marks {
    let all = CLEAN;
    const prefix = `${place}.`;
    for (const [key, marks] of this.#marks) if (key.startsWith(prefix)) all = join(all, marks);
    return all;
  }

  /** The place gets a value: what it was, and its parts, is gone. */
  set(place: string, marks: Marks): void {
    const prefix = `${place}.`;
    for (const key of this.#marks.keys()) if (key.startsWith(prefix)) this.#marks.delete(key);
    this.#marks.set(place, marks);
  }

  /** The place gets something more. */
  add(place: string, marks: Marks): void {
    if (marks.size > 0) this.#marks.set(place, join(this.#marks.get(place) ?? CLEAN, marks));
  }

  /** Takes in another way on which this point is reached; whether that told anything new. */
  meet(other: State): boolean {
    if (other.ended) return false;
    if (this.ended) {
      this.#marks.clear();
      for (const [key, marks] of other.#marks) this.#marks.set(key, marks);
      this.ended = false;
      return true;
    }
    let isNews = false;
    for (const [key, marks] of other.#marks) {
      const before = this.#marks.get(key);
      const after = join(before ?? CLEAN, marks);
      if (after.size !== (before?.size ?? 0)) isNews = true;
      this.#marks.set(key, after);
    }
    return isNews;
  }
}

/** The name of a place that can hold a value: `a`, `a.b`, `a.0`; null for all else. */
export function placeOf(node: Node): string | null {
  if (node.kind === 'id') return node.value;
  const [object, key] = node.kids;
  if (!object || !key) return null;
  if (node.kind !== 'dot' && node.kind !== 'index') return null;
  const outer = placeOf(object);
  if (outer === null) return null;
  const isNamed = node.kind === 'dot' ? key.kind === 'id' : key.kind === 'str' || key.kind === 'num';
  return isNamed ? `${outer}.${key.value}` : null;
}

/** The place inside which an unnamed place lies: `a` for `a[i]`. */
export function placeAround(node: Node): string | null {
  for (let at = node.kids[0]; at; at = at.kids[0]) {
    const place = placeOf(at);
    if (place !== null) return place;
  }
  return null;
}
