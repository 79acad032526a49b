/** Pairs of places to copies worth a finding each: new ones only, the outermost, and everything alike as one. */
import type { Clone, Side } from '../../../kit/clones/clone.ts';
import { groupBy } from '../../../kit/group-by.ts';
import { flipped, type Pair } from './pairs.ts';

/** Something that stands in several places. */
export interface Copy {
  /** From the place that the finding is about, on the left, to the one that should be used instead. */
  readonly clone: Clone;
  readonly both: boolean;
  /** Every other place, in the order of the sources. */
  readonly others: readonly Side[];
}

/** One copy for all the places that are alike. The finding is about the last new place that is not the best one. */
export function copiesOf(pairs: readonly Pair[]): Copy[] {
  const nodes = new Nodes();
  const kept = outermost(pairs);
  for (const { clone } of kept) nodes.join(clone.left, clone.right);
  const classes = groupBy(kept, ({ clone }) => nodes.of(clone.left));
  return [...classes.values()].map((members) => copyOf(members, nodes));
}

function copyOf(pairs: readonly Pair[], nodes: Nodes): Copy {
  const turned = pairs.flatMap((pair) => (pair.both ? [pair, flipped(pair)] : [pair]));
  const old = turned.filter(({ both }) => !both);
  const best = (old.length > 0 ? old : turned).reduce((a, b) => (compareWorth(a, b) > 0 ? b : a));
  const { source, unit, startLine } = best.clone.right;
  const isBest = (side: Side) => side.source === source && side.unit === unit && side.startLine === startLine;
  const said = turned
    .filter(({ clone }) => isBest(clone.right))
    .reduce((a, b) => (compareSides(a.clone.left, b.clone.left) < 0 ? b : a));
  const [here, there] = [nodes.node(said.clone.left), nodes.node(said.clone.right)];
  const all = new Map(
    pairs.flatMap(({ clone: { left, right } }) => [left, right]).map((side) => [nodes.node(side), side]),
  );
  const others = [...all].filter(([node]) => node !== here && node !== there).map(([, side]) => side);
  return { clone: said.clone, both: said.both, others: others.sort(compareSides) };

  function compareWorth(a: Pair, b: Pair): number {
    return rank(b) - rank(a) || b.worth.right - a.worth.right || compareSides(a.clone.right, b.clone.right);
  }
}

/** A little more or less alike is no reason to prefer a place. */
const rank = ({ clone }: Pair): number => Math.round(clone.similarity * 20);

/** Without pairs whose left side lies inside the left side of another one. */
function outermost(pairs: readonly Pair[]): Pair[] {
  const ordered = [...pairs].sort(
    ({ clone: { left: a } }, { clone: { left: b } }) =>
      a.source - b.source || a.startLine - b.startLine || b.endLine - a.endLine,
  );
  let outer: Side | undefined;
  return ordered.filter(({ clone: { left } }) => {
    const isInside = outer?.source === left.source && left.endLine <= outer.endLine;
    const isSame = isInside && left.startLine === outer?.startLine && left.endLine === outer.endLine;
    if (!isInside) outer = left;
    return !isInside || isSame;
  });
}

function compareSides(a: Side, b: Side): number {
  return a.source - b.source || a.startLine - b.startLine || a.endLine - b.endLine;
}

interface Node {
  parent: Node | null;
  readonly startLine: number;
  readonly endLine: number;
}

/** Places, joined when they are alike. Sides of one function that overlap are one place. */
class Nodes {
  readonly #byUnit = new Map<string, Node[]>();

  node({ source, unit, startLine, endLine }: Side): Node {
    const key = `${source} ${unit}`;
    const here = this.#byUnit.get(key) ?? [];
    this.#byUnit.set(key, here);
    const known = here.find((node) => node.startLine <= endLine && startLine <= node.endLine);
    const node = known ?? { parent: null, startLine, endLine };
    if (!known) here.push(node);
    return node;
  }

  of(side: Side): Node {
    return rootOf(this.node(side));
  }

  join(a: Side, b: Side): void {
    const [one, two] = [this.of(a), this.of(b)];
    if (one !== two) one.parent = two;
  }
}

function rootOf(node: Node): Node {
  let at = node;
  while (at.parent) {
    at.parent = at.parent.parent ?? at.parent;
    at = at.parent;
  }
  return at;
}
