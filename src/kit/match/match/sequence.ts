/** Statements of a pattern against the statements of a block and of the blocks inside it. */
import type { Node } from '../node.ts';
import type { Matcher, Next } from './matcher.ts';
import type { Statement } from './statements.ts';

/** Where a sequence stands: the next part of the pattern, the next statement, how far it may go. */
interface Place {
  readonly parts: readonly (Node | null)[];
  readonly i: number;
  readonly at: number;
  readonly to: number;
  /** What has been covered so far ends here. */
  readonly end: number;
  /** The block whose next statement comes when no ellipsis does. */
  readonly block: Node;
}

/** Is told the environment and where the last statement ends. */
export type Ended = (end: number) => void;

/** A whole body: with an ellipsis it may go on behind the last part, without one it is exact. */
export function matchBody(m: Matcher, { p, t }: { p: Node; t: Node }, next: Next): void {
  const stretch = m.statements.blocks.get(t);
  if (!stretch) return;
  const isOpen = p.kids.some((kid) => kid?.kind === 'ellipsis' || kid?.kind === 'variables');
  if (!isOpen) {
    const statements = t.kids.filter((kid) => kid !== null);
    if (statements.length !== p.kids.length) return;
    return inOrder(m, { ps: p.kids, ts: statements, i: 0 }, next);
  }
  matchParts(m, { parts: p.kids, i: 0, at: stretch.from, to: stretch.to, end: t.start, block: t }, () =>
    next(),
  );
}

function inOrder(
  m: Matcher,
  { ps, ts, i }: { ps: Node['kids']; ts: readonly Node[]; i: number },
  next: Next,
): void {
  const p = ps[i];
  const t = ts[i];
  if (!p || !t) return next();
  matchStatement(m, { p, t }, () => inOrder(m, { ps, ts, i: i + 1 }, next));
}

/** A sequence that begins at a statement of the row. */
export function matchFrom(
  m: Matcher,
  { parts, at, block }: Pick<Place, 'parts' | 'at' | 'block'>,
  ended: Ended,
): void {
  const to = m.statements.blocks.get(block)?.to ?? at;
  matchParts(m, { parts, i: 0, at, to, end: m.statements.row[at]?.node.start ?? 0, block }, ended);
}

function matchParts(m: Matcher, place: Place, ended: Ended): void {
  m.step();
  const { parts, i, at, to, block } = place;
  const p = parts[i];
  if (!p) return ended(place.end);
  const { row } = m.statements;
  if (p.kind === 'ellipsis' || p.kind === 'variables') {
    if (i === parts.length - 1) return ended(Math.max(place.end, block.kids.at(-1)?.end ?? block.end));
    const next = parts[i + 1];
    const mayStand = next ? m.standing(next) : () => false;
    for (let from = at; from < to; from++)
      if (mayStand(from)) matchOne(m, { ...place, i: i + 1, at: from }, ended);
    return;
  }
  if (at < to && row[at]?.block === block) matchOne(m, place, ended);
}

function matchOne(m: Matcher, place: Place, ended: Ended): void {
  const p = place.parts[place.i];
  const statement = m.statements.row[place.at];
  if (!p || !statement) return;
  const follow = (): void => matchParts(m, { ...place, i: place.i + 1, ...behind(place, statement) }, ended);
  matchStatement(m, { p, t: statement.node }, follow);
}

/** After an ellipsis comes any later statement, those inside this one too; else the next one of its block. */
function behind(
  { parts, i, at, end }: Place,
  { node, after, block }: Statement,
): Pick<Place, 'at' | 'end' | 'block'> {
  const isLoose = parts[i + 1]?.kind === 'ellipsis';
  return { at: isLoose ? at + 1 : after, end: Math.max(end, node.end), block };
}

const WHOLE = new Set([
  'block',
  'func',
  'class',
  'if',
  'for',
  'foreach',
  'while',
  'try',
  'with',
  'return',
  'throw',
  'declare',
  'import',
  'importfrom',
  'variable',
  'case',
  'import_statement',
]);
/** The heads of these are not run before what stands in their bodies, or not once. */
const CLOSED = new Set(['block', 'classbody', 'for']);

/** Whether a part of a pattern fits a statement of the row, whatever its variables are bound to. */
export function fitsAlone(m: Matcher, p: Node, at: number): boolean {
  const statement = m.statements.row[at];
  let fits = false;
  if (statement) m.apart(() => matchStatement(m, { p, t: statement.node }, () => (fits = true)));
  return fits;
}

/** One statement; an expression also fits inside it, but not inside the blocks that it holds. */
function matchStatement(m: Matcher, { p, t }: { p: Node; t: Node }, next: Next): void {
  m.node(p, t, next);
  if (WHOLE.has(p.kind) || CLOSED.has(t.kind)) return;
  const open: Node[] = [t];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node !== t) m.node(p, node, next);
    for (let i = node.kids.length - 1; i >= 0; i--) {
      const kid = node.kids[i];
      if (kid && !CLOSED.has(kid.kind)) open.push(kid);
    }
  }
}
