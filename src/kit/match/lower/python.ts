/** The shapes of Python. */
import { fieldOf, namedIn, type Shape, type Shapes } from './lowerer.ts';
import { attempt, branch, clause, handler, otherwise } from './python/control.ts';
import { classShape, decorated, func, lambda, parameters } from './python/definitions.ts';
import { dotted, imported, importedFrom } from './python/names.ts';
import { call, comparison, conditional, index, splat, string } from './python/values.ts';
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

/** What stands bare between commas is a tuple. */
const statement: Shape = (raw, low) => {
  const made = codeIn(raw).flatMap((kid) => low.all(kid));
  return made.length > 1 ? low.make('tuple', raw, { kids: made }) : made;
};

const assignment: Shape = (raw, low) => {
  const right = low.field(raw, 'right');
  const left = low.field(raw, 'left');
  const type = low.field(raw, 'type');
  if (!right) return low.make('declare', raw, { kids: [left, type, null] });
  return low.make('assign', raw, {
    kids: [left, right, type, null],
    value: raw.type === 'assignment' ? '=' : operatorOf(raw, low),
  });
};

const withShape: Shape = (raw, low) => {
  const clause = raw.kids.find((kid) => kid.type === 'with_clause') ?? raw;
  const items = codeIn(clause).filter((kid) => kid.type === 'with_item');
  return low.make('with', raw, { kids: [low.list('items', clause, items), low.field(raw, 'body')] });
};

export const python: Shapes = {
  module: list('block'),
  block: list('block'),
  comment: nothing,
  line_continuation: nothing,
  expression_statement: statement,
  parenthesized_expression: through,
  call,
  argument_list: list('args'),
  keyword_argument: slots('kw', 'name', 'value'),
  attribute: slots('dot', 'object', 'attribute'),
  dotted_name: dotted,
  subscript: index,
  assignment,
  augmented_assignment: assignment,
  named_expression: (raw, low) =>
    low.make('assign', raw, {
      kids: [low.field(raw, 'name'), low.field(raw, 'value'), null, null],
      value: '=',
    }),
  pattern_list: list('tuple'),
  expression_list: list('tuple'),
  tuple: list('tuple'),
  tuple_pattern: list('tuple'),
  list: list('array'),
  list_pattern: list('array'),
  dictionary: list('object'),
  pair: slots('pair', 'key', 'value'),
  dictionary_splat: splat,
  dictionary_splat_pattern: splat,
  list_splat: splat,
  list_splat_pattern: splat,
  function_definition: func,
  lambda,
  parameters,
  lambda_parameters: parameters,
  decorated_definition: decorated,
  decorator: through,
  class_definition: classShape,
  import_statement: imported,
  import_from_statement: importedFrom,
  future_import_statement: importedFrom,
  if_statement: branch,
  comparison_operator: comparison,
  boolean_operator: operation('binary', 'left', 'right'),
  binary_operator: operation('binary', 'left', 'right'),
  unary_operator: operation('unary', 'argument'),
  not_operator: operation('unary', 'argument'),
  for_statement: (raw, low) =>
    low.make('foreach', raw, {
      kids: [
        low.field(raw, 'left'),
        low.field(raw, 'right'),
        low.field(raw, 'body'),
        null,
        otherwise(raw, low),
      ],
    }),
  while_statement: (raw, low) =>
    low.make('while', raw, {
      kids: [low.field(raw, 'condition'), blockOf(low, fieldOf(raw, 'body')), otherwise(raw, low)],
    }),
  with_statement: withShape,
  with_item: (raw, low) => low.field(raw, 'value'),
  as_pattern: (raw, low) => low.make('as', raw, { kids: [low.one(codeIn(raw)[0]), low.field(raw, 'alias')] }),
  as_pattern_target: through,
  return_statement: around('return'),
  raise_statement: (raw, low) =>
    low.make('throw', raw, { kids: [low.one(codeIn(raw)[0]), low.field(raw, 'cause')] }),
  case_clause: clause,
  try_statement: attempt,
  except_clause: handler,
  conditional_expression: conditional,
  string,
  interpolation: (raw, low) => low.field(raw, 'expression'),
  concatenated_string: list('concat'),
  set_comprehension: list('comprehension'),
  dictionary_comprehension: list('comprehension'),
  await: around('await'),
  print_statement: (raw, low) =>
    low.make('call', raw, {
      kids: [
        low.make('id', { start: raw.start, end: raw.start + 5 }, { value: 'print' }),
        low.list('args', raw, namedIn(raw)),
      ],
    }),
  type: through,
  identifier: NAME,
  integer: leaf('num'),
  float: leaf('num'),
};
