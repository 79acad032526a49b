/** The functions of a text as its grammar sees them: what may be planted elsewhere, and where it may be edited. */
import type { Node } from 'web-tree-sitter';
import type { Language } from '../../src/kit/syntax/language.ts';
import { withTree } from '../../src/kit/syntax/parse.ts';

export interface Found {
  readonly language: Language;
  /** 1-based, both inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** Its lines without the indentation of the first. */
  readonly lines: readonly string[];
  /** How many of them hold code, not only comment or docstring. */
  readonly code: number;
  /** Names that it declares: parameters and local variables. */
  readonly variables: ReadonlySet<string>;
  /** Statements of one whole line, without a block of their own; from 0, counted in `lines`. */
  readonly statements: readonly number[];
  /** It belongs to a class, and is none without one. */
  readonly method: boolean;
}

/** Long enough to be worth telling of, short enough to be one thing. */
const [MIN_LINES, MAX_LINES] = [10, 60];

const FUNCTIONS = ['function_declaration', 'function_definition', 'method_definition', 'method_declaration'];
const CLOSURES = [...FUNCTIONS, 'arrow_function', 'function_expression', 'lambda_expression', 'func_literal'];
/** Where names are declared: node type and field, in all these languages. */
const DECLARING: readonly (readonly [string, string])[] = [
  ['variable_declarator', 'name'],
  ['required_parameter', 'pattern'],
  ['optional_parameter', 'pattern'],
  ['for_in_statement', 'left'],
  ['catch_clause', 'parameter'],
  ['formal_parameter', 'name'],
  ['enhanced_for_statement', 'name'],
  ['assignment', 'left'],
  ['for_statement', 'left'],
  ['named_expression', 'name'],
  ['parameter_declaration', 'name'],
  ['short_var_declaration', 'left'],
  ['range_clause', 'left'],
  ['var_spec', 'name'],
];
const PARAMETERS = ['formal_parameters', 'parameters'];
const NAMES = ['identifier', 'shorthand_property_identifier_pattern'];
const BLOCKS = ['statement_block', 'block', 'statement_list', 'constructor_body'];

export async function functionsIn(text: string, language: Language): Promise<Found[]> {
  const lines = text.split('\n');
  const found = await withTree(text, language, (tree) =>
    tree.rootNode.hasError ? [] : outermost(tree.rootNode).map((node) => describe(node, lines, language)),
  );
  return (found ?? []).filter(({ code }) => code >= MIN_LINES && code <= MAX_LINES);
}

/** Functions within functions belong to those; and whole lines only, so that they can be taken out. */
function outermost(root: Node): Node[] {
  return root.descendantsOfType(FUNCTIONS).filter((node) => {
    for (let above = node.parent; above; above = above.parent)
      if (CLOSURES.includes(above.type)) return false;
    return node.childForFieldName('name') !== null && node.childForFieldName('body') !== null;
  });
}

function describe(node: Node, all: readonly string[], language: Language): Found {
  const [first, last] = [node.startPosition.row, node.endPosition.row];
  const indent = /^\s*/.exec(all[first] ?? '')?.[0].length ?? 0;
  const lines = all.slice(first, last + 1).map((line) => line.slice(Math.min(indent, line.search(/\S|$/))));
  return {
    language,
    startLine: first + 1,
    endLine: last + 1,
    lines,
    code: codeLines(node, all),
    variables: variablesOf(node),
    statements: statementsOf(node, all).map((row) => row - first),
    method: node.type === 'method_definition' || (node.type === 'method_declaration' && language === 'java'),
  };
}

function codeLines(node: Node, all: readonly string[]): number {
  const prose = node
    .descendantsOfType(['comment', 'line_comment', 'block_comment', 'string'])
    .filter((one) => {
      return one.type !== 'string' || one.parent?.type === 'expression_statement';
    });
  const rows = new Set(
    prose.flatMap(({ startPosition: { row }, endPosition }) =>
      Array.from({ length: endPosition.row - row + 1 }, (_, at) => row + at),
    ),
  );
  const own = Array.from(
    { length: node.endPosition.row - node.startPosition.row + 1 },
    (_, at) => node.startPosition.row + at,
  );
  return own.filter((row) => (all[row] ?? '').trim() !== '' && !rows.has(row)).length;
}

function variablesOf(node: Node): Set<string> {
  const declaring = node.descendantsOfType([...new Set(DECLARING.map(([type]) => type)), ...PARAMETERS]);
  const places = declaring.flatMap((one) => {
    if (PARAMETERS.includes(one.type)) return one.namedChildren;
    return DECLARING.filter(([type]) => type === one.type).flatMap(([, field]) =>
      one.childrenForFieldName(field),
    );
  });
  const names = places.flatMap((place) => {
    // `a.b = c` declares nothing, and in `a: T = b` only `a` is declared.
    if (/attribute|subscript|typed|default|parameter|member/.test(place.type)) {
      const inner =
        place.childForFieldName('name') ?? place.childForFieldName('pattern') ?? place.firstNamedChild;
      return /attribute|subscript|member/.test(place.type) || !inner ? [] : inner.descendantsOfType(NAMES);
    }
    return place.descendantsOfType(NAMES);
  });
  return new Set(names.map((name) => name.text).filter((name) => !/^(self|cls|this|_)$/.test(name)));
}

function statementsOf(node: Node, all: readonly string[]): number[] {
  const inBlocks = node.descendantsOfType(BLOCKS).flatMap((block) => block.namedChildren);
  return inBlocks
    .filter(({ startPosition, endPosition, type, text }) => {
      if (startPosition.row !== endPosition.row || /comment|block|return|list/.test(type)) return false;
      return (all[startPosition.row] ?? '').trim().replace(/;$/, '') === text.replace(/;$/, '');
    })
    .map(({ startPosition }) => startPosition.row);
}
