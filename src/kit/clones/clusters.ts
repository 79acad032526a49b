/** Units that repeat one another, be it through a third: what two of a cluster share need not be said again. */
import type { Clone, Side } from './clone.ts';

/** Blocks between units that are in no cluster together. */
export function apart(blocks: readonly Clone[], whole: readonly Clone[]): Clone[] {
  const parents = new Map<string, string>();
  const rootOf = (unit: string): string => {
    let root = unit;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    if (root !== unit) parents.set(unit, root);
    return root;
  };
  for (const { left, right } of whole) {
    const [one, other] = [rootOf(keyOf(left)), rootOf(keyOf(right))];
    if (one !== other) parents.set(one, other);
  }
  return blocks.filter(({ left, right }) => rootOf(keyOf(left)) !== rootOf(keyOf(right)));
}

function keyOf({ source, unit }: Side): string {
  return `${source} ${unit}`;
}
