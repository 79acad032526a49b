/** Walks a tree: to the interesting words only, to the first error, over every token. Never by recursion. */
import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { Span } from './facts.ts';
import type { Frame, Grammar, Step } from './grammar.ts';

/**
 * Goes down to each place where one of the grammar's words stands, and tells `enter` every node on the way. No
 * node is passed twice, so the cost is that of the nodes beside the way, however deep it goes. (The cursor's own
 * gotoFirstChildForIndex of web-tree-sitter 0.27.1 goes to the first child whatever the index.)
 */
export function walkToWords(tree: Tree, text: string, grammar: Grammar, enter: (frame: Frame) => void): void {
  const offsets = Array.from(text.matchAll(grammar.words(text)), (match) => match.index);
  const cursor = tree.walk();
  try {
    let parent: Frame | null = frameAt(cursor, null, grammar, text);
    enter(parent);
    let below = cursor.gotoFirstChild();
    for (let next = 0; parent && below;) {
      const [start, end] = [cursor.startIndex, cursor.endIndex];
      next = firstFrom(offsets, next, start);
      if ((offsets[next] ?? Infinity) < end) {
        const frame = frameAt(cursor, parent, grammar, text);
        enter(frame);
        if (cursor.gotoFirstChild()) {
          parent = frame;
          continue;
        }
        next = firstFrom(offsets, next, end);
      }
      const offset = offsets[next] ?? Infinity;
      while (parent && (offset >= parent.end || !cursor.gotoNextSibling())) {
        cursor.gotoParent();
        parent = parent.parent;
      }
    }
  } finally {
    cursor.delete();
  }
}

function firstFrom(offsets: readonly number[], from: number, least: number): number {
  let at = from;
  while ((offsets[at] ?? Infinity) < least) at++;
  return at;
}

function frameAt(cursor: TreeCursor, parent: Frame | null, grammar: Grammar, text: string): Frame {
  const step: Step & Span = {
    node: cursor.currentNode,
    type: cursor.nodeType,
    field: cursor.currentFieldName,
    parent,
    start: cursor.startIndex,
    end: cursor.endIndex,
  };
  return {
    ...step,
    guarded: parent !== null && (parent.guarded || grammar.guards(step, text)),
    typeOnly: parent !== null && (parent.typeOnly || grammar.erases(step, text)),
    block: parent && (isScope(parent, grammar.blocks) ? parent : parent.block),
    closure: parent && (isScope(parent, grammar.closures) ? parent : parent.closure),
  };
}

/** The root is a scope, whatever the grammar calls it: where nothing could be read, it is an error. */
function isScope({ parent, type }: Frame, scopes: ReadonlySet<string>): boolean {
  return parent === null || scopes.has(type);
}

/** The first place that the grammar could not read, as narrow as the grammar knows it. */
export function firstError(tree: Tree): Span | null {
  let found: Span | null = null;
  const cursor = tree.walk();
  try {
    while (cursor.currentNode.hasError) {
      const { isError, isMissing } = cursor.currentNode;
      if (isError || isMissing) found = { start: cursor.startIndex, end: cursor.endIndex };
      if (!gotoErroneousChild(cursor)) break;
    }
  } finally {
    cursor.delete();
  }
  return found;
}

function gotoErroneousChild(cursor: TreeCursor): boolean {
  if (!cursor.gotoFirstChild()) return false;
  while (!cursor.currentNode.hasError) {
    if (!cursor.gotoNextSibling()) return false;
  }
  return true;
}
