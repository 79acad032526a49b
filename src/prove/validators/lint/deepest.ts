/** Finds nodes by their place, in a file that may have as many reports as it has lines. */
import type { SourceCode } from 'eslint';

/** A node of any parser's tree. */
export interface Node {
  readonly type: string;
  readonly range?: readonly [number, number];
  readonly parent?: Node | null;
  readonly [key: string]: unknown;
}

/** What is worked out at the first report of a source serves the others. */
export function oncePerSource<T>(compute: (source: SourceCode) => T): (source: SourceCode) => T {
  const known = new WeakMap<SourceCode, { readonly value: T }>();
  return (source) => {
    const found = known.get(source) ?? { value: compute(source) };
    known.set(source, found);
    return found.value;
  };
}

/** The innermost node at an offset. ESLint's own search walks the whole tree each time. */
export function deepestAt(source: SourceCode, offset: number): Node | null {
  let node: Node | undefined = source.ast as unknown as Node;
  for (let inner = childAt(source, node, offset); inner; inner = childAt(source, node, offset)) node = inner;
  return node;
}

function childAt({ visitorKeys }: SourceCode, parent: Node, offset: number): Node | undefined {
  for (const key of visitorKeys[parent.type] ?? []) {
    const value = parent[key];
    const child = Array.isArray(value) ? elementAt(value, offset) : (value as Node | null | undefined);
    if (child && holds(child, offset)) return child;
  }
  return undefined;
}

const holds = ({ range }: Node, offset: number): boolean =>
  !!range && range[0] <= offset && offset < range[1];

/** By halving, since nodes of a list stand in order: a file may be one list of thousands. Holes have no place. */
function elementAt(list: readonly (Node | null)[], offset: number): Node | undefined {
  const nodes = solid.get(list) ?? list.filter((node) => node !== null);
  solid.set(list, nodes);
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.range?.[1] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return nodes[low];
}

const solid = new WeakMap<readonly unknown[], readonly Node[]>();
