/** What Java declares: variables, methods, classes. */
import type { Node } from '../../node.ts';
import { fieldOf, type Lowerer, type Shape } from '../lowerer.ts';
import type { Raw } from '../raw.ts';
import { blockOf, codeIn } from '../shapes.ts';

export function marksOf(raw: Raw, low: Lowerer): Node | null {
  const modifiers = raw.kids.find((kid) => kid.type === 'modifiers');
  if (!modifiers) return null;
  const kids = modifiers.kids.flatMap((kid) => (kid.named ? low.all(kid) : [low.leaf('id', kid)]));
  return low.make('marks', modifiers, { kids });
}

export const declaration: Shape = (raw, low) => {
  const declarators = raw.kids.filter((kid) => kid.field === 'declarator');
  const type = low.field(raw, 'type');
  const marks = marksOf(raw, low);
  return declarators.map((kid) => {
    const at = declarators.length === 1 ? raw : kid;
    const name = low.field(kid, 'name');
    const value = low.field(kid, 'value');
    if (name?.kind === 'ellipsis') return { ...name, start: at.start, end: at.end };
    if (!value) return low.make('declare', at, { kids: [name, type, marks] });
    return low.make('assign', at, { kids: [name, value, type, marks], value: '=' });
  });
};

export const method: Shape = (raw, low) =>
  low.make('func', raw, {
    kids: [
      low.field(raw, 'name'),
      low.field(raw, 'parameters'),
      low.field(raw, 'body'),
      low.field(raw, 'type'),
      marksOf(raw, low),
      null,
    ],
  });

export const lambda: Shape = (raw, low) => {
  const parameters = low.field(raw, 'parameters');
  const single = parameters && parameters.kind !== 'params';
  const wrapped = single
    ? low.make('params', parameters, {
        kids: [low.make('param', parameters, { kids: [parameters, null, null, null] })],
      })
    : parameters;
  return low.make('func', raw, {
    kids: [null, wrapped, blockOf(low, fieldOf(raw, 'body')), null, null, null],
  });
};

export const parameter: Shape = (raw, low) => {
  const declarator = raw.kids.find((kid) => kid.type === 'variable_declarator');
  const name = declarator ? low.field(declarator, 'name') : low.field(raw, 'name');
  if (name?.kind === 'ellipsis' || name?.kind === 'variables') return name;
  const type =
    low.field(raw, 'type') ??
    low.one(codeIn(raw).find((kid) => kid.type.endsWith('type') || kid.type.endsWith('type_identifier')));
  return low.make('param', raw, { kids: [name, type, null, marksOf(raw, low)] });
};

export const inferred: Shape = (raw, low) =>
  low.make('params', raw, {
    kids: codeIn(raw).map((kid) => {
      const name = low.one(kid);
      return name?.kind === 'ellipsis' ? name : low.make('param', kid, { kids: [name, null, null, null] });
    }),
  });

export const classShape: Shape = (raw, low) => {
  const parents = raw.kids.filter(
    (kid) => kid.field === 'superclass' || kid.field === 'interfaces' || kid.type === 'extends_interfaces',
  );
  const bases = parents.length > 0 ? low.list('bases', raw, parents) : null;
  return low.make('class', raw, {
    kids: [low.field(raw, 'name'), bases, low.field(raw, 'body'), marksOf(raw, low)],
  });
};
