/** The shapes of Python. */
import type { Node } from '../node.ts';
import { fieldOf, namedIn, type Lowerer, type Shape, type Shapes } from './lowerer.ts';
import { attempt, branch, clause, handler, otherwise } from './python/control.ts';
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
  template,
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

const call: Shape = (raw, low) => {
  const args = fieldOf(raw, 'arguments');
  const made = low.one(args);
  const list = made && args && made.kind !== 'args' ? low.make('args', args, { kids: [made] }) : made;
  return low.make('call', raw, { kids: [low.field(raw, 'function'), list] });
};

const index: Shape = (raw, low) => {
  const keys = raw.kids.filter((kid) => kid.field === 'subscript');
  const made = keys.flatMap((key) => low.all(key));
  const key = made.length === 1 ? (made[0] ?? null) : low.make('tuple', raw, { kids: made });
  return low.make('index', raw, { kids: [low.field(raw, 'value'), key] });
};

function parameter(low: Lowerer, raw: Raw): Node {
  const isDefault = raw.type === 'default_parameter' || raw.type === 'typed_default_parameter';
  const inner = isDefault ? fieldOf(raw, 'name') : raw.type === 'typed_parameter' ? codeIn(raw)[0] : raw;
  const name = low.one(inner);
  if (name && (name.kind === 'ellipsis' || name.kind === 'variables') && inner?.end === raw.end) return name;
  return low.make('param', raw, { kids: [name, low.field(raw, 'type'), low.field(raw, 'value'), null] });
}

const parameters: Shape = (raw, low) =>
  low.make('params', raw, { kids: codeIn(raw).map((kid) => parameter(low, kid)) });

const func: Shape = (raw, low) =>
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

const lambda: Shape = (raw, low) => {
  const parameters =
    low.field(raw, 'parameters') ?? low.make('params', { start: raw.start, end: raw.start }, {});
  return low.make('lambda', raw, { kids: [parameters, low.field(raw, 'body')] });
};

/** The range of what is decorated begins with its first decorator. */
const decorated: Shape = (raw, low) => {
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

const classShape: Shape = (raw, low) => {
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

const imported: Shape = (raw, low) => {
  const names = raw.kids.filter((kid) => kid.field === 'name');
  return names.map((name) => {
    const at = names.length === 1 ? raw : name;
    const isAliased = name.type === 'aliased_import';
    const path = isAliased ? low.field(name, 'name') : low.one(name);
    return low.make('import', at, { kids: [path, isAliased ? low.field(name, 'alias') : null] });
  });
};

const importedFrom: Shape = (raw, low) => {
  const path =
    raw.type === 'future_import_statement'
      ? low.make('id', raw, { value: '__future__' })
      : low.field(raw, 'module_name');
  const names = raw.kids.filter((kid) => kid.field === 'name' || kid.type === 'wildcard_import');
  return names.map((name) => {
    const isAliased = name.type === 'aliased_import';
    const what = isAliased ? low.field(name, 'name') : low.one(name);
    const at = names.length === 1 ? raw : { start: raw.start, end: name.end };
    return low.make('importfrom', at, { kids: [path, what, isAliased ? low.field(name, 'alias') : null] });
  });
};

const dotted: Shape = (raw, low) => {
  const [first, ...rest] = codeIn(raw);
  let node = low.one(first);
  for (const kid of rest) {
    node = low.make('dot', { start: raw.start, end: kid.end }, { kids: [node, low.one(kid)] });
  }
  return node;
};

const comparison: Shape = (raw, low) => {
  const kids = codeIn(raw).flatMap((kid) => low.all(kid));
  const words = raw.kids.filter((kid) => !kid.named).map((kid) => low.source(kid).replace(/\s+/g, ' '));
  const value = words.join(' ').replace('not in', 'not-in').replace('is not', 'is-not');
  return low.make(kids.length === 2 ? 'binary' : 'comparison', raw, { kids, value });
};

const conditional: Shape = (raw, low) => {
  const [then, condition, otherwise] = codeIn(raw);
  return low.make('cond', raw, { kids: [low.one(condition), low.one(then), low.one(otherwise)] });
};

const string: Shape = (raw, low) => {
  const open = raw.kids.find((kid) => kid.type === 'string_start');
  const close = raw.kids.find((kid) => kid.type === 'string_end');
  const quotes = [open ? open.end - open.start : 1, close ? close.end - close.start : 0] as const;
  if (open && /f/i.test(low.source(open))) return template(low, raw, { code: 'interpolation', quotes });
  return low.string(raw, low.text.slice(raw.start + quotes[0], raw.end - quotes[1]));
};

const splat: Shape = (raw, low) => {
  const inner = low.one(codeIn(raw)[0]);
  if (inner?.kind === 'ellipsis' || inner?.kind === 'variables') return inner;
  return low.make('spread', raw, { kids: [inner], value: low.text[raw.start + 1] === '*' ? '**' : '*' });
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
