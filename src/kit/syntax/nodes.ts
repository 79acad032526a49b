/** Small questions about nodes, asked in every language. */
import type { Node } from 'web-tree-sitter';
import type { Span } from './facts.ts';

/** The offsets that a node covers. */
export function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

/** The source of a node. */
export function textOf(node: Node, text: string): string {
  return text.slice(node.startIndex, node.endIndex);
}

/** The beginning of a node's source: conditions and the like that are longer say nothing that we look for. */
export function glance(node: Node, text: string): string {
  return text.slice(node.startIndex, Math.min(node.endIndex, node.startIndex + 400));
}

/**
 * The nodes that are reached through `inside` only, in the order of the text: `inside` gives what a container
 * holds, and null for a node that is no container.
 */
export function leavesOf(nodes: readonly Node[], inside: (node: Node) => readonly Node[] | null): Node[] {
  const leaves: Node[] = [];
  const open = [...nodes].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    const held = inside(node);
    if (!held) leaves.push(node);
    else for (let last = held.length - 1; last >= 0; last--) open.push(held[last] as Node);
  }
  return leaves;
}
