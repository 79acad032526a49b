/** Which variables a piece of code may give another value. */
import type { Node } from '../node.ts';
import { CHANGING } from './collections.ts';

interface Assigned {
  /** All of them. */
  readonly names: ReadonlySet<string>;
  /** Those that the piece does not declare itself. */
  readonly outside: ReadonlySet<string>;
  /** Those that get a value more than once, or a part of which does. */
  readonly changed: ReadonlySet<string>;
}

const known = new WeakMap<Node, Assigned>();

/** Told once for each piece. */
export function assignedIn(piece: Node): Assigned {
  let assigned = known.get(piece);
  if (!assigned) known.set(piece, (assigned = collect(piece)));
  return assigned;
}

/** Give names to values that come one after another, or were caught; where the name stands. */
const BINDERS: ReadonlyMap<string, number> = new Map([
  ['foreach', 0],
  ['for_in_clause', 0],
  ['catch', 1],
  ['as', 1],
  ['param', 0],
]);

/** What is seen in a piece, name by name. */
interface Tally {
  readonly counts: Map<string, number>;
  readonly declared: Set<string>;
  readonly shared: Set<string>;
}

/** Of functions: what is around them is asked too, and has them in it. */
const tallies = new WeakMap<Node, Tally>();

function collect(piece: Node): Assigned {
  const { counts, declared, shared } = tallyOf(piece);
  const names = new Set(counts.keys());
  return {
    names,
    outside: new Set([...names].filter((name) => !declared.has(name) || shared.has(name))),
    changed: new Set([...names].filter((name) => (counts.get(name) ?? 0) > 1)),
  };
}

function tallyOf(piece: Node): Tally {
  const known = tallies.get(piece);
  if (known) return known;
  const tally: Tally = { counts: new Map(), declared: new Set(), shared: new Set() };
  const open: Node[] = [piece];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'func' && node !== piece) add(tally, tallyOf(node));
    else {
      note(node, tally);
      for (const kid of node.kids) if (kid) open.push(kid);
    }
  }
  if (piece.kind === 'func') tallies.set(piece, tally);
  return tally;
}

function add(tally: Tally, { counts, declared, shared }: Tally): void {
  for (const [name, times] of counts) count(tally, name, times);
  for (const name of declared) tally.declared.add(name);
  for (const name of shared) tally.shared.add(name);
}

function count({ counts }: Tally, name: string, times = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + times);
}

function note(node: Node, tally: Tally): void {
  const { kind, value, kids } = node;
  const [first = null, , type = null, words = null] = kids;
  if (kind === 'assign') {
    for (const { name, isWhole } of rootsOf(first)) {
      count(tally, name, isWhole && value === '=' ? 1 : 2);
      if (words || type) tally.declared.add(name);
    }
  } else if (kind === 'declare') {
    for (const { name } of rootsOf(first)) tally.declared.add(name);
  } else if (kind === 'call') {
    const name = changedBy(node);
    if (name !== null) count(tally, name, 2);
  } else if (BINDERS.has(kind)) {
    for (const { name } of rootsOf(kids[BINDERS.get(kind) ?? 0] ?? null)) {
      count(tally, name);
      tally.declared.add(name);
    }
  } else if (value === '++' || value === '--') {
    for (const { name } of rootsOf(first)) count(tally, name, 2);
  } else if (kind === 'global_statement' || kind === 'nonlocal_statement') {
    for (const kid of kids) if (kid) tally.shared.add(kid.value);
  }
}

/** The variables that a left side writes to; `isWhole` unless only to a part. */
function rootsOf(left: Node | null): { name: string; isWhole: boolean }[] {
  if (!left) return [];
  if (left.kind === 'id') return [{ name: left.value, isWhole: true }];
  if (left.kind === 'dot' || left.kind === 'index') {
    return rootsOf(left.kids[0] ?? null).map(({ name }) => ({ name, isWhole: false }));
  }
  if (left.kind === 'call') return [];
  return (left.kind === 'pair' ? left.kids.slice(1, 2) : left.kids).flatMap(rootsOf);
}

/** The variable that a call puts something into. */
function changedBy({ kids: [callee] }: Node): string | null {
  const [object, method] = callee?.kind === 'dot' ? callee.kids : [];
  if (!object || !method || !CHANGING.has(method.value)) return null;
  for (let at: Node | null = object; at; at = at.kids[0] ?? null) if (at.kind === 'id') return at.value;
  return null;
}
