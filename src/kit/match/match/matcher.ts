/** Compares a pattern with a place in a file, giving every way in which it fits. */
import { compileRegex, type Searcher } from '../regex/compile.ts';
import type { Facts } from '../facts/facts.ts';
import { dotted } from '../facts/imports.ts';
import { SLOTS, type Node } from '../node.ts';
import type { Way } from '../rule.ts';
import { NO_LIMITS, type Limits } from '../pattern/limit.ts';
import type { Environment, Held } from './environment.ts';
import { HeldNodes, lookUp, sameHeld } from './environment.ts';
import { mayTake, matchArguments, matchList, matchSubset, matchUnordered } from './lists.ts';
import { matchSpecial } from './special.ts';
import type { Statements } from './statements.ts';
import { fitsType } from './types.ts';

/** Steps that one pattern may take from one place of a file. */
const MAX_STEPS = 1_000_000;
/** Steps that one rule may take in one file. */
const MAX_ALL_STEPS = 20_000_000;

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
  /** What of the pattern's variables is to be bound to. */
  limits: Limits = NO_LIMITS;
  readonly #isSymbolic: boolean;
  #steps = 0;
  #total = 0;
  /** What the expressions of patterns find in the strings of this file. */
  readonly #searched = new Map<Node, Map<string, boolean>>();

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
        return this.#deep(p, t, next);
      case 'typed':
        return fitsType(this, p, t) ? this.bind(p.value, [t], next) : undefined;
      case 'anystr':
        return typeof this.#string(t) === 'string' ? next() : undefined;
      case 'strre':
        return this.#finds(p, this.#string(t)) ? next() : undefined;
      case 'strvar':
        return this.#content(p, t, next);
      case 'textvar':
        return t.kind === 'text'
          ? this.hold(p.value, { ...rangeOf(t), text: t.value, nodes: [t], isContent: true }, next)
          : undefined;
      case 'str':
        return this.#string(t) === p.value ? next() : undefined;
      case 'num':
        return p.value === t.value || (this.facts.constantOf(p) ?? NaN) === this.facts.constantOf(t)
          ? next()
          : undefined;
      case 'dots':
        return this.#chain(p, t, next);
      case 'id':
      case 'dot':
        return this.#name(p, t, next);
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

  #deep(p: Node, t: Node, next: Next): void {
    const [inside] = p.kids;
    if (!inside) return next();
    for (const node of withoutBodies(t, this.text)) this.node(inside, node, next);
  }

  /** The text of a constant string. */
  #string(t: Node): string | number | undefined {
    if (t.kind === 'str') return t.value;
    if (t.kind === 'num') return undefined;
    return this.facts.constantOf(t);
  }

  #content(p: Node, t: Node, next: Next): void {
    const text = this.#string(t);
    if (typeof text !== 'string') return;
    const node = t.kind === 'id' || t.kind === 'dot' ? (this.facts.definitionOf(t)?.value ?? t) : t;
    const inside = this.text.slice(node.start, node.end).indexOf(text);
    const start = node.start + Math.max(inside, 0);
    const end = inside < 0 ? node.end : start + text.length;
    this.hold(p.value, { start, end, text, nodes: [node], isContent: true }, next);
  }

  #finds(p: Node, text: string | number | undefined): boolean {
    if (typeof text !== 'string') return false;
    let known = this.#searched.get(p);
    if (!known) this.#searched.set(p, (known = new Map<string, boolean>()));
    let finds = known.get(text);
    if (finds === undefined) known.set(text, (finds = searcherOf(p).all(text).length > 0));
    return finds;
  }

  /** `$X. ... .end()`: any number of members, calls and indexes down to the object. */
  #chain(p: Node, t: Node, next: Next): void {
    const [object] = p.kids;
    for (
      let node: Node | null = t;
      node && object;
      node = CHAIN.has(node.kind) ? (node.kids[0] ?? null) : null
    ) {
      this.node(object, node, next);
    }
  }

  /** A name or a member: as it is written, or by what it was imported as. */
  #name(p: Node, t: Node, next: Next): void {
    if (t.kind === 'generic' && t.kids[0]) return this.#name(p, t.kids[0], next);
    if (t.kind !== 'id' && t.kind !== 'dot') return p.kind === t.kind ? this.same(p, t, next) : undefined;
    const path = this.facts.pathOf(t);
    const wanted = path && dotted(p);
    if (wanted && path && samePath(wanted, path)) return next();
    if (p.kind === 'id') return t.kind === 'id' && p.value === t.value ? next() : undefined;
    if (t.kind === 'dot') return this.slots({ p, t, from: 0 }, next);
    // A name from inside a module is a member of that module.
    const [object, name] = p.kids;
    if (!path || path.length < 2 || !object || !name) return;
    const member = virtual(path.slice(-1), t);
    this.node(name, member, () => this.node(object, virtual(path.slice(0, -1), t), next));
  }
}

/** For as long as there is the pattern. */
const searchers = new WeakMap<Node, Searcher>();

function searcherOf(p: Node): Searcher {
  const known = searchers.get(p);
  if (known) return known;
  const made = compileRegex(p.value);
  const searcher = typeof made === 'string' ? FINDS_NOTHING : made;
  searchers.set(p, searcher);
  return searcher;
}

const FINDS_NOTHING: Searcher = { all: () => [], atStart: () => false };

/** Not values by themselves. */
const NO_VALUE = new Set(['kw', 'args', 'params', 'text']);
const CHAIN = new Set(['dot', 'call', 'index']);

/** A node and all inside it, but for what functions in it do later. */
function* withoutBodies(root: Node, text: string): Generator<Node> {
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    for (const kid of node.kids.toReversed())
      if (kid && !(kid.kind === 'block' && text[kid.start] === '{')) open.push(kid);
  }
}

function rangeOf({ start, end }: Node): { start: number; end: number } {
  return { start, end };
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}

/** A name that stands nowhere in the file, at the place of the one that means it. */
function virtual(path: readonly string[], at: Node): Node {
  const make = (kind: string, value: string, kids: Node[]): Node => ({
    kind,
    value,
    kids,
    start: at.start,
    end: at.end,
    parent: at.parent,
  });
  return path.map((part) => make('id', part, [])).reduce((object, name) => make('dot', '', [object, name]));
}
