/** Compares a pattern with a place in a file, giving every way in which it fits. */
import type { Facts } from '../facts/facts.ts';
import { SLOTS, type Node } from '../node.ts';
import type { Way } from '../rule.ts';
import { NO_LIMITS, type Limits } from '../pattern/limit.ts';
import type { Environment, Held } from './environment.ts';
import { HeldNodes, lookUp, sameHeld } from './environment.ts';
import { mayTake, matchArguments, matchList, matchSubset, matchUnordered } from './lists.ts';
import { matchChain, matchDeep } from './inside.ts';
import { matchName } from './names.ts';
import { fitsAlone } from './sequence.ts';
import { matchSpecial } from './special.ts';
import type { Statements } from './statements.ts';
import { matchContent, Searches, stringOf } from './strings.ts';
import { fitsType } from './types.ts';

/** Steps that one pattern may take from one place of a file. */
const MAX_STEPS = 1_000_000;
/** Steps that one rule may take in one file. */
const MAX_ALL_STEPS = 20_000_000;

const UNASKED = 0;
const NO = 1;
const YES = 2;

/** What follows when a part has been found to fit. */
export type Next = () => void;

/** A pattern takes more steps than any honest code needs. */
export class BudgetExceeded extends Error {}

export class Matcher {
  readonly text: string;
  readonly facts: Facts;
  readonly statements: Statements;
  /** A JavaScript object in a pattern names only some of the keys. */
  readonly isScript: boolean;
  readonly ways: ReadonlySet<Way>;
  /** What is bound on the way to where matching stands; null between matches. */
  env: Environment | null = null;
  /** What the pattern's variables may be bound to. */
  limits: Limits = NO_LIMITS;
  readonly #isSymbolic: boolean;
  #steps = 0;
  #total = 0;
  readonly #searches = new Searches();
  /** By limits and part of a pattern, whether each statement of the row can stand there: not asked, no, yes. */
  readonly #standing = new Map<Limits, Map<Node, Uint8Array>>();

  constructor(
    file: Pick<Matcher, 'text' | 'facts' | 'statements' | 'isScript' | 'ways'> & { isSymbolic: boolean },
  ) {
    this.text = file.text;
    this.facts = file.facts;
    this.statements = file.statements;
    this.isScript = file.isScript;
    this.#isSymbolic = file.isSymbolic;
    this.ways = file.ways;
  }

