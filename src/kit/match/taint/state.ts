/** What the variables of a function hold at one point of it. */
import { UNKNOWN, type Value } from './value.ts';

/** A variable, or what lies under keys of it: `a`, `a.b`, `a[0]`. */
export interface Place {
  readonly root: string;
  readonly keys: readonly string[];
}

export class State {
  /** What the functions around know where this one stands. */
  readonly #outer: State | null;
  readonly #own: Map<string, Value>;
  /** Nothing goes on from here: it returned, threw, or left the loop. */
  ended = false;

  constructor(outer: State | null = null, own: ReadonlyMap<string, Value> = new Map()) {
    this.#outer = outer;
    this.#own = new Map(own);
  }

  /** How much a copy costs. */
  get size(): number {
    return this.#own.size;
  }

  copy(): State {
    return new State(this.#outer, this.#own);
  }

  /** Undefined when nothing was said of it. */
  variable(name: string): Value | undefined {
    return this.#own.get(name) ?? this.#outer?.variable(name);
  }

  /** Whether a function around gave it its value, so that by now it may have another. */
  isOuter(name: string): boolean {
    return !this.#own.has(name) && this.#outer !== null;
  }

  at({ root, keys }: Place): Value {
    return keys.reduce((value, key) => value.part(key), this.variable(root) ?? UNKNOWN);
  }

  /** The place gets a value: what it was, and its parts, is gone. */
  set({ root, keys }: Place, value: Value): void {
    this.#own.set(root, (this.variable(root) ?? UNKNOWN).put(keys, value));
  }

  /** Takes in another way on which this point is reached; whether that told anything new. */
  meet(other: State): boolean {
    if (other.ended) return false;
    const names = this.ended ? [] : [...this.#own.keys()].filter((name) => !other.#own.has(name));
    let isNews = this.ended;
    if (this.ended) this.#own.clear();
    for (const [name, value] of other.#own) {
      const before = this.ended ? value : this.variable(name);
      const after = before ? before.meet(value) : value.vague();
      if (after !== before || this.ended) this.#own.set(name, after);
      isNews ||= after !== before;
    }
    for (const name of names) {
      const before = this.#own.get(name) as Value;
      const after = before.meet(other.variable(name) ?? before.vague());
      if (after === before) continue;
      this.#own.set(name, after);
      isNews = true;
    }
    this.ended = false;
    return isNews;
  }

  /** What a function did to the variables around it, should it have been run. */
  meetInner(inner: State, names: ReadonlySet<string>): void {
    for (const name of names) {
      const value = inner.#own.get(name);
      const before = this.variable(name);
      if (value) this.#own.set(name, before ? before.meet(value) : value.vague());
    }
  }

  /** These may be another by now. */
  loosen(names: Iterable<string>): void {
    for (const name of names) {
      const value = this.variable(name);
      if (value) this.#own.set(name, value.vague());
    }
  }
}
