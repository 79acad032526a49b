/** Shapes that several languages share. */
import type { Node } from '../node.ts';
import { fieldOf, namedIn, type Lowerer, type Shape } from './lowerer.ts';
import type { Raw } from './raw.ts';

const NO_CODE = new Set(['comment', 'line_comment', 'block_comment', 'html_comment']);

/** Children in fixed places, each from a field of the grammar. */
export function slots(kind: string, ...fields: readonly string[]): Shape {
  return (raw, low) => low.make(kind, raw, { kids: fields.map((field) => low.field(raw, field)) });
}

/** The same, with the operator as value. */
export function operation(kind: string, ...fields: readonly string[]): Shape {
  return (raw, low) =>
    low.make(kind, raw, { kids: fields.map((field) => low.field(raw, field)), value: operatorOf(raw, low) });
}

export function operatorOf(raw: Raw, low: Lowerer): string {
  const field = fieldOf(raw, 'operator') ?? raw.kids.find((kid) => !kid.named);
  return field ? low.source(field) : '';
}

/** All named children, in order. */
export function list(kind: string): Shape {
  return (raw, low) => low.list(kind, raw, namedIn(raw));
}

export function leaf(kind: string): Shape {
  return (raw, low) => low.leaf(kind, raw);
}

/** Stands for its children: brackets, a statement that is an expression. */
export const through: Shape = (raw, low) => low.each(namedIn(raw));

export const nothing: Shape = () => null;

/** One slot from the first named child: `return x`, `await x`, `...x`. */
export function around(kind: string): Shape {
  return (raw, low) => low.make(kind, raw, { kids: [low.one(codeIn(raw)[0])] });
}

/** The named children that are code. */
export function codeIn(raw: Raw): Raw[] {
  return raw.kids.filter((kid) => kid.named && !NO_CODE.has(kid.type));
}

/** A statement as a block, whether or not there are braces. */
export function blockOf(low: Lowerer, raw: Raw | undefined): Node | null {
  if (!raw) return null;
  const made = low.all(raw);
  const only = made.length === 1 ? made[0] : undefined;
  if (only?.kind === 'block' || only?.kind === 'ellipsis' || only?.kind === 'variable') return only;
  return low.make('block', raw, { kids: made });
}

/** A string whose parts are text and code: one string when there is no code in it. */
export function template(
  low: Lowerer,
  raw: Raw,
  at: { readonly code: string; readonly quotes: readonly [number, number] },
): Node {
  const parts: Node[] = [];
  let from = raw.start + at.quotes[0];
  const end = raw.end - at.quotes[1];
  for (const kid of raw.kids) {
    if (kid.type !== at.code) continue;
    if (kid.start > from)
      parts.push(
        low.make('text', { start: from, end: kid.start }, { value: low.text.slice(from, kid.start) }),
      );
    parts.push(...low.all(kid));
    from = kid.end;
  }
  if (end > from) parts.push(low.make('text', { start: from, end }, { value: low.text.slice(from, end) }));
  return low.make('tmpl', raw, { kids: parts });
}
