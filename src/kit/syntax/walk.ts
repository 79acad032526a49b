/** Walks a tree: to the interesting words only, and to the first error. Never by recursion. */
import type { Node, Tree, TreeCursor } from 'web-tree-sitter';
import type { Span } from './facts.ts';
import type { Frame, Grammar, Step } from './grammar.ts';

/** A text, the tree of it, and what its language says. */
export interface Parsed {
  readonly tree: Tree;
  readonly text: string;
  readonly grammar: Grammar;
}

/**
 * Goes down to each place where one of the grammar's words stands, and tells `enter` every node on the way. No
 * node is passed twice, so the cost is that of the nodes beside the way, however deep it goes. (The cursor's own
 * gotoFirstChildForIndex of web-tree-sitter 0.27.1 goes to the first child whatever the index.)
 */
export function walkToWords(parsed: Parsed, enter: (frame: Frame) => void): void {
  const { tree, text, grammar } = parsed;
  const offsets = Array.from(text.matchAll(grammar.words(text)), (match) => match.index);
  const cursor = tree.walk();
  try {
    const root = frameAt(cursor, null, parsed);
    enter(root);
    let parent = cursor.gotoFirstChild() ? root : null;
    for (let next = 0; parent;) {
      const [start, end] = [cursor.startIndex, cursor.endIndex];
      next = firstFrom(offsets, next, start);
      if ((offsets[next] ?? Infinity) < end) {
        const frame: Frame = frameAt(cursor, parent, parsed);
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

function frameAt(cursor: TreeCursor, parent: Frame | null, { grammar, text }: Parsed): Frame {
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

/**
 * The first place that the grammar could not read, as narrow as the grammar knows it. Passes over what the
 * language file knows to be right and the grammar does not know yet.
 */
export function firstError({ tree, text, grammar }: Parsed): Span | null {
  const cursor = tree.walk();
  try {
    const { hasError, startIndex, endIndex } = cursor.currentNode;
    if (!hasError) return null;
    const found = findError(cursor, (node, around) => !grammar.excuses(node, around, text));
    // What is missing may be a token that the grammar hides.
    return found === 'nothing' ? { start: startIndex, end: endIndex } : found;
  } finally {
    cursor.delete();
  }
}

type Counts = (error: Node, around: string) => boolean;

/** Inner errors come before those around them; null when there were errors and none of them counts. */
function findError(cursor: TreeCursor, counts: Counts): Span | null | 'nothing' {
  const around: string[] = [];
  let sawExcused = false;
  for (;;) {
    const type = cursor.nodeType;
    if (cursor.gotoFirstChild()) {
      if (gotoErroneous(cursor)) {
        around.push(type);
        continue;
      }
      cursor.gotoParent();
    }
    do {
      const { isError, isMissing } = cursor.currentNode;
      if (isMissing || (isError && counts(cursor.currentNode, around.at(-1) ?? ''))) {
        return { start: cursor.startIndex, end: cursor.endIndex };
      }
      sawExcused ||= isError;
      if (cursor.gotoNextSibling() && gotoErroneous(cursor)) break;
      if (!cursor.gotoParent()) return sawExcused ? null : 'nothing';
      around.pop();
    } while (true);
  }
}

/** Goes on to the next sibling that has an error in it, this one included; else stays at the last. */
function gotoErroneous(cursor: TreeCursor): boolean {
  while (!cursor.currentNode.hasError) {
    if (!cursor.gotoNextSibling()) return false;
  }
  return true;
}
