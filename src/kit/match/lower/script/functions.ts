/** Functions, classes and what is exported, in JavaScript and TypeScript. */
import type { Node } from '../../node.ts';
import { fieldOf, namedIn, type Lowerer, type Shape } from '../lowerer.ts';
import type { Raw } from '../raw.ts';
import { blockOf, codeIn } from '../shapes.ts';

export const func: Shape = (raw, low) => {
  const body = fieldOf(raw, 'body');
  const single = fieldOf(raw, 'parameter');
  const parameters = single
    ? low.make('params', single, { kids: [parameter(low, single)] })
    : low.field(raw, 'parameters');
  return low.make('func', raw, {
    value: raw.type === 'arrow_function' ? 'arrow' : '',
    kids: [
      low.field(raw, 'name'),
      parameters,
      blockOf(low, body),
      low.field(raw, 'return_type'),
      marksOf(raw, low),
      null,
    ],
  });
};

function marksOf(raw: Raw, low: Lowerer): Node | null {
  const marks = raw.kids.filter((kid) => kid.type === 'decorator');
  return marks.length > 0 ? low.list('marks', raw, marks) : null;
}

function parameter(low: Lowerer, raw: Raw): Node {
  const isWrapped = raw.type === 'required_parameter' || raw.type === 'optional_parameter';
  const isDefault = raw.type === 'assignment_pattern';
  const inner = isWrapped ? fieldOf(raw, 'pattern') : isDefault ? fieldOf(raw, 'left') : raw;
  const name = low.one(inner);
  if (name && (name.kind === 'ellipsis' || name.kind === 'variables') && inner?.end === raw.end) return name;
  const value = isWrapped ? low.field(raw, 'value') : isDefault ? low.field(raw, 'right') : null;
  const type = isWrapped ? low.field(raw, 'type') : null;
  return low.make('param', raw, { kids: [name, type, value, marksOf(raw, low)] });
}

export const parameters: Shape = (raw, low) =>
  low.make('params', raw, { kids: codeIn(raw).map((kid) => parameter(low, kid)) });

export const classShape: Shape = (raw, low) => {
  const heritage = raw.kids.find((kid) => kid.type === 'class_heritage');
  const bases = heritage ? low.list('bases', heritage, codeIn(heritage)) : null;
  return low.make('class', raw, {
    kids: [low.field(raw, 'name'), bases, low.field(raw, 'body'), marksOf(raw, low)],
  });
};

/** Decorators lie beside the member that they decorate. */
export const classBody: Shape = (raw, low) => {
  const members: Node[] = [];
  let marks: Raw[] = [];
  for (const kid of codeIn(raw)) {
    if (kid.type === 'decorator') {
      marks.push(kid);
      continue;
    }
    for (const node of low.all(kid)) members.push(marks.length > 0 ? marked(low, node, marks) : node);
    marks = [];
  }
  for (const mark of marks) members.push(...low.all(mark));
  return low.make('classbody', raw, { kids: members });
};

function marked(low: Lowerer, node: Node, marks: readonly Raw[]): Node {
  const first = marks[0];
  if (node.kind !== 'func' || !first) return node;
  const at = { start: first.start, end: node.end };
  const [name = null, params = null, body = null, result = null] = node.kids;
  return low.make('func', at, { kids: [name, params, body, result, low.list('marks', at, marks), null] });
}

export const exported: Shape = (raw, low) => {
  const inner = fieldOf(raw, 'declaration') ?? fieldOf(raw, 'value');
  if (!inner) return low.list('export', raw, namedIn(raw));
  const marks = raw.kids.filter((kid) => kid.type === 'decorator');
  const [node, ...more] = low.all(inner);
  if (!node) return [];
  if (node.kind !== 'class' || marks.length === 0) return [node, ...more];
  const [name = null, bases = null, body = null] = node.kids;
  return low.make('class', raw, { kids: [name, bases, body, low.list('marks', raw, marks)] });
};
