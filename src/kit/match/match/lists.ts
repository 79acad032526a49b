/** Lists of a pattern against lists of a file: in order, in any order, or as a part. */
import type { Node } from '../node.ts';
import type { Matcher, Next } from './matcher.ts';

type Nodes = readonly (Node | null)[];

export interface Lists {
  readonly ps: Nodes;
  readonly ts: Nodes;
  readonly i: number;
  readonly j: number;
}

/** In order; an ellipsis stands for any number, `$...X` for any number that it remembers. */
export function matchList(m: Matcher, { ps, ts, i, j }: Lists, next: Next): void {
  m.step();
  const p = ps[i];
  if (!p) return j === ts.length ? next() : undefined;
  if (p.kind === 'ellipsis' || p.kind === 'variables') {
    const isLast = i === ps.length - 1;
    for (let to = isLast ? ts.length : j; to <= ts.length; to++) {
      const rest = { ps, ts, i: i + 1, j: to };
      if (p.kind === 'ellipsis') matchList(m, rest, next);
      else
        m.bind(
          p.value,
          ts.slice(j, to).filter((t) => t !== null),
          () => matchList(m, rest, next),
        );
    }
    return;
  }
  const t = ts[j];
  if (t) m.node(p, t, () => matchList(m, { ps, ts, i: i + 1, j: j + 1 }, next));
}

interface Pair {
  readonly p: Node;
  readonly t: Node;
}

interface Wanted {
  readonly named: Nodes;
  readonly placed: Nodes;
  /** There may be more than those. */
  readonly isOpen: boolean;
}

const wanted = new WeakMap<Node, Wanted>();

/** The arguments of a pattern, told apart once. */
function wantedOf(p: Node): Wanted {
  const known = wanted.get(p);
  if (known) return known;
  const named = p.kids.filter((kid) => kid?.kind === 'kw');
  const placed = p.kids.filter((kid) => kid?.kind !== 'kw');
  const made = { named, placed, isOpen: placed.some(isMany) };
  wanted.set(p, made);
  return made;
}

function isMany(node: Node | null): boolean {
  return node?.kind === 'ellipsis' || node?.kind === 'variables';
}

/** Whether the number of arguments allows a match: told before anything is bound. */
export function mayTake(p: Node | null | undefined, t: Node | null | undefined): boolean {
  if (p?.kind !== 'args' || t?.kind !== 'args') return true;
  const { named, placed, isOpen } = wantedOf(p);
  const least = named.length + placed.filter((kid) => !isMany(kid)).length;
  return isOpen ? t.kids.length >= least : t.kids.length === least;
}

/** Keyword arguments are found by their names; the others stay in order. */
export function matchArguments(m: Matcher, { p, t }: Pair, next: Next): void {
  const { named, placed, isOpen } = wantedOf(p);
  const match = (i: number, left: Nodes): void => {
    const kw = named[i];
    if (kw) {
      left.forEach((arg, at) => {
        if (arg?.kind === 'kw') m.node(kw, arg, () => match(i + 1, left.toSpliced(at, 1)));
      });
      return;
    }
    const isHeld = !isOpen || placed.some((each) => each?.kind === 'variables');
    const ts = isHeld ? left : left.filter((arg) => arg?.kind !== 'kw');
    matchList(m, { ps: placed, ts, i: 0, j: 0 }, next);
  };
  match(0, t.kids);
}

/** Entries in any order; all of them, unless there is an ellipsis or a part is enough. */
export function matchUnordered(
  m: Matcher,
  { p, t, isPartial }: Pair & { isPartial: boolean },
  next: Next,
): void {
  const isOpen = isPartial || p.kids.some(isMany);
  if (!isOpen && p.kids.length !== t.kids.length) return;
  matchSubset(m, { p, t }, next);
}

/** Each entry of the pattern fits another entry of the file; an ellipsis says nothing. */
export function matchSubset(m: Matcher, { p, t }: Pair, next: Next): void {
  const wanted = p.kids.filter((kid) => kid && kid.kind !== 'ellipsis' && kid.kind !== 'variables');
  const match = (i: number, left: Nodes): void => {
    m.step();
    const entry = wanted[i];
    if (!entry) return next();
    left.forEach((node, at) => {
      if (node) m.node(entry, node, () => match(i + 1, left.toSpliced(at, 1)));
    });
  };
  match(0, t.kids);
}
