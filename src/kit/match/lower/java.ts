/** The shapes of Java. */
import type { Node } from '../node.ts';
import { fieldOf, type Lowerer, type Shape, type Shapes } from './lowerer.ts';
import type { Raw } from './raw.ts';
import {
  around,
  blockOf,
  codeIn,
  leaf,
  list,
  nothing,
  operation,
  operatorOf,
  slots,
  through,
} from './shapes.ts';

const NAME = leaf('id');
const NUMBER = leaf('num');

function marksOf(raw: Raw, low: Lowerer): Node | null {
  const modifiers = raw.kids.find((kid) => kid.type === 'modifiers');
  if (!modifiers) return null;
  const kids = modifiers.kids.flatMap((kid) => (kid.named ? low.all(kid) : [low.leaf('id', kid)]));
  return low.make('marks', modifiers, { kids });
}

const invocation: Shape = (raw, low) => {
  const object = fieldOf(raw, 'object');
  const name = fieldOf(raw, 'name');
  const callee =
    object && name
      ? low.make('dot', { start: raw.start, end: name.end }, { kids: [low.one(object), low.one(name)] })
      : low.one(name);
  return low.make('call', raw, { kids: [callee, low.field(raw, 'arguments')] });
};

const creation: Shape = (raw, low) =>
  low.make('new', raw, {
    kids: [
      low.field(raw, 'type'),
      low.field(raw, 'arguments'),
      low.one(raw.kids.find((kid) => kid.type === 'class_body')),
    ],
  });

const scoped: Shape = (raw, low) => {
  const [first, ...rest] = codeIn(raw).filter((kid) => !kid.type.includes('annotation'));
  let node = low.one(first);
  for (const kid of rest)
    node = low.make('dot', { start: raw.start, end: kid.end }, { kids: [node, low.one(kid)] });
  return node;
};