  /** Begins anew at another place. */
  restart(): void {
    this.#total += this.#steps;
    this.#steps = 0;
    this.env = null;
    if (this.#total > MAX_ALL_STEPS) throw new BudgetExceeded();
  }

  /** Begins anew for another rule. */
  reset(): void {
    this.#total = 0;
    this.#steps = 0;
  }

  step(): void {
    if (++this.#steps > MAX_STEPS) throw new BudgetExceeded();
  }

  /** Tells whether a statement of the row can be a part of a pattern: once for all the places where the pattern may begin. */
  standing(p: Node): (at: number) => boolean {
    let parts = this.#standing.get(this.limits);
    if (!parts) this.#standing.set(this.limits, (parts = new Map<Node, Uint8Array>()));
    const told = parts.get(p) ?? new Uint8Array(this.statements.row.length);
    parts.set(p, told);
    return (at) => {
      if (told[at] === UNASKED) told[at] = fitsAlone(this, p, at) ? YES : NO;
      return told[at] === YES;
    };
  }

  /** Matches something by itself, with nothing bound. */
  apart(match: () => void): void {
    const { env } = this;
    this.env = null;
    match();
    this.env = env;
  }

  node(p: Node, t: Node, next: Next): void {
    this.step();
    switch (p.kind) {
      case 'variable':
        return NO_VALUE.has(t.kind) ? undefined : this.bind(p.value, [t], next);
      case 'ellipsis':
        return next();
      case 'variables':
        return this.bind(p.value, [t], next);
      case 'true':
      case 'false':
        return (t.kind === 'id' ? this.facts.definitionOf(t)?.value?.kind : t.kind) === p.kind
          ? next()
          : undefined;
      case 'deep':
        return matchDeep(this, { p, t }, next);
      case 'typed':
        return fitsType(this, p, t) ? this.bind(p.value, [t], next) : undefined;
      case 'anystr':
        return stringOf(this, t) !== undefined ? next() : undefined;
      case 'strre':
        return this.#searches.finds(p, stringOf(this, t)) ? next() : undefined;
      case 'strvar':
        return matchContent(this, { p, t }, next);
      case 'textvar':
        return t.kind === 'text'
          ? this.hold(
              p.value,
              { start: t.start, end: t.end, text: t.value, nodes: [t], isContent: true },
              next,
            )
          : undefined;
      case 'str':
        return stringOf(this, t) === p.value ? next() : undefined;
      case 'num':
        return p.value === t.value || (this.facts.constantOf(p) ?? NaN) === this.facts.constantOf(t)
          ? next()
          : undefined;
      case 'dots':
        return matchChain(this, { p, t }, next);
      case 'id':
      case 'dot':
        return matchName(this, { p, t }, next);
      default:
        if (t.kind === 'id' && this.#isSymbolic) return this.#symbolic(p, t, next);
        return matchSpecial(this, { p, t }, next) ? undefined : this.same(p, t, next);
    }
  }

  /** By kind, value and children; the children in their places, or as lists. */
  same(p: Node, t: Node, next: Next): void {
    if (p.kind !== t.kind || p.value !== t.value) return;
    if (p.kids.length === 0 && t.kids.length === 0) return next();
    if ((p.kind === 'call' || p.kind === 'new') && !mayTake(p.kids[1], t.kids[1])) return;
    if (SLOTS[p.kind]) return this.slots({ p, t, from: 0 }, next);
    this.list(p, t, next);
  }

  list(p: Node, t: Node, next: Next): void {
    switch (p.kind) {
      case 'args':
        return matchArguments(this, { p, t }, next);
      case 'object':
        return matchUnordered(
          this,
          { p, t, isPartial: this.isScript && !this.ways.has('whole-objects') },
          next,
        );
      case 'attributes':
        return matchUnordered(this, { p, t, isPartial: true }, next);
      case 'marks':
      case 'bases':
      case 'classbody':
        return matchSubset(this, { p, t }, next);
      default:
        return matchList(this, { ps: p.kids, ts: t.kids, i: 0, j: 0 }, next);
    }
  }

  slots(at: { p: Node; t: Node; from: number }, next: Next): void {
    const { p, t, from } = at;
    if (from >= p.kids.length) return next();
    this.slot(p.kids[from] ?? null, t.kids[from] ?? null, () => this.slots({ p, t, from: from + 1 }, next));
  }

  /** What a pattern leaves out may be anything; what a file leaves out must be open in the pattern. */
  slot(p: Node | null, t: Node | null, next: Next): void {
    if (!p) return next();
    if (t) return this.node(p, t, next);
    if (
      p.kind === 'ellipsis' ||
      (p.kind !== 'marks' && p.kids.length > 0 && p.kids.every((kid) => kid?.kind === 'ellipsis'))
    )
      next();
  }

  bind(name: string, nodes: readonly Node[], next: Next): void {
    this.hold(name, new HeldNodes(nodes, this), next);
  }

  hold(name: string, held: Held, next: Next): void {
    if (name === '$_') return next();
    const before = this.env;
    const known = lookUp(before, name);
    if (!known) {
      if (this.limits.get(name)?.fits(held.text) === false) return;
      this.env = { name, held, next: before };
      next();
      this.env = before;
      return;
    }
    if (sameHeld(known, held)) next();
  }

  /** A name for the expression that it was given. */
  #symbolic(p: Node, t: Node, next: Next): void {
    const value = this.facts.definitionOf(t)?.value;
    if (value && value.kind !== 'id' && p.kind === value.kind) this.node(p, value, next);
  }
}

/** Not values by themselves. */
const NO_VALUE = new Set(['kw', 'args', 'params', 'text']);
