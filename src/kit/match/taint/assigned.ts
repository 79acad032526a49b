/** Which variables a piece of code may give another value. */
import { nodesOf, type Node } from '../node.ts';
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

const UPDATES = new Set(['++', '--']);
/** Give names to values that come one after another, or were caught. */
const BINDERS: Readonly<Record<string, number>> = { foreach: 0, for_in_clause: 0, catch: 1, as: 1, param: 0 };

function collect(piece: Node): Assigned {
  const counts = new Map<string, number>();
  const declared = new Set<string>();
  const shared = new Set<string>();
  const count = (name: string, times = 1): void => void counts.set(name, (counts.get(name) ?? 0) + times);
  for (const node of nodesOf(piece)) {
    const [first = null, , type = null, words = null] = node.kids;
    if (node.kind === 'assign') {
      for (const { name, isWhole } of rootsOf(first)) {
        count(name, isWhole && node.value === '=' ? 1 : 2);
        if (words || type) declared.add(name);
      }
    } else if (node.kind === 'declare') {
      for (const { name } of rootsOf(first)) declared.add(name);
    } else if (Object.hasOwn(BINDERS, node.kind)) {
      for (const { name } of rootsOf(node.kids[BINDERS[node.kind] ?? 0] ?? null)) {
        count(name);
        declared.add(name);
      }
    } else if (UPDATES.has(node.value)) {
      for (const { name } of rootsOf(first)) count(name, 2);
    } else if (node.kind === 'call') {
      const name = changedBy(node);
      if (name !== null) count(name, 2);
    } else if (node.kind === 'global_statement' || node.kind === 'nonlocal_statement') {
      for (const kid of node.kids) if (kid) shared.add(kid.value);
    }
  }
  const names = new Set(counts.keys());
  return {
    names,
    outside: new Set([...names].filter((name) => !declared.has(name) || shared.has(name))),
    changed: new Set([...names].filter((name) => (counts.get(name) ?? 0) > 1)),
  };
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
