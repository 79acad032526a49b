/** The shapes of JavaScript and TypeScript, with or without JSX. */
import type { Node } from '../node.ts';
import { fieldOf, namedIn, type Lowerer, type Shape, type Shapes } from './lowerer.ts';
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

/** `const a = 1, b = 2` is two assignments with a word each. */
const declaration: Shape = (raw, low) => {
  // `var` in a pattern stands for any of the words.
  const [word] = raw.kids;
  const declarators = raw.kids.filter((kid) => kid.type === 'variable_declarator');
  return declarators.map((kid) => {
    const at = declarators.length === 1 ? raw : kid;
    return bind(low, at, {
      name: fieldOf(kid, 'name'),
      type: fieldOf(kid, 'type'),
      value: fieldOf(kid, 'value'),
      words: word ? [word] : [],
    });
  });
};

interface Binding {
  readonly name: Raw | undefined;
  readonly type: Raw | undefined;
  readonly value: Raw | undefined;
  readonly words: readonly Raw[];
}

function bind(low: Lowerer, at: Raw, { name, type, value, words }: Binding): Node {
  const left = low.one(name);
  const marks =
    words.length > 0 ? low.make('marks', at, { kids: words.flatMap((word) => wordsFor(low, word)) }) : null;
  if (!value && left?.kind === 'ellipsis') return { ...left, start: at.start, end: at.end };
  if (!value) return low.make('declare', at, { kids: [left, low.one(type), marks] });
  return low.make('assign', at, { kids: [left, low.one(value), low.one(type), marks], value: '=' });
}

function wordsFor(low: Lowerer, raw: Raw): Node[] {
  const word = low.leaf('id', raw);
  return word.value === 'var' ? [word] : [word, { ...word, value: 'var' }];
}

const field: Shape = (raw, low) =>
  bind(low, raw, {
    name: fieldOf(raw, 'name') ?? fieldOf(raw, 'property'),
    type: fieldOf(raw, 'type'),
    value: fieldOf(raw, 'value'),
    words: [],
  });

const func: Shape = (raw, low) => {
  const body = fieldOf(raw, 'body');
  const single = fieldOf(raw, 'parameter');
  const parameters = single
    ? low.make('params', single, { kids: [parameter(low, single)] })
    : low.field(raw, 'parameters');
  return low.make('func', raw, {
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

const parameters: Shape = (raw, low) =>
  low.make('params', raw, { kids: codeIn(raw).map((kid) => parameter(low, kid)) });

const classShape: Shape = (raw, low) => {
  const heritage = raw.kids.find((kid) => kid.type === 'class_heritage');
  const bases = heritage ? low.list('bases', heritage, codeIn(heritage)) : null;
  return low.make('class', raw, {
    kids: [low.field(raw, 'name'), bases, low.field(raw, 'body'), marksOf(raw, low)],
  });
};

/** Decorators lie beside the member that they decorate. */
const classBody: Shape = (raw, low) => {
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

const exported: Shape = (raw, low) => {
  const inner = fieldOf(raw, 'declaration') ?? fieldOf(raw, 'value');
  if (!inner) return low.list('export', raw, namedIn(raw));
  const marks = raw.kids.filter((kid) => kid.type === 'decorator');
  const [node, ...more] = low.all(inner);
  if (!node) return [];
  if (node.kind !== 'class' || marks.length === 0) return [node, ...more];
  const [name = null, bases = null, body = null] = node.kids;
  return low.make('class', raw, { kids: [name, bases, body, low.list('marks', raw, marks)] });
};

const pair: Shape = (raw, low) => {
  const key = low.field(raw, 'key');
  const named = key?.kind === 'str' && /^[A-Za-z_$][\w$]*$/.test(key.value) ? { ...key, kind: 'id' } : key;
  return low.make('pair', raw, { kids: [named, low.field(raw, 'value')] });
};

const shorthand: Shape = (raw, low) => {
  const name = low.leaf('id', raw);
  if (name.kind === 'ellipsis' || name.kind === 'variables') return name;
  return low.make('pair', raw, { kids: [name, { ...name }] });
};

const templateString: Shape = (raw, low) => {
  const made = template(low, raw, { code: 'template_substitution', quotes: [1, 1] });
  const only = made.kids[0];
  if (made.kids.length === 0) return low.string(raw, '');
  return made.kids.length === 1 && only?.kind === 'text' && only.value !== '...'
    ? low.string(raw, only.value)
    : made;
};

const call: Shape = (raw, low) => {
  const args = fieldOf(raw, 'arguments');
  const made = low.one(args);
  const list = made && args && made.kind !== 'args' ? low.make('args', args, { kids: [made] }) : made;
  return low.make('call', raw, { kids: [low.field(raw, 'function'), list] });
};

const creation: Shape = (raw, low) => {
  const args = low.field(raw, 'arguments') ?? low.make('args', { start: raw.end, end: raw.end }, {});
  return low.make('new', raw, { kids: [low.field(raw, 'constructor'), args, null] });
};

const loop: Shape = (raw, low) => {
  const bodyless = (name: string): Node | null => {
    const part = fieldOf(raw, name);
    return part && part.type !== 'empty_statement' ? low.one(part) : null;
  };
  return low.make('for', raw, {
    kids: [
      bodyless('initializer'),
      bodyless('condition'),
      bodyless('increment'),
      blockOf(low, fieldOf(raw, 'body')),
    ],
  });
};

const branch: Shape = (raw, low) =>
  low.make('if', raw, {
    kids: [
      low.field(raw, 'condition'),
      blockOf(low, fieldOf(raw, 'consequence')),
      blockOf(low, fieldOf(raw, 'alternative')),
      null,
    ],
  });

const caseShape: Shape = (raw, low) => {
  const body = raw.kids.filter((kid) => kid.field === 'body');
  const at = { start: body[0]?.start ?? raw.end, end: raw.end };
  return low.make('case', raw, { kids: [low.field(raw, 'value'), low.list('block', at, body)] });
};

const attempt: Shape = (raw, low) => {
  const handler = fieldOf(raw, 'handler');
  return low.make('try', raw, {
    kids: [
      low.field(raw, 'body'),
      handler ? low.list('handlers', handler, [handler]) : null,
      low.field(raw, 'finalizer'),
      null,
    ],
  });
};

const element: Shape = (raw, low) => {
  const open = fieldOf(raw, 'open_tag') ?? raw;
  const attributes = open.kids.filter((kid) => kid.field === 'attribute');
  const children =
    raw.type === 'jsx_element' ? codeIn(raw).filter((kid) => !kid.field?.endsWith('_tag')) : [];
  return low.make('jsx', raw, {
    kids: [
      low.field(open, 'name'),
      low.list('attributes', open, attributes),
      low.list('children', raw, children),
    ],
  });
};

const attribute: Shape = (raw, low) => {
  const [name, value] = codeIn(raw);
  const made = low.one(name);
  if (made?.kind === 'ellipsis' || made?.kind === 'variables') return made;
  return low.make('pair', raw, { kids: [made, low.one(value)] });
};

/** Text between tags: what is only white space says nothing. */
const jsxText: Shape = (raw, low) => {
  const text = low.source(raw).trim();
  if (text === '') return null;
  const start = raw.start + low.source(raw).indexOf(text);
  return low.leaf('jsxtext', { ...raw, start, end: start + text.length });
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
  assignment_expression: (raw, low) =>
    low.make('assign', raw, {
      kids: [low.field(raw, 'left'), low.field(raw, 'right'), null, null],
      value: '=',
    }),
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
