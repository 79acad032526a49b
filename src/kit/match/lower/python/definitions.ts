/** Functions and classes of Python. */
import type { Node } from '../../node.ts';
import { fieldOf, type Lowerer, type Shape } from '../lowerer.ts';
import type { Raw } from '../raw.ts';
import { codeIn } from '../shapes.ts';

function parameter(low: Lowerer, raw: Raw): Node {
  const isDefault = raw.type === 'default_parameter' || raw.type === 'typed_default_parameter';
  const inner = isDefault ? fieldOf(raw, 'name') : raw.type === 'typed_parameter' ? codeIn(raw)[0] : raw;
  const name = low.one(inner);
  if (name && (name.kind === 'ellipsis' || name.kind === 'variables') && inner?.end === raw.end) return name;
  return low.make('param', raw, { kids: [name, low.field(raw, 'type'), low.field(raw, 'value'), null] });
}

export const parameters: Shape = (raw, low) =>
  low.make('params', raw, { kids: codeIn(raw).map((kid) => parameter(low, kid)) });

export const func: Shape = (raw, low) =>
  low.make('func', raw, {
    kids: [
      low.field(raw, 'name'),
      low.field(raw, 'parameters'),
      low.field(raw, 'body'),
      low.field(raw, 'return_type'),
      null,
      null,
    ],
  });

export const lambda: Shape = (raw, low) => {
  const parameters =
    low.field(raw, 'parameters') ?? low.make('params', { start: raw.start, end: raw.start }, {});
  return low.make('lambda', raw, { kids: [parameters, low.field(raw, 'body')] });
};

/** The range of what is decorated begins with its first decorator. */
export const decorated: Shape = (raw, low) => {
  const marks = low.list(
    'marks',
    raw,
    raw.kids.filter((kid) => kid.type === 'decorator'),
  );
  const node = low.field(raw, 'definition');
  if (!node) return marks.kids.filter((kid) => kid !== null);
  const kids = [...node.kids];
  kids[node.kind === 'func' ? 4 : 3] = marks;
  return low.make(node.kind, raw, { kids });
};

export const classShape: Shape = (raw, low) => {
  const bases = low.field(raw, 'superclasses');
  return low.make('class', raw, {
    kids: [
      low.field(raw, 'name'),
      bases && bases.kids.length > 0 ? { ...bases, kind: 'bases' } : null,
      low.field(raw, 'body'),
      null,
    ],
  });
};
