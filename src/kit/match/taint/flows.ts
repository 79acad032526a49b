/** Walks a file along its control flow and notes what reaches a sink. */
import type { Node } from '../node.ts';
import type { Range } from '../match.ts';
import type { Found } from '../formula/found.ts';
import { CLEAN, join, labelsOf, type Mark, type Marks } from './marks.ts';
import type { Places } from './places.ts';
import { placeOf, type State } from './state.ts';
import { runStatement } from './statements.ts';
import { assign, valueOf } from './values.ts';

export interface Flow {
  readonly found: Found;
  /** From the source to the sink. */
  readonly path: readonly Range[];
}

const SOURCE = '__SOURCE__';

export class Flows {
  readonly found = new Map<string, Flow>();
  /** The states in which the loops around were left early, the innermost last. */
  readonly exits: State[] = [];
  readonly #places: Places;
  readonly #step: () => void;
  /** What propagators carry from the place that gives to the place that takes. */
  readonly #carried = new Map<Node, Marks>();

  constructor(places: Places, step: () => void) {
    this.#places = places;
    this.#step = step;
  }

  /** Runs a statement, which may end the state. */
  run(node: Node, state: State): void {
    this.#step();
    if (!runStatement(node, state, this)) this.value(node, state);
    else this.#hop(node, state);
  }

  /** The marks of an expression; sinks that they reach are noted. `isPart`: only a part of the value is used. */
  value(node: Node, state: State, isPart = false): Marks {
    this.#step();
    const made = isPart && node.kind === 'id' ? (state.own(node.value) ?? CLEAN) : valueOf(node, state, this);
    return this.finish(node, made, state);
  }

  /** What sources, sanitizers, propagators and sinks say of a value that is made. */
  finish(node: Node, made: Marks, state: State): Marks {
    let marks = made;
    const sanitizers = this.#places.sanitizers.get(node);
    if (sanitizers) {
      if (sanitizers.some(({ spec }) => spec.bySideEffect)) this.#put(node, CLEAN, state);
      marks = CLEAN;
    } else {
      marks = join(marks, this.#begin(node, marks, state));
    }
    marks = join(marks, this.#take(node, state));
    this.#give(node, marks);
    this.#sink(node, sanitizers ? marks : join(made, marks));
    return marks;
  }

  /** The marks that a name gets by being a source where it is bound. */
  fresh(node: Node): Marks {
    return this.#places.sanitizers.has(node) ? CLEAN : this.#begin(node, CLEAN, null);
  }

  /** Runs a function's body; its parameters hold what sources say. */
  enter(node: Node, state: State): void {
    const parameters = node.kids[node.kind === 'lambda' ? 0 : 1];
    for (const parameter of parameters?.kids ?? []) if (parameter) this.#bind(parameter, state);
    const body = node.kids[node.kind === 'lambda' ? 1 : 2];
    if (!body) return;
    this.run(body, state);
  }

  #bind(parameter: Node, state: State): void {
    const [name = null, , value = null] = parameter.kind === 'param' ? parameter.kids : [parameter];
    if (!name) return;
    const given = value ? this.value(value, state) : CLEAN;
    const whole = parameter === name ? CLEAN : this.fresh(parameter);
    assign(
      { left: name, marks: join(join(given, whole), name.kind === 'id' ? CLEAN : this.fresh(name)) },
      state,
      this,
    );
  }

  #begin(node: Node, marks: Marks, state: State | null): Marks {
    let begun: Map<string, Mark> | null = null;
    for (const { spec, found } of this.#places.sources.get(node) ?? []) {
      if (spec.requires && !spec.requires(labelsOf(marks))) continue;
      const label = spec.label ?? SOURCE;
      begun ??= new Map();
      begun.set(`${label} ${found.start}-${found.end}`, {
        label,
        path: [{ start: found.start, end: found.end }],
      });
      if (spec.bySideEffect && state) this.#put(node, join(begun, marks), state);
    }
    return begun ?? CLEAN;
  }

  #put(node: Node, marks: Marks, state: State): void {
    const place = placeOf(node);
    if (place !== null) state.set(place, marks);
  }

  #take(node: Node, state: State): Marks {
    let marks = CLEAN;
    for (const { to, from, spec } of this.#places.hops) {
      if (to !== node || !this.#carried.has(from)) continue;
      marks = join(marks, relabelled(this.#carried.get(from) ?? CLEAN, spec));
      const place = placeOf(node);
      if (place !== null) state.add(place, marks);
    }
    this.#hop(node, state);
    return marks;
  }

  #give(node: Node, marks: Marks): void {
    for (const { from } of this.#places.hops)
      if (from === node) this.#carried.set(from, join(this.#carried.get(from) ?? CLEAN, marks));
  }

  /** When all of a propagator has been seen, what takes has what was given. */
  #hop(node: Node, state: State): void {
    for (const { whole, from, to, spec } of this.#places.hops) {
      if (whole.start !== node.start || whole.end !== node.end) continue;
      const place = placeOf(to);
      if (place !== null) state.add(place, relabelled(this.#carried.get(from) ?? CLEAN, spec));
    }
  }

  #sink(node: Node, marks: Marks): void {
    if (marks.size === 0) return;
    for (const { spec, found } of this.#places.sinks.get(node) ?? []) {
      if (spec.requires ? !spec.requires(labelsOf(marks)) : false) continue;
      const key = `${found.start}-${found.end}`;
      const [first] = marks.values();
      if (!first || this.found.has(key)) continue;
      this.found.set(key, { found, path: [...first.path, { start: found.start, end: found.end }] });
    }
  }
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
