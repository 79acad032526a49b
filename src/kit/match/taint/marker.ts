/** What a rule says of the values that are made: where taint begins, ends, is carried on and does harm. */
import { lookUp, merge } from '../match/environment.ts';
import type { Span } from '../../syntax/facts.ts';
import type { Found } from '../formula/found.ts';
import type { Node } from '../node.ts';
import type { File, Flow } from './flow.ts';
import { CLEAN, join, labelsOf, type Marks } from './marks.ts';
import { placeOf, type Known } from './peek.ts';
import type { Hop, Places } from './places.ts';
import type { State } from './state.ts';
import { isSafeType } from './types.ts';
import { UNKNOWN, type Value } from './value.ts';

const SOURCE = '__SOURCE__';

/** Where a value is made. */
export interface Made {
  readonly state: State;
  /** Only a part of the value is used. */
  readonly isPart: boolean;
}

export class Marker {
  readonly found = new Map<string, Flow>();
  readonly #places: Places;
  readonly #file: File;
  readonly #known: (state: State) => Known;
  /** What propagators carry from the place that gives to the place that takes. */
  readonly #carried = new Map<Node, Marks>();

  constructor(places: Places, file: File, known: (state: State) => Known) {
    this.#places = places;
    this.#file = file;
    this.#known = known;
  }

  /** What sources, sanitizers, propagators and sinks say of a value that is made. */
  finish(node: Node, made: Value, { state, isPart }: Made): Value {
    let value = isSafeType(node, this.#file) ? made.clean() : made;
    const sanitizers = this.#places.sanitizers.get(node);
    if (sanitizers) {
      if (sanitizers.some(({ spec }) => spec.bySideEffect)) this.#put(node, state, () => UNKNOWN);
      value = value.clean();
    } else {
      value = value.tainted(this.#begin(node, value.all, state));
    }
    value = value.tainted(this.#take(node, state));
    this.#give(node, value.all);
    this.#sink(node, isPart ? value.marks : value.all);
    return value;
  }

  /** What a call is given reaches it, whatever it gives back. */
  reach(call: Node, marks: Marks): void {
    if (!this.#places.sanitizers.has(call)) this.#sink(call, marks);
  }

  /** The marks that a name gets by being a source where it is bound. */
  fresh(node: Node): Marks {
    if (this.#places.sanitizers.has(node)) return CLEAN;
    const taken = (this.#places.hops.to.get(node) ?? []).map((hop) => this.#brought(hop));
    return taken.reduce(join, this.#begin(node, CLEAN, null));
  }

  /** Whether taint can begin in a piece of code, by itself or by what a propagator brings. */
  mayBegin({ start, end }: Node): boolean {
    const { begins, hops } = this.#places;
    return hops.to.size > 0 || (begins[firstFrom(begins, start)] ?? Infinity) <= end;
  }

  /** Whether taint can do harm in a piece of code, or be carried out of it by a propagator. */
  mayEnd({ start, end }: Node): boolean {
    const { ends, hops } = this.#places;
    return hops.to.size > 0 || (ends[firstFrom(ends, start)] ?? Infinity) <= end;
  }

  /** Whether sanitizers change variables. */
  get hasEffects(): boolean {
    return this.#places.hasEffects;
  }

  /** Whether a sanitizer is about all of a condition. */
  isVouched(condition: Node): boolean {
    return this.#places.sanitizers.get(condition)?.some(({ found }) => isSame(found, condition)) ?? false;
  }

  #begin(node: Node, marks: Marks, state: State | null): Marks {
    let begun: Marks = CLEAN;
    for (const { spec, found } of this.#places.sources.get(node) ?? []) {
      if (spec.requires && !spec.requires(labelsOf(marks))) continue;
      const label = spec.label ?? SOURCE;
      const mark = { label, env: found.env, path: [{ start: found.start, end: found.end }] };
      const own = new Map([[`${label} ${found.start}-${found.end}`, mark]]);
      if (spec.bySideEffect && state) this.#put(node, state, (value) => value.tainted(own));
      if (spec.bySideEffect !== 'only') begun = join(begun, own);
    }
    return begun;
  }

  #put(node: Node, state: State, change: (value: Value) => Value): void {
    const place = placeOf(node, this.#known(state));
    if (place) state.set(place, change(state.at(place)));
  }

  #take(node: Node, state: State): Marks {
    let marks = CLEAN;
    for (const hop of this.#places.hops.to.get(node) ?? []) {
      const taken = this.#brought(hop);
      marks = join(marks, taken);
      if (taken.size > 0) this.#put(node, state, (value) => value.tainted(taken));
    }
    this.hop(node, state);
    return marks;
  }

  #brought({ from, spec }: Hop): Marks {
    return relabelled(this.#carried.get(from) ?? CLEAN, spec);
  }

  #give(node: Node, marks: Marks): void {
    if (this.#places.hops.from.has(node))
      this.#carried.set(node, join(this.#carried.get(node) ?? CLEAN, marks));
  }

  /** When all of a propagator has been seen, what takes has what was given. */
  hop(node: Node, state: State): void {
    const { whole } = this.#places.hops;
    if (whole.size === 0) return;
    for (const hop of whole.get(`${node.start}-${node.end}`) ?? []) {
      const marks = this.#brought(hop);
      this.#put(hop.to, state, (value) => value.tainted(marks));
    }
  }

  #sink(node: Node, marks: Marks): void {
    if (marks.size === 0) return;
    for (const { spec, found } of this.#places.sinks.get(node) ?? []) {
      const key = `${found.start}-${found.end}`;
      if (this.found.has(key) || (spec.requires && !spec.requires(labelsOf(marks)))) continue;
      const mark = [...marks.values()].find(({ env }) => this.#agrees(found, env));
      if (!mark) continue;
      const env = this.#file.options.unifyVariables
        ? (merge(found.env, mark.env) ?? found.env)
        : both(found.env, mark.env);
      this.found.set(key, {
        found: { ...found, env },
        path: [...mark.path, { start: found.start, end: found.end }],
      });
    }
  }

  /** Variables of the same name mean the same in source and sink only where the rule says so. */
  #agrees(found: Found, env: Found['env']): boolean {
    return !this.#file.options.unifyVariables || merge(found.env, env) !== undefined;
  }
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** The first place of sorted numbers that holds no less. */
function firstFrom(sorted: Float64Array, least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What the sink binds, and what only the source does. */
function both(sink: Found['env'], source: Found['env']): Found['env'] {
  let env = sink;
  for (let at = source; at; at = at.next) {
    if (!lookUp(sink, at.name)) env = { name: at.name, held: at.held, next: env };
  }
  return env;
}

function relabelled(
  marks: Marks,
  spec: {
    readonly label: string | null;
    readonly requires: ((labels: ReadonlySet<string>) => boolean) | null;
  },
): Marks {
  if (spec.requires && !spec.requires(labelsOf(marks))) return CLEAN;
  const { label } = spec;
  if (label === null) return marks;
  return new Map([...marks].map(([key, mark]) => [`${label} ${key}`, { ...mark, label }]));
}
