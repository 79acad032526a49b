/** All statements of a file in one row, so that an ellipsis can reach into the blocks of later statements. */
import type { Node } from '../node.ts';

export interface Statement {
  readonly node: Node;
  /** The block that it stands in. */
  readonly block: Node;
  /** Where the row goes on behind it and everything inside it. */
  after: number;
}

/** The part of the row that lies in a block. */
interface Stretch {
  readonly from: number;
  to: number;
}

export interface Statements {
  readonly row: readonly Statement[];
  readonly blocks: ReadonlyMap<Node, Stretch>;
}

/** Lists the statements of a file, outer ones before those inside them. */
export function statementsOf(root: Node): Statements {
  const row: Statement[] = [];
  const blocks = new Map<Node, Stretch>();
  const enterBlock = (block: Node): void => {
    const stretch = { from: row.length, to: 0 };
    blocks.set(block, stretch);
    for (const node of block.kids) {
      if (!node) continue;
      const statement = { node, block, after: 0 };
      row.push(statement);
      enter(node);
      statement.after = row.length;
    }
    stretch.to = row.length;
  };
  const enter = (node: Node): void => {
    for (const kid of node.kids) {
      if (!kid) continue;
      if (kid.kind === 'block') enterBlock(kid);
      else enter(kid);
    }
  };
  if (root.kind === 'block') enterBlock(root);
  else enter(root);
  return { row, blocks };
}