const declaration: Shape = (raw, low) => {
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

const method: Shape = (raw, low) =>
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

const lambda: Shape = (raw, low) => {
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

const parameter: Shape = (raw, low) => {
  const declarator = raw.kids.find((kid) => kid.type === 'variable_declarator');
  const name = declarator ? low.field(declarator, 'name') : low.field(raw, 'name');
  if (name?.kind === 'ellipsis' || name?.kind === 'variables') return name;
  const type =
    low.field(raw, 'type') ??
    low.one(codeIn(raw).find((kid) => kid.type.endsWith('type') || kid.type.endsWith('type_identifier')));
  return low.make('param', raw, { kids: [name, type, null, marksOf(raw, low)] });
};

const inferred: Shape = (raw, low) =>
  low.make('params', raw, {
    kids: codeIn(raw).map((kid) => {
      const name = low.one(kid);
      return name?.kind === 'ellipsis' ? name : low.make('param', kid, { kids: [name, null, null, null] });
    }),
  });

const classShape: Shape = (raw, low) => {
  const parents = raw.kids.filter(
    (kid) => kid.field === 'superclass' || kid.field === 'interfaces' || kid.type === 'extends_interfaces',
  );
  const bases = parents.length > 0 ? low.list('bases', raw, parents) : null;
  return low.make('class', raw, {
    kids: [low.field(raw, 'name'), bases, low.field(raw, 'body'), marksOf(raw, low)],
  });
};

const loop: Shape = (raw, low) =>
  low.make('for', raw, {
    kids: [
      low.field(raw, 'init'),
      low.field(raw, 'condition'),
      low.field(raw, 'update'),
      blockOf(low, fieldOf(raw, 'body')),
    ],
  });

const branch: Shape = (raw, low) =>
  low.make('if', raw, {
    kids: [
      low.field(raw, 'condition'),
      blockOf(low, fieldOf(raw, 'consequence')),
      blockOf(low, fieldOf(raw, 'alternative')),
      null,
    ],
  });

const attempt: Shape = (raw, low) => {
  const handlers = raw.kids.filter((kid) => kid.type === 'catch_clause');
  const last = raw.kids.find((kid) => kid.type === 'finally_clause');
  return low.make('try', raw, {
    kids: [
      low.field(raw, 'body'),
      handlers.length > 0 ? low.list('handlers', raw, handlers) : null,
      last ? low.one(codeIn(last)[0]) : null,
      low.field(raw, 'resources'),
    ],
  });
};

const handler: Shape = (raw, low) => {
  const caught = raw.kids.find((kid) => kid.type === 'catch_formal_parameter');
  const types = caught?.kids.find((kid) => kid.type === 'catch_type');
  return low.make('catch', raw, {
    kids: [
      types ? low.one(codeIn(types)[0]) : null,
      caught ? low.field(caught, 'name') : null,
      low.field(raw, 'body'),
    ],
  });
};

const resource: Shape = (raw, low) => {
  const value = low.field(raw, 'value');
  if (!value) return low.one(codeIn(raw)[0]);
  return low.make('assign', raw, {
    kids: [low.field(raw, 'name'), value, low.field(raw, 'type'), marksOf(raw, low)],
    value: '=',
  });
};

const imported: Shape = (raw, low) => {
  const path = codeIn(raw).find((kid) => kid.type === 'scoped_identifier' || kid.type === 'identifier');
  const star = raw.kids.find((kid) => kid.type === 'asterisk');
  const made = low.one(path);
  const whole =
    star && made
      ? low.make(
          'dot',
          { start: made.start, end: star.end },
          { kids: [made, low.make('id', star, { value: '*' })] },
        )
      : made;
  return low.make('import', raw, { kids: [whole, null] });
};

const group: Shape = (raw, low) => {
  const label = raw.kids.find((kid) => kid.type === 'switch_label');
  const body = codeIn(raw).filter((kid) => kid.type !== 'switch_label');
  const at = { start: body[0]?.start ?? raw.end, end: raw.end };
  return low.make('case', raw, {
    kids: [label ? low.one(codeIn(label)[0]) : null, low.list('block', at, body)],
  });
};

export const java: Shapes = {
  program: list('block'),
  block: list('block'),
  constructor_body: list('block'),
  class_body: list('classbody'),
  interface_body: list('classbody'),
  enum_body: list('classbody'),
  enum_body_declarations: through,
  line_comment: nothing,
  block_comment: nothing,
  expression_statement: through,
  parenthesized_expression: through,
  method_invocation: invocation,
  explicit_constructor_invocation: (raw, low) =>
    low.make('call', raw, { kids: [low.field(raw, 'constructor'), low.field(raw, 'arguments')] }),
  argument_list: list('args'),
  annotation_argument_list: list('args'),
  element_value_pair: slots('kw', 'key', 'value'),
  element_value_array_initializer: list('array'),
  array_initializer: list('array'),
  object_creation_expression: creation,
  field_access: slots('dot', 'object', 'field'),
  scoped_identifier: slots('dot', 'scope', 'name'),
  scoped_type_identifier: scoped,
  array_access: slots('index', 'array', 'index'),
  assignment_expression: (raw, low) =>
    low.make('assign', raw, {
      kids: [low.field(raw, 'left'), low.field(raw, 'right'), null, null],
      value: operatorOf(raw, low),
    }),
  local_variable_declaration: declaration,
  field_declaration: declaration,
  constant_declaration: declaration,
  method_declaration: method,
  constructor_declaration: method,
  compact_constructor_declaration: method,
  formal_parameters: list('params'),
  formal_parameter: parameter,
  spread_parameter: parameter,
  inferred_parameters: inferred,
  lambda_expression: lambda,
  class_declaration: classShape,
  interface_declaration: classShape,
  enum_declaration: classShape,
  record_declaration: classShape,
  superclass: through,
  super_interfaces: through,
  extends_interfaces: through,
  type_list: through,
  import_declaration: imported,
  if_statement: branch,
  while_statement: (raw, low) =>
    low.make('while', raw, { kids: [low.field(raw, 'condition'), blockOf(low, fieldOf(raw, 'body'))] }),
  for_statement: loop,
  enhanced_for_statement: (raw, low) =>
    low.make('foreach', raw, {
      kids: [
        low.field(raw, 'name'),
        low.field(raw, 'value'),
        blockOf(low, fieldOf(raw, 'body')),
        low.field(raw, 'type'),
      ],
    }),
  return_statement: around('return'),
  throw_statement: around('throw'),
  try_statement: attempt,
  try_with_resources_statement: attempt,
  resource_specification: list('resources'),
  resource,
  catch_clause: handler,
  switch_block_statement_group: group,
  switch_rule: group,
  cast_expression: slots('cast', 'type', 'value'),
  ternary_expression: slots('cond', 'condition', 'consequence', 'alternative'),
  binary_expression: operation('binary', 'left', 'right'),
  unary_expression: operation('unary', 'operand'),
  annotation: slots('annotation', 'name', 'arguments'),
  marker_annotation: slots('annotation', 'name', 'arguments'),
  generic_type: (raw, low) => {
    const [type, args] = codeIn(raw);
    return low.make('generic', raw, { kids: [low.one(type), low.one(args)] });
  },
  string_literal: (raw, low) => {
    const quote = low.text.startsWith('"""', raw.start) ? 3 : 1;
    return low.string(raw, low.text.slice(raw.start + quote, raw.end - quote));
  },
  identifier: NAME,
  type_identifier: NAME,
  this: NAME,
  super: NAME,
  integral_type: NAME,
  floating_point_type: NAME,
  boolean_type: NAME,
  void_type: NAME,
  decimal_integer_literal: NUMBER,
  hex_integer_literal: NUMBER,
  octal_integer_literal: NUMBER,
  binary_integer_literal: NUMBER,
  decimal_floating_point_literal: NUMBER,
};
