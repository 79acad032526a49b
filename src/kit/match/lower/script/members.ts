/** What is taken out of an object by its shape, as the member that it is: `const { a } = o` takes `o.a`. */
import type { Node } from '../../node.ts';
import type { Lowerer } from '../lowerer.ts';

/** The left side with each name knowing its member, where the right one is a name or a member itself. */
export function taken(low: Lowerer, left: Node | null, right: Node | null): Node | null {
  if (low.isPattern || left?.kind !== 'object' || !right || !isPath(right)) return left;
  return { ...left, kids: left.kids.map((kid) => (kid?.kind === 'pair' ? pair(low, kid, right) : kid)) };
}

function pair(low: Lowerer, node: Node, right: Node): Node {
  const [key = null, value = null] = node.kids;
  if (key?.kind !== 'id') return node;
  const member = low.make('dot', key, { kids: [placed(right, key), { ...key }] });
  return { ...node, kids: [key, taken(low, value, member), member] };
}

function isPath({ kind, kids: [object, name] }: Node): boolean {
  return (
    kind === 'id' ||
    (kind === 'dot' && name?.kind === 'id' && object !== null && object !== undefined && isPath(object))
  );
}

/** The same node once more, where a name is taken from it. */
function placed(node: Node, { start, end }: Node): Node {
  const kids = node.kids.map((kid) => kid && placed(kid, { ...kid, start, end }));
  return { ...node, start, end, kids };
}
