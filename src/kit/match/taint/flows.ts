/** Walks a file along its control flow and notes what reaches a sink. */
import { truthOf, type Constant, type Reckoning } from '../facts/operators.ts';
import type { Node } from '../node.ts';
import type { Options, RuleLanguage } from '../rule.ts';
import { assign } from './assign.ts';
import { assignedIn } from './assigned.ts';
import type { File, Flow } from './flow.ts';
import { toldBy } from './guards.ts';
import { CLEAN, join, type Marks } from './marks.ts';
import { placeOf, type Known } from './peek.ts';
import { Marker } from './marker.ts';
import type { Places } from './places.ts';
import { State } from './state.ts';
import { isStatement, runStatement } from './statements.ts';
import { blend, constantValue, UNKNOWN, Value } from './value.ts';
import { isSafeType } from './types.ts';
import { valueOf } from './values.ts';

/** A loop or a switch that may be left early. */
interface Exit {
  readonly base: State;
  readonly ways: State[];
  /** What a switch is worth where it was left. */
  readonly values: Value[];
}

/** Variables that are compared for the price of a step. */
const COMPARED = 4;

export class Flows {
  /** Where the loops and switches around began, and how they were left early; the innermost last. */
  readonly exits: Exit[] = [];
  readonly language: RuleLanguage;
  readonly text: string;
  readonly options: Options['taint'];
  readonly reckoning: Reckoning;
  readonly #file: File;
  readonly #marker: Marker;
  /** What the functions around have given back so far, the innermost last. */
  readonly #returns: Value[][] = [];

  constructor(places: Places, file: File) {
    this.#marker = new Marker(places, file, (state) => this.known(state));
    this.#file = file;
    this.language = file.language;
    this.text = file.text;
    this.options = file.options;
    const isTyped = file.language === 'java' || file.language === 'go';
    this.reckoning = { isWhole: isTyped, isTruthy: !isTyped };
  }

  get found(): ReadonlyMap<string, Flow> {
    return this.#marker.found;
  }

  /** Runs a statement, which may end the state. */
  run(node: Node, state: State): void {
    this.#file.step();
    if (node.kind === 'func' && this.isHarmless(node)) return;
    if (runStatement(node, state, this)) this.#marker.hop(node, state);
    else this.value(node, state);
  }

  /** What an expression is worth; sinks that it reaches are noted. `isPart`: only a part of the value is used. */
  value(node: Node, state: State, isPart = false): Value {
    this.#file.step();
    const run = runStatement(node, state, this);
    if (run) return run;
    return this.#marker.finish(node, valueOf(node, state, this), { state, isPart });
  }

  /** The same of what may be left out. */
  of(node: Node | null | undefined, state: State): Value {
    return node ? this.value(node, state) : UNKNOWN;
  }

  /** What the rule says of a value that is made. */
  finish(node: Node, made: Value, state: State): Value {
    return this.#marker.finish(node, made, { state, isPart: false });
  }

  /** What a call is given reaches it, whatever it gives back. */
  reach(call: Node, marks: Marks): void {
    this.#marker.reach(call, marks);
  }

  /** The marks that a name gets by being a source where it is bound. */
  fresh(node: Node): Marks {
    return this.#marker.fresh(node);
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

  /** Whether a function tells nothing unless it is given taint: none gets into it, and it changes nothing outside. */
  isIdle(node: Node, state: State): boolean {
    return !this.#marker.mayBegin(node) && !state.isTainted && assignedIn(node).outside.size === 0;
  }

  /** Whether a function tells nothing but by what it gives back: no taint gets anywhere in it, and it changes nothing outside. */
  isHarmless(node: Node): boolean {
    return !this.#marker.mayEnd(node) && assignedIn(node).outside.size === 0;
  }

  returned(value: Value): void {
    this.#returns.at(-1)?.push(value);
  }

  /** Goes on behind loops or switches around. */
  leave(state: State, exits: readonly Exit[]): void {
    for (const { base, ways } of exits) ways.push(base.retold(state));
    state.ended = true;
  }

  /** Ways that come together cost what was said on them. */
  close(state: State, ways: readonly State[]): void {
    this.spend(ways);
    state.close(ways);
  }

  spend(ways: readonly State[]): void {
    for (const { size } of ways) for (let cost = 0; cost < size; cost += COMPARED) this.#file.step();
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
    const isVouched = (node: Node): boolean => this.#marker.isVouched(node);
    const told = toldBy(condition, holds, { ...this.known(state), isVouched, depth: 0 });
    for (const { place, constant } of told.values()) state.set(place, safeValue(constant));
    if (condition && this.#marker.hasEffects) this.#redo(condition, holds, state);
  }

  /** Where both sides have been asked for certain, what the right one does to variables is done. */
  #redo({ kind, value, kids: [left, right] }: Node, holds: boolean, state: State): void {
    if (!left) return;
    const isAnd = value === '&&' || value === 'and';
    if (value === '!' || value === 'not') this.#redo(left, !holds, state);
    else if (kind === 'binary' && (isAnd || value === '||' || value === 'or') && isAnd === holds) {
      this.#redo(left, holds, state);
      this.of(right, state);
    }
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
}

const NOWHERE = new State();

function safeValue(constant: Constant | undefined): Value {
  return constant === undefined ? new Value({ isFixed: true }) : constantValue(constant);
}
