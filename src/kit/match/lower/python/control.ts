/** Branches, matches, tries and what follows them in Python. */
import type { Node } from '../../node.ts';
import type { Lowerer, Shape } from '../lowerer.ts';
import type { Raw } from '../raw.ts';
import { codeIn } from '../shapes.ts';

export const branch: Shape = (raw, low) => {
  const alternatives = raw.kids.filter((kid) => kid.field === 'alternative');
  let last: Node | null = null;
  for (const kid of alternatives.reverse()) {
    if (kid.type === 'else_clause') last = low.field(kid, 'body');
    else {
      const inner = low.make(
        'if',
        { start: kid.start, end: raw.end },
        { kids: [low.field(kid, 'condition'), low.field(kid, 'consequence'), last, null] },
      );
      last = low.make('block', inner, { kids: [inner] });
    }
  }
  return low.make('if', raw, {
    kids: [low.field(raw, 'condition'), low.field(raw, 'consequence'), last, null],
  });
};

export const attempt: Shape = (raw, low) => {
  const handlers = raw.kids.filter((kid) => kid.type === 'except_clause');
  const last = raw.kids.find((kid) => kid.type === 'finally_clause');
  return low.make('try', raw, {
    kids: [
      low.field(raw, 'body'),
      handlers.length > 0 ? low.list('handlers', raw, handlers) : null,
      last ? low.one(codeIn(last)[0]) : null,
      null,
      otherwise(raw, low),
    ],
  });
};

export const handler: Shape = (raw, low) => {
  const body = raw.kids.find((kid) => kid.type === 'block');
  const value = low.field(raw, 'value');
  const isNamed = value?.kind === 'as';
  return low.make('catch', raw, {
    kids: [
      isNamed ? (value.kids[0] ?? null) : value,
      isNamed ? (value.kids[1] ?? null) : low.field(raw, 'alias'),
      low.one(body),
    ],
  });
};

/** Alternatives are a list, `_` and what binds a name fit anything. */
export const clause: Shape = (raw, low) => {
  const patterns = raw.kids
    .filter((kid) => kid.type === 'case_pattern')
    .flatMap((kid) => codeIn(kid))
    .flatMap((kid) => (kid.type === 'union_pattern' ? codeIn(kid) : [kid]))
    .map((kid) => low.one(kid));
  const isAny = raw.kids.some((kid) => kid.type === 'case_pattern' && low.source(kid) === '_');
  const value = isAny
    ? null
    : patterns.length === 1
      ? (patterns[0] ?? null)
      : low.make('tuple', raw, { kids: patterns });
  return low.make('case', raw, { kids: [value, low.field(raw, 'consequence'), low.field(raw, 'guard')] });
};

/** What is run when a `try` raised nothing, or a loop was not left. */
export function otherwise(raw: Raw, low: Lowerer): Node | null {
  const clause = raw.kids.find((kid) => kid.type === 'else_clause');
  return clause ? low.field(clause, 'body') : null;
}
