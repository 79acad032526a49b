/** The shapes of Java. */
import { fieldOf, type Shapes } from './lowerer.ts';
import { classShape, declaration, inferred, lambda, method, parameter } from './java/definitions.ts';
import { attempt, branch, group, handler, loop, resource } from './java/control.ts';
import { creation, imported, invocation, scoped } from './java/values.ts';
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
