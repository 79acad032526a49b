/** Where variables are bound, and which binding a use sees. */
import { LOOPS, type Node } from '../node.ts';

export interface Binding {
  /** What binds the name; a use inside it does not see it. */
  readonly at: Node;
  readonly name: string;
  /** Null where the value is not written: parameters, loops, `+=`. */
  readonly value: Node | null;
  readonly type: Node | null;
}

const CLOSURES = new Set(['func', 'lambda', 'class']);

export interface Scopes {
  /** The one binding that a use can see; null when there are several or none. */
  reaching(use: Node): Binding | null;
  /** The nearest binding with something to tell about the type. */
  declared(use: Node): Binding | null;
}

/** Whether a condition is known to be true, or not to be. */
type Truth = (condition: Node) => boolean | undefined;

/** Collects all bindings of a file. */
export function collectScopes(all: readonly Node[], truth: Truth): Scopes {
  const [root] = all;
  if (!root) throw new Error('a file has a root');
  const scopes = new Map<Node, Map<string, Binding[]>>();
  const add = (binding: Binding, scope: Node): void => {
    let names = scopes.get(scope);
    if (!names) scopes.set(scope, (names = new Map()));
    const list = names.get(binding.name);
    if (list) list.push(binding);
    else names.set(binding.name, [binding]);
  };
  for (const node of all) {
    for (const binding of bindingsOf(node))
      add(binding, binding.name.includes('.') ? classOf(node, root) : scopeOf(node, root));
  }
  const find = (use: Node): { list: readonly Binding[]; isLocal: boolean } | null => {
    const name = nameOf(use);
    if (name === null) return null;
    const own = scopeOf(use, root);
    let isLocal = true;
    for (let scope: Node = own; ; scope = scopeOf(scope, root)) {
      const list =
        scopes.get(scope)?.get(name) ?? scopes.get(scope)?.get(name.replace(/^(?:this|self)\./, ''));
      if (list) return { list, isLocal: isLocal && !name.includes('.') };
      if (scope === root) return null;
      isLocal = false;
    }
  };
  return {
    reaching(use) {
      const found = find(use);
      if (!found) return null;
      if (!found.isLocal) return found.list.length === 1 ? (found.list[0] ?? null) : null;
      return lastBefore(found.list, use, truth);
    },
    declared(use) {
      const list = find(use)?.list;
      return list?.find(({ type }) => type) ?? list?.[0] ?? null;
    },
  };
}

function scopeOf(node: Node, root: Node): Node {
  for (let up = node.parent; up; up = up.parent) if (CLOSURES.has(up.kind)) return up;
  return root;
}

function classOf(node: Node, root: Node): Node {
  for (let up = node.parent; up; up = up.parent) if (up.kind === 'class') return up;
  return root;
}

function nameOf(node: Node): string | null {
  if (node.kind === 'id')
    return node.parent?.kind === 'dot' && node.parent.kids[1] === node ? null : node.value;
  const [object, name] = node.kids;
  const isOwn =
    node.kind === 'dot' && object?.kind === 'id' && (object.value === 'this' || object.value === 'self');
  return isOwn && name?.kind === 'id' ? `${object.value}.${name.value}` : null;
}

/** The latest binding above a use, if the use can only be reached through it. */
function lastBefore(list: readonly Binding[], use: Node, truth: Truth): Binding | null {
  const last = list.findLast(({ at }) => at.end <= use.start && !isDead(at, use, truth));
  if (!last || !contains(liveBlockOf(last.at, truth), use)) return null;
  const isRebound = list.some(({ at }) => at.start > use.start && isInLoopWith(use, at, last.at));
  return isRebound ? null : last;
}

/** Whether a binding lies in a branch that is never taken, and that the use is not in. */
function isDead(at: Node, use: Node, truth: Truth): boolean {
  for (let node = at; node.parent && !CLOSURES.has(node.kind); node = node.parent) {
    if (isTaken(node, truth) === false && !contains(node, use)) return true;
  }
  return false;
}

/** The block that a binding holds in: a branch that is always taken is none of its own. */
function liveBlockOf(node: Node, truth: Truth): Node {
  let block = blockOf(node);
  while (block.parent && isTaken(block, truth)) block = blockOf(block.parent);
  return block;
}

/** Whether a branch of an `if` is always taken, or never; undefined where nobody knows, and of all else. */
function isTaken(node: Node, truth: Truth): boolean | undefined {
  const [condition, then, otherwise] = node.parent?.kind === 'if' ? node.parent.kids : [];
  if (!condition || (node !== then && node !== otherwise)) return undefined;
  const isTrue = truth(condition);
  return isTrue === undefined ? undefined : isTrue === (node === then);
}

function blockOf(node: Node): Node {
  let up: Node = node.parent ?? node;
  while (
    up.parent &&
    up.kind !== 'block' &&
    up.kind !== 'for' &&
    up.kind !== 'classbody' &&
    up.kind !== 'func'
  )
    up = up.parent;
  return up;
}

function contains(outer: Node, inner: Node): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

/** A later binding reaches the use through a loop that does not pass the earlier one again. */
function isInLoopWith(use: Node, later: Node, earlier: Node): boolean {
  for (let up = use.parent; up; up = up.parent) {
    if (LOOPS.has(up.kind) && contains(up, later) && !contains(up, earlier)) return true;
  }
  return false;
}

function bindingsOf(node: Node): readonly Binding[] {
  const [first = null, second = null, third = null] = node.kids;
  if (node.kind === 'assign') {
    return bound(node, first, { value: node.value === '=' ? second : null, type: third });
  }
  if (node.kind === 'declare') return bound(node, first, { value: null, type: second });
  if (node.kind === 'param') return bound(node, first, { value: null, type: second });
  if (node.kind === 'foreach')
    return bound(first ?? node, first, { value: null, type: node.kids[3] ?? null });
  if (node.kind === 'as' || node.kind === 'catch')
    return bound(second ?? node, second, { value: null, type: null });
  return [];
}

type What = Pick<Binding, 'value' | 'type'>;

function bound(at: Node, left: Node | null, what: What): readonly Binding[] {
  if (!left) return [];
  const name = nameOf(left);
  if (name !== null) return [{ at, name, ...what }];
  if (left.kind === 'tuple' || left.kind === 'array' || left.kind === 'object' || left.kind === 'spread') {
    const values =
      what.value?.kind === 'tuple' && what.value.kids.length === left.kids.length ? what.value.kids : [];
    return left.kids.flatMap((kid, i) => bound(at, kid, { value: values[i] ?? null, type: null }));
  }
  return left.kind === 'pair' ? bound(at, left.kids[1] ?? null, { value: null, type: null }) : [];
}
