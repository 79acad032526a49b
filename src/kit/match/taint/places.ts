/** Where the sources, sinks, sanitizers and propagators of a rule lie in a file. */
import { groupBy } from '../../group-by.ts';
import type { Stage } from '../formula/conditions.ts';
import { isInside, type Found } from '../formula/found.ts';
import { lookUp } from '../match/environment.ts';
import type { Span } from '../../syntax/facts.ts';
import { firstFrom, type Node } from '../node.ts';
import type { ReadyTaint } from './ready.ts';

type Of<K extends keyof ReadyTaint> = { readonly spec: ReadyTaint[K][number]; readonly found: Found };

export interface Hop {
  readonly spec: ReadyTaint['propagators'][number];
  readonly whole: Span;
  readonly from: Node;
  readonly to: Node;
}

/** What propagators carry, by where it is taken, where it is given, and where all of it is seen. */
interface Hops {
  readonly to: ReadonlyMap<Node, readonly Hop[]>;
  readonly from: ReadonlySet<Node>;
  /** By its range. */
  readonly whole: ReadonlyMap<string, readonly Hop[]>;
}

export interface Places {
  readonly sources: ReadonlyMap<Node, readonly Of<'sources'>[]>;
  readonly sanitizers: ReadonlyMap<Node, readonly Of<'sanitizers'>[]>;
  readonly sinks: ReadonlyMap<Node, readonly Of<'sinks'>[]>;
  readonly hops: Hops;
  /** Where any of the sources begins, in order. */
  readonly begins: Float64Array;
  /** Where anything that is a sink, or lies in one, begins, in order. */
  readonly ends: Float64Array;
  /** Whether sanitizers change variables. */
  readonly hasEffects: boolean;
}

/** Null when there is no source or no sink, so that nothing can flow. */
export function placesOf(taint: ReadyTaint, stage: Stage): Places | null {
  // Sinks are rarer, and told by their names.
  const sinks = all(taint.sinks, stage);
  if (sinks.length === 0) return null;
  const sources = all(taint.sources, stage);
  if (sources.length === 0) return null;
  const ends = new Set([...sources, ...sinks].map(({ found }) => `${found.start}-${found.end}`));
  const sanitizers = all(taint.sanitizers, stage).filter(
    ({ spec, found }) => !(spec.notConflicting && ends.has(`${found.start}-${found.end}`)),
  );
  const nodes = stage.scene.sorted;
  const [begun, harmed] = [byNode(nodes, sources), byNode(nodes, sinks)];
  return {
    sources: begun,
    begins: startsOf(begun),
    sanitizers: byNode(nodes, sanitizers),
    sinks: harmed,
    ends: startsOf(harmed),
    hops: byEnds(hopsOf(taint, stage)),
    hasEffects: sanitizers.some(({ spec }) => spec.bySideEffect !== false),
  };
}

function all<T extends { readonly of: Parameters<Stage['evaluate']>[0] }>(
  specs: readonly T[],
  stage: Stage,
): { spec: T; found: Found }[] {
  return specs.flatMap((spec) => stage.evaluate(spec.of, stage, null).map((found) => ({ spec, found })));
}

/**
 * An exact one is the node of its range; where there is none, the largest nodes inside. All others cover all inside.
 * Takes the nodes sorted by where they begin.
 */
function byNode<T extends { spec: { exact: boolean }; found: Found }>(
  nodes: readonly Node[],
  marks: readonly T[],
): Map<Node, T[]> {
  const map = new Map<Node, T[]>();
  for (const mark of marks) {
    const inside = nodesIn(nodes, mark.found);
    const largest = inside.filter(
      (node) => !node.parent || !isInside(node.parent, mark.found) || isSame(node, mark.found),
    );
    for (const node of mark.spec.exact ? largest : inside) {
      const list = map.get(node);
      if (list) list.push(mark);
      else map.set(node, [mark]);
    }
  }
  return map;
}

function startsOf(places: ReadonlyMap<Node, unknown>): Float64Array {
  return Float64Array.from(places.keys(), ({ start }) => start).sort();
}

function nodesIn(nodes: readonly Node[], range: Span): Node[] {
  const first = firstFrom(nodes, range.start);
  const inside: Node[] = [];
  for (let at = first; at < nodes.length && (nodes[at] as Node).start <= range.end; at++) {
    if (isInside(nodes[at] as Node, range)) inside.push(nodes[at] as Node);
  }
  return inside;
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function hopsOf(taint: ReadyTaint, stage: Stage): Hop[] {
  return all(taint.propagators, stage).flatMap(({ spec, found }) => {
    const from = lookUp(found.env, spec.from)?.nodes[0];
    const to = lookUp(found.env, spec.to)?.nodes[0];
    return from && to ? [{ spec, whole: { start: found.start, end: found.end }, from, to }] : [];
  });
}

function byEnds(hops: readonly Hop[]): Hops {
  return {
    to: groupBy(hops, ({ to }) => to),
    from: new Set(hops.map(({ from }) => from)),
    whole: groupBy(hops, ({ whole }) => `${whole.start}-${whole.end}`),
  };
}
