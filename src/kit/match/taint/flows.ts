/** Walks a file along its control flow and notes what reaches a sink. */
import type { Facts } from '../facts/facts.ts';
import type { Found } from '../formula/found.ts';
import { lookUp, merge } from '../match/environment.ts';
import type { Range } from '../match.ts';
import type { Constant } from '../facts/operators.ts';
import type { Node } from '../node.ts';
import type { Options, RuleLanguage } from '../rule.ts';
import { assign } from './assign.ts';
import { assignedIn } from './assigned.ts';
import { toldBy } from './guards.ts';
import { CLEAN, join, labelsOf, type Marks } from './marks.ts';
import { truthOf, type Reckoning } from '../facts/operators.ts';
import { placeOf, type Known } from './peek.ts';
import type { Places } from './places.ts';
import { State } from './state.ts';
import { isStatement, runStatement } from './statements.ts';
import { blend, constantValue, UNKNOWN, Value } from './value.ts';
import { isSafeType } from './types.ts';
import { valueOf } from './values.ts';

export interface Flow {
  readonly found: Found;
  /** From the source to the sink. */
  readonly path: readonly Range[];
}

export interface File {
  readonly root: Node;
  readonly text: string;
  readonly language: RuleLanguage;
  readonly facts: Facts;
  readonly options: Options['taint'];
  /** Counts what is done; throws when it is too much. */
  step(): void;
}

const SOURCE = '__SOURCE__';
/** Variables that are copied for the price of a step. */
const COPIED = 8;

export class Flows {
  readonly found = new Map<string, Flow>();
  /** The states in which the loops around were left early, the innermost last. */
  readonly exits: State[] = [];
  readonly language: RuleLanguage;
  readonly text: string;
  readonly options: Options['taint'];
  readonly reckoning: Reckoning;
  readonly #file: File;
  readonly #places: Places;
  /** What propagators carry from the place that gives to the place that takes. */
  readonly #carried = new Map<Node, Marks>();
  /** What the functions around have given back so far, the innermost last. */
  readonly #returns: Value[][] = [];

  constructor(places: Places, file: File) {
    this.#places = places;
    this.#file = file;
    this.language = file.language;
    this.text = file.text;
    this.options = file.options;
    const isTyped = file.language === 'java' || file.language === 'go';
    this.reckoning = { isWhole: isTyped, isTruthy: !isTyped };
  }

  /** Runs a statement, which may end the state. */
  run(node: Node, state: State): void {
    this.#file.step();
    if (!runStatement(node, state, this)) this.value(node, state);
    else this.#hop(node, state);
  }

  /** What an expression is worth; sinks that it reaches are noted. `isPart`: only a part of the value is used. */
  value(node: Node, state: State, isPart = false): Value {
    this.#file.step();
    if (isStatement(node)) {
      runStatement(node, state, this);
      return UNKNOWN;
    }
    return this.finish(node, valueOf(node, state, this), state, isPart);
  }

  /** The same of what may be left out. */
  of(node: Node | null | undefined, state: State): Value {
    return node ? this.value(node, state) : UNKNOWN;
  }

  /** What sources, sanitizers, propagators and sinks say of a value that is made. */
  // eslint-disable-next-line max-params
  finish(node: Node, made: Value, state: State, isPart = false): Value {
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
    return this.#places.sanitizers.has(node) ? CLEAN : this.#begin(node, CLEAN, null);
  }

  /** Runs a function's body; its parameters hold what they are given, and what sources say. */
  enter(node: Node, state: State, given: readonly Value[]): Value {
    const isLambda = node.kind === 'lambda';
    const inner = new State(state);
    const parameters = node.kids[isLambda ? 0 : 1]?.kids ?? [];
    parameters.forEach((parameter, at) => {
      if (parameter) this.#bind(parameter, given[at] ?? UNKNOWN, inner);
    });
    const body = node.kids[isLambda ? 1 : 2];
    if (!body) return UNKNOWN;
    const returns: Value[] = [];
    this.#returns.push(returns);
    const only = body.kids.length === 1 && this.text[body.start] !== '{' ? body.kids[0] : null;
    if (isLambda) returns.push(this.value(body, inner));
    else if (only && !isStatement(only)) returns.push(this.value(only, inner));
    else this.run(body, inner);
    this.#returns.pop();
    state.meetInner(inner, assignedIn(node).outside);
    return returns.length > 0 ? returns.reduce((a, b) => a.meet(b)) : UNKNOWN;
  }

