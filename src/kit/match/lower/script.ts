/** The shapes of JavaScript and TypeScript, with or without JSX. */
import { unescaped } from './as-read.ts';
import { fieldOf, type Shape, type Shapes } from './lowerer.ts';
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
import { assigned, bind, declaration, field } from './script/bindings.ts';
import { attempt, branch, caseShape, loop } from './script/control.ts';
import { classBody, classShape, exported, func, parameters } from './script/functions.ts';
import { attribute, element, jsxText } from './script/jsx.ts';
import { call, creation, pair, shorthand, templateString } from './script/values.ts';

const NAME: Shape = (raw, low) => {
  const name = low.leaf('id', raw);
  return name.value.includes('\\') ? { ...name, value: unescaped(name.value) } : name;
};

export const script: Shapes = {
  program: list('block'),
  statement_block: list('block'),
  expression_statement: through,
  parenthesized_expression: through,
  else_clause: through,
  finally_clause: (raw, low) => low.field(raw, 'body'),
  class_static_block: (raw, low) => low.field(raw, 'body'),
  comment: nothing,
  html_comment: nothing,
  hash_bang_line: nothing,
  empty_statement: nothing,
  optional_chain: nothing,
  call_expression: call,
  new_expression: creation,
  member_expression: slots('dot', 'object', 'property'),
  nested_identifier: slots('dot', 'object', 'property'),
  nested_type_identifier: slots('dot', 'module', 'name'),
  subscript_expression: slots('index', 'object', 'index'),
  lexical_declaration: declaration,
  variable_declaration: declaration,
  using_declaration: declaration,
  variable_declarator: (raw, low) =>
    bind(low, raw, {
      name: fieldOf(raw, 'name'),
      type: fieldOf(raw, 'type'),
      value: fieldOf(raw, 'value'),
      words: [],
    }),
  assignment_expression: assigned,
  augmented_assignment_expression: (raw, low) =>
    low.make('assign', raw, {
      kids: [low.field(raw, 'left'), low.field(raw, 'right'), null, null],
      value: operatorOf(raw, low),
    }),
  function_declaration: func,
  function_expression: func,
  generator_function: func,
  generator_function_declaration: func,
  arrow_function: func,
  method_definition: func,
  function_signature: func,
  formal_parameters: parameters,
  class: classShape,
  class_declaration: classShape,
  abstract_class_declaration: classShape,
  class_body: classBody,
  extends_clause: (raw, low) =>
    raw.kids.filter((kid) => kid.field === 'value').flatMap((kid) => low.all(kid)),
  implements_clause: through,
  field_definition: field,
  public_field_definition: field,
  export_statement: exported,
  decorator: through,
  object: list('object'),
  object_pattern: list('object'),
  pair,
  pair_pattern: pair,
  shorthand_property_identifier: shorthand,
  shorthand_property_identifier_pattern: shorthand,
  object_assignment_pattern: (raw, low) => {
    const name = low.field(raw, 'left');
    return low.make('pair', raw, {
      kids: [
        name?.kind === 'pair' ? (name.kids[0] ?? null) : name,
        name?.kind === 'pair' ? (name.kids[1] ?? null) : name,
      ],
    });
  },
  computed_property_name: through,
  array: list('array'),
  array_pattern: list('array'),
  arguments: list('args'),
  string: (raw, low) => low.string(raw, low.text.slice(raw.start + 1, raw.end - 1)),
  template_string: templateString,
  template_substitution: through,
  regex: leaf('regex'),
  number: leaf('num'),
  ternary_expression: slots('cond', 'condition', 'consequence', 'alternative'),
  binary_expression: operation('binary', 'left', 'right'),
  unary_expression: operation('unary', 'argument'),
  update_expression: operation('unary', 'argument'),
  await_expression: around('await'),
  spread_element: around('spread'),
  rest_pattern: around('spread'),
  if_statement: branch,
  while_statement: (raw, low) =>
    low.make('while', raw, { kids: [low.field(raw, 'condition'), blockOf(low, fieldOf(raw, 'body'))] }),
  for_statement: loop,
  for_in_statement: (raw, low) =>
    low.make('foreach', raw, {
      kids: [low.field(raw, 'left'), low.field(raw, 'right'), blockOf(low, fieldOf(raw, 'body')), null],
    }),
  return_statement: around('return'),
  throw_statement: around('throw'),
  try_statement: attempt,
  catch_clause: (raw, low) =>
    low.make('catch', raw, { kids: [null, low.field(raw, 'parameter'), low.field(raw, 'body')] }),
  switch_case: caseShape,
  switch_default: caseShape,
  jsx_element: element,
  jsx_self_closing_element: element,
  jsx_attribute: attribute,
  jsx_expression: through,
  jsx_text: jsxText,
  as_expression: (raw, low) => low.one(codeIn(raw)[0]),
  satisfies_expression: (raw, low) => low.one(codeIn(raw)[0]),
  non_null_expression: (raw, low) => low.one(codeIn(raw)[0]),
  type_assertion: (raw, low) => low.one(codeIn(raw).at(-1)),
  type_annotation: through,
  generic_type: (raw, low) =>
    low.make('generic', raw, { kids: [low.field(raw, 'name'), low.field(raw, 'type_arguments')] }),
  identifier: NAME,
  property_identifier: NAME,
  private_property_identifier: NAME,
  statement_identifier: NAME,
  type_identifier: NAME,
  predefined_type: NAME,
  this: NAME,
  super: NAME,
  undefined: NAME,
  import: NAME,
};
