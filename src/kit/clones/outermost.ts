/** Clones inside clones of the same two files say nothing new. */
import type { Clone, Side } from './clone.ts';

/** Those that lie in no other one, by the left side's file and line. */
export function outermost(clones: readonly Clone[]): Clone[] {
  const byFiles = new Map<string, Clone[]>();
  for (const clone of [...clones].sort(largestFirst)) {
    const key = [clone.left.source, clone.right.source].sort((a, b) => a - b).join(' ');
    const kept = byFiles.get(key) ?? [];
    if (kept.some((outer) => holds(outer, clone))) continue;
    kept.push(clone);
    byFiles.set(key, kept);
  }
  return [...byFiles.values()].flat().sort(inOrder);
}

function holds(outer: Clone, { left, right }: Clone): boolean {
  return (
    (within(left, outer.left) && within(right, outer.right)) ||
    (within(left, outer.right) && within(right, outer.left))
  );
}

function within(inner: Side, outer: Side): boolean {
  return (
    inner.source === outer.source && outer.startLine <= inner.startLine && inner.endLine <= outer.endLine
  );
}

const lines = ({ left, right }: Clone) => left.endLine - left.startLine + right.endLine - right.startLine;

function largestFirst(one: Clone, other: Clone): number {
  return lines(other) - lines(one) || other.tokens - one.tokens || inOrder(one, other);
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
