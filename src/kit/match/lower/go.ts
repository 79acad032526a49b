/** The shapes of Go. */
import type { Node } from '../node.ts';
import { fieldOf, type Lowerer, type Shape, type Shapes } from './lowerer.ts';
import type { Raw } from './raw.ts';
import { around, codeIn, leaf, list, nothing, operation, operatorOf, slots, through } from './shapes.ts';

const NAME = leaf('id');

/** Grammar lists of one are that one. */
const expressions: Shape = (raw, low) => {
  const made = codeIn(raw).flatMap((kid) => low.all(kid));
  return made.length === 1 ? made : low.make('tuple', raw, { kids: made });
};

const assignment: Shape = (raw, low) => {
  const isShort = raw.type === 'short_var_declaration';
  const words = isShort ? wordsOf(low, raw, 'var') : null;
  return low.make('assign', raw, {
    kids: [low.field(raw, 'left'), low.field(raw, 'right'), null, words],
    value: isShort ? '=' : operatorOf(raw, low),
  });
};

function wordsOf(low: Lowerer, at: Raw, ...words: readonly string[]): Node {
  return low.make('marks', at, { kids: words.map((value) => low.make('id', at, { value })) });
}

/** `var a, b = 1, 2` binds a list; `var a T` only declares. */
const spec: Shape = (raw, low) => {
  const names = raw.kids.filter((kid) => kid.field === 'name' && kid.named).flatMap((kid) => low.all(kid));
  const name = names.length === 1 ? (names[0] ?? null) : low.make('tuple', raw, { kids: names });
  const type = low.field(raw, 'type');
  const value = low.field(raw, 'value');
  // `var` in a pattern stands for any way to declare.
  const words = wordsOf(
    low,
    raw,
    ...(raw.type === 'const_spec' ? ['const', 'var'] : ['var']),
    ...(names.length > 1 ? ['several'] : []),
  );
  if (!value) return low.make('declare', raw, { kids: [name, type, words] });
  return low.make('assign', raw, { kids: [name, value, type, words], value: '=' });
};

const declaration: Shape = (raw, low) => {
  const made = codeIn(raw).flatMap((kid) => low.all(kid));
  return made.length === 1 ? made.map((node) => ({ ...node, start: raw.start, end: raw.end })) : made;
};

const func: Shape = (raw, low) =>
  low.make('func', raw, {
    kids: [
      low.field(raw, 'name'),
      low.field(raw, 'parameters'),
      low.field(raw, 'body'),
      low.field(raw, 'result'),
      null,
      low.field(raw, 'receiver'),
    ],
  });

const parameter: Shape = (raw, low) => {
  const names = raw.kids.filter((kid) => kid.field === 'name');
  const type = low.field(raw, 'type');
  if (names.length === 0)
    return type?.kind === 'ellipsis' ? type : low.make('param', raw, { kids: [null, type, null, null] });
  return names.map((raw) => {
    const name = low.one(raw);
    if (name?.kind === 'ellipsis' || name?.kind === 'variables') return name;
    return low.make('param', names.length === 1 && type ? { start: raw.start, end: type.end } : raw, {
      kids: [name, type, null, null],
    });
  });
};

const imported: Shape = (raw, low) =>
  low.make('import', raw, { kids: [low.field(raw, 'path'), low.field(raw, 'name')] });

const loop: Shape = (raw, low) => {
  const body = low.field(raw, 'body');
  const clause = codeIn(raw).find((kid) => kid.field !== 'body');
  if (clause?.type === 'range_clause') {
    return low.make('foreach', raw, {
      kids: [low.field(clause, 'left'), low.field(clause, 'right'), body, null],
    });
  }
  if (clause?.type === 'for_clause') {
    return low.make('for', raw, {
      kids: [
        low.field(clause, 'initializer'),
        low.field(clause, 'condition'),
        low.field(clause, 'update'),
        body,
      ],
    });
  }
  return low.make('while', raw, { kids: [low.one(clause), body] });
};

const branch: Shape = (raw, low) => {
  const alternative = low.field(raw, 'alternative');
  const last =
    alternative && alternative.kind !== 'block'
      ? low.make('block', alternative, { kids: [alternative] })
      : alternative;
  return low.make('if', raw, {
    kids: [low.field(raw, 'condition'), low.field(raw, 'consequence'), last, low.field(raw, 'initializer')],
  });
};

const caseShape: Shape = (raw, low) => {
  const head = raw.kids.filter((kid) => kid.field !== null && kid.named);
  const body = codeIn(raw).filter((kid) => kid.field === null);
  const at = { start: body[0]?.start ?? raw.end, end: raw.end };
  return low.make('case', raw, { kids: [low.one(head[0]), low.list('block', at, body)] });
};

const conversion: Shape = (raw, low) => {
  const operand = fieldOf(raw, 'operand');
  return low.make('call', raw, {
    kids: [low.field(raw, 'type'), operand ? low.list('args', operand, [operand]) : null],
  });
};

export const go: Shapes = {
  source_file: list('block'),
  block: list('block'),
  statement_list: through,
  comment: nothing,
  empty_statement: nothing,
  expression_statement: through,
  parenthesized_expression: through,
  expression_list: expressions,
  call_expression: slots('call', 'function', 'arguments'),
  argument_list: list('args'),
  variadic_argument: around('spread'),
  selector_expression: slots('dot', 'operand', 'field'),
  qualified_type: slots('dot', 'package', 'name'),
  index_expression: slots('index', 'operand', 'index'),
  type_conversion_expression: conversion,
  short_var_declaration: assignment,
  assignment_statement: assignment,
  var_declaration: declaration,
  const_declaration: declaration,
  var_spec_list: through,
  var_spec: spec,
  const_spec: spec,
  function_declaration: func,
  method_declaration: func,
  func_literal: func,
  parameter_list: list('params'),
  parameter_declaration: parameter,
  variadic_parameter_declaration: parameter,
  import_declaration: declaration,
  import_spec_list: through,
  import_spec: imported,
  composite_literal: slots('composite', 'type', 'body'),
  literal_value: list('object'),
  literal_element: through,
  keyed_element: slots('pair', 'key', 'value'),
  unary_expression: operation('unary', 'operand'),
  binary_expression: operation('binary', 'left', 'right'),
  pointer_type: (raw, low) => low.make('unary', raw, { kids: [low.one(codeIn(raw)[0])], value: '*' }),
  generic_type: slots('generic', 'type', 'type_arguments'),
  if_statement: branch,
  for_statement: loop,
  expression_case: caseShape,
  default_case: caseShape,
  type_case: caseShape,
  communication_case: caseShape,
  return_statement: around('return'),
  interpreted_string_literal: (raw, low) => low.string(raw, low.text.slice(raw.start + 1, raw.end - 1)),
  raw_string_literal: (raw, low) => low.string(raw, low.text.slice(raw.start + 1, raw.end - 1)),
  identifier: NAME,
  field_identifier: NAME,
  package_identifier: NAME,
  type_identifier: NAME,
  blank_identifier: NAME,
  label_name: NAME,
  nil: NAME,
  int_literal: leaf('num'),
  float_literal: leaf('num'),
};
