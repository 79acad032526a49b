/** What the variables of a function hold at one point of it. */
import { UNKNOWN, type Value } from './value.ts';

/** A variable, or what lies under keys of it: `a`, `a.b`, `a[0]`. */
export interface Place {
  readonly root: string;
  readonly keys: readonly string[];
}

export class State {
  /** What is known where this way begins; it does not change while the way is followed. */
  readonly #base: State | null;
  /** The base is what the functions around know. */
  readonly #isFunction: boolean;
  readonly #own = new Map<string, Value>();
  /** Nothing goes on from here: it returned, threw, or left the loop. */
  ended = false;

  constructor(base: State | null = null, { isFunction = true } = {}) {
    this.#base = base;
    this.#isFunction = isFunction;
  }

  /** One of several ways that go on from here. */
  fork(): State {
    return new State(this, { isFunction: false });
  }

  /** The same as another state says that follows from here, by itself. */
  retold(other: State): State {
    const fork = this.fork();
    fork.ended = true;
    fork.meet(other, true);
    return fork;
  }

  /** How much was said on this way. */
  get size(): number {
    return this.#own.size;
  }

  /** Undefined when nothing was said of it. */
  variable(name: string): Value | undefined {
    for (let at: State | null = this; at; at = at.#base) {
      const value = at.#own.get(name);
      if (value) return value;
    }
    return undefined;
  }

  /** Whether a function around gave it its value, so that by now it may have another. */
  isOuter(name: string): boolean {
    for (let at: State | null = this; at; at = at.#base) {
      if (at.#own.has(name)) return false;
      if (at.#isFunction) return at.#base !== null;
    }
    return false;
  }

  /** Whether anything that is known here is tainted, or gives what is. */
  get isTainted(): boolean {
    for (let at: State | null = this; at; at = at.#base) {
      for (const { all, gives } of at.#own.values()) if (all.size > 0 || gives) return true;
    }
    return false;
  }

  at({ root, keys }: Place): Value {
    return keys.reduce((value, key) => value.part(key), this.variable(root) ?? UNKNOWN);
  }

  /** The place gets a value: what it was, and its parts, is gone. */
  set({ root, keys }: Place, value: Value): void {
    this.#own.set(root, (this.variable(root) ?? UNKNOWN).put(keys, value));
  }

  /** The ways that went on from here have come together again. */
  close(ways: readonly State[]): void {
    const open = ways.filter(({ ended }) => !ended);
    this.ended = open.length === 0;
    const told = new Map<string, (Value | undefined)[]>();
    for (const way of open) {
      for (const [name, value] of way.#own) {
        const values = told.get(name);
        if (values) values.push(value);
        else told.set(name, [value]);
      }
    }
    for (const [name, values] of told) {
      if (values.length < open.length) values.push(this.variable(name));
      const value = values.reduce(meet);
      if (value) this.#own.set(name, value);
    }
  }

  /** Takes in another way on which this point is reached, `isAnyway` if it ended; whether that told anything new. */
  meet(other: State, isAnyway = false): boolean {
    if (other.ended && !isAnyway) return false;
    let isNews = this.ended;
    for (const name of this.#changedIn(other)) {
      const before = this.variable(name);
      const theirs = other.variable(name);
      const after = this.ended ? theirs : meet(before, theirs);
      if (after === before) continue;
      if (after) this.#own.set(name, after);
      else this.#own.delete(name);
      isNews = true;
    }
    this.ended = false;
    return isNews;
  }

  /** The variables that are not the same for certain: what either said since their ways parted. */
  #changedIn(other: State): ReadonlySet<string> {
    const names = new Set<string>();
    let at: State | null = other;
    for (; at && at !== this && at !== this.#base; at = at.#base)
      for (const name of at.#own.keys()) names.add(name);
    if (at !== this) for (const name of this.#own.keys()) names.add(name);
    return names;
  }

  /** What a function did to the variables around it, should it have been run. */
  meetInner(inner: State, names: ReadonlySet<string>): void {
    for (const name of names) {
      const value = inner.#own.get(name);
      if (value) this.#own.set(name, meet(this.variable(name), value) as Value);
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

/** What was never said of may be anything. */
function meet(a: Value | undefined, b: Value | undefined): Value | undefined {
  return a && b ? a.meet(b) : (a ?? b)?.vague();
}