  returned(value: Value): void {
    this.#returns.at(-1)?.push(value);
  }

  /** The state once more, which costs what it holds. */
  copy(state: State): State {
    for (let cost = state.size; cost > 0; cost -= COPIED) this.#file.step();
    return state.copy();
  }

  /** What is needed to look at an expression without running it. */
  known(state: State | null): Known {
    return {
      facts: this.#file.facts,
      state: state ?? NOWHERE,
      reckoning: this.reckoning,
      changed: assignedIn(this.#file.root).changed,
      isKeyVariable: this.language === 'python',
    };
  }

  /** The class of what a name holds, by its declaration or by the call that made it. */
  classOf(node: Node): Node | null {
    const { facts } = this.#file;
    const value = facts.definitionOf(node)?.value;
    return facts.typeOf(node) ?? (value?.kind === 'call' ? (value.kids[0] ?? null) : null);
  }

  /** Runs a condition; whether it is true, where that is known. */
  condition(node: Node | null, state: State): boolean | undefined {
    return truthOf(this.of(node, state).constant, this.reckoning);
  }

  /** Takes over what a condition says of the variables in it. */
  suppose(condition: Node | null, holds: boolean, state: State): void {
    const isVouched = (node: Node): boolean =>
      this.#places.sanitizers.get(node)?.some(({ found }) => isSame(found, node)) ?? false;
    const told = toldBy(condition, holds, { ...this.known(state), isVouched, depth: 0 });
    for (const { place, constant } of told.values()) state.set(place, safeValue(constant));
  }

  /** Takes over that an expression can be one of a few constants only; which one, if there is one. */
  settle(node: Node, constant: Constant | undefined, state: State): void {
    const place = placeOf(node, this.known(state));
    if (place) state.set(place, safeValue(constant));
  }

  #bind(parameter: Node, given: Value, state: State): void {
    const [name = null, , byDefault = null] = parameter.kind === 'param' ? parameter.kids : [parameter];
    if (!name) return;
    const value = byDefault ? blend([given, this.value(byDefault, state)]) : given;
    const whole = parameter === name ? CLEAN : this.fresh(parameter);
    const own = name.kind === 'id' ? CLEAN : this.fresh(name);
    const safe = isSafeType(name, this.#file) ? UNKNOWN : value.tainted(join(whole, own));
    assign({ left: name, value: safe.vague() }, state, this);
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
    const place = placeOf(node, this.known(state));
    if (place) state.set(place, change(state.at(place)));
  }

  #take(node: Node, state: State): Marks {
    let marks = CLEAN;
    for (const { to, from, spec } of this.#places.hops) {
      if (to !== node || !this.#carried.has(from)) continue;
      const taken = relabelled(this.#carried.get(from) ?? CLEAN, spec);
      marks = join(marks, taken);
      this.#put(node, state, (value) => value.tainted(taken));
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
      if (!isSame(whole, node)) continue;
      const marks = relabelled(this.#carried.get(from) ?? CLEAN, spec);
      this.#put(to, state, (value) => value.tainted(marks));
    }
  }

  #sink(node: Node, marks: Marks): void {
    if (marks.size === 0) return;
    for (const { spec, found } of this.#places.sinks.get(node) ?? []) {
      const key = `${found.start}-${found.end}`;
      if (this.found.has(key) || (spec.requires && !spec.requires(labelsOf(marks)))) continue;
      const mark = [...marks.values()].find(({ env }) => this.#agrees(found, env));
      if (!mark) continue;
      const env = this.options.unifyVariables
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
    return !this.options.unifyVariables || merge(found.env, env) !== undefined;
  }
}

const NOWHERE = new State();

function isSame(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}

function safeValue(constant: Constant | undefined): Value {
  return constant === undefined ? new Value({ isFixed: true }) : constantValue(constant);
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
