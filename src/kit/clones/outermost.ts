/** Clones inside clones of the same two files say nothing new. */
import type { Clone, Side } from './clone.ts';

/** Share of a side's lines from which on another clone has said it. */
const MOSTLY = 0.5;
/** More of them between two files are one story. */
const MOST = 1000;

/** Those that lie in no other one, by the left side's file and line. */
export function outermost(clones: readonly Clone[]): Clone[] {
  const byFiles = new Map<string, Clone[]>();
  for (const clone of [...clones].sort(largestFirst)) {
    const key = [clone.left.source, clone.right.source].sort((a, b) => a - b).join(' ');
    const kept = byFiles.get(key) ?? [];
    if (kept.length >= MOST || kept.some((outer) => says(outer, clone))) continue;
    kept.push(clone);
    byFiles.set(key, kept);
  }
  return [...byFiles.values()].flat().sort(inOrder);
}

function says(outer: Clone, { left, right }: Clone): boolean {
  return (
    (covers(outer.left, left) && covers(outer.right, right)) ||
    (covers(outer.right, left) && covers(outer.left, right))
  );
}

function covers(outer: Side, inner: Side): boolean {
  if (inner.source !== outer.source) return false;
  const both = Math.min(inner.endLine, outer.endLine) - Math.max(inner.startLine, outer.startLine) + 1;
  return both > MOSTLY * (inner.endLine - inner.startLine + 1);
}

function largestFirst(one: Clone, other: Clone): number {
  return weight(other) - weight(one) || other.tokens - one.tokens || inOrder(one, other);
}

/** Lines; a function that can be called counts twice beside a block that must be taken out of two. */
function weight({ kind, left, right }: Clone): number {
  const lines = left.endLine - left.startLine + right.endLine - right.startLine + 2;
  return kind === 'block' ? lines : 2 * lines;
}

function inOrder(one: Clone, other: Clone): number {
  return (
    one.left.source - other.left.source ||
    one.left.startLine - other.left.startLine ||
    one.right.source - other.right.source ||
    one.right.startLine - other.right.startLine ||
    one.left.unit - other.left.unit ||
    one.right.unit - other.right.unit
  );
}
