/** The names that a Python module defines at its top level, and those that it lists in `__all__`. */
import type { Node } from 'web-tree-sitter';
import type { ExportFact, Span } from '../facts.ts';
import { glance, leavesOf, spanOf, textOf } from '../nodes.ts';

/** Statements whose own statements still run at the top level of the module. */
const COMPOUND = new Set([
  'block',
  'if_statement',
  'elif_clause',
  'else_clause',
  'try_statement',
  'except_clause',
  'finally_clause',
  'with_statement',
  'for_statement',
  'while_statement',
  'match_statement',
  'case_clause',
  'expression_statement',
  'decorated_definition',
]);
const PATTERNS = new Set(['pattern_list', 'tuple_pattern', 'list_pattern', 'list_splat_pattern']);
const LISTS = new Set(['list', 'tuple', 'binary_operator', 'parenthesized_expression', 'argument_list']);

const DEFINITIONS: ReadonlyMap<string, { field: string; kind: ExportFact['kind'] }> = new Map([
  ['function_definition', { field: 'name', kind: 'function' }],
  ['class_definition', { field: 'name', kind: 'class' }],
  ['type_alias_statement', { field: 'left', kind: 'type' }],
]);

/** How a list grows: the field of the list, and the field of what is added. */
const LISTING: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['augmented_assignment', ['left', 'right']],
  ['call', ['function', 'arguments']],
]);

/** What `leavesOf` looks through. */
const within = (types: ReadonlySet<string>) => (node: Node) =>
  types.has(node.type) ? node.namedChildren : null;

/** Every name that can be imported from the module because the module itself defines or lists it. */
export function pythonExports(root: Node, text: string): ExportFact[] {
  return leavesOf(root.namedChildren, within(COMPOUND)).flatMap((node) => {
    const definition = DEFINITIONS.get(node.type);
    const name = definition && node.childForFieldName(definition.field);
    if (name) return [{ ...firstWord(name, text), from: null, kind: definition.kind }];
    if (node.type === 'assignment') return assigned(node, text);
    return listed(node, text);
  });
}

/** `T` of `type T[X] = …`, and simply the name elsewhere. */
function firstWord(node: Node, text: string): Span & { name: string } {
  const name = /^[\p{L}\p{N}_]*/u.exec(textOf(node, text))?.[0] ?? '';
  return { start: node.startIndex, end: node.startIndex + name.length, name };
}

/** The targets of `a = b, c = …`; the entries instead when the target is `__all__`. */
function assigned(first: Node, text: string): ExportFact[] {
  const names: Node[] = [];
  let last: Node | null = first;
  while (last?.type === 'assignment') {
    const left = last.childForFieldName('left');
    for (const target of left ? leavesOf([left], within(PATTERNS)) : []) {
      if (target.type === 'identifier') names.push(target);
    }
    last = last.childForFieldName('right');
  }
  if (names.some((name) => textOf(name, text) === '__all__')) return entriesOf(last, text);
  return names.map((name) => ({
    ...spanOf(name),
    name: textOf(name, text),
    from: null,
    kind: 'variable' as const,
  }));
}

/** `__all__ += […]`, `__all__.extend([…])`, `__all__.append(…)`. */
function listed(node: Node, text: string): ExportFact[] {
  const [owner, values] = LISTING.get(node.type) ?? [];
  const target = owner && node.childForFieldName(owner);
  const isAll = target && /^__all__(?:\.(?:extend|append))?$/.test(glance(target, text));
  return isAll && values ? entriesOf(node.childForFieldName(values), text) : [];
}

function entriesOf(list: Node | null, text: string): ExportFact[] {
  return leavesOf(list ? [list] : [], within(LISTS)).flatMap((node) => {
    const entry = stringIn(node, text);
    return entry
      ? [{ start: entry.start, end: entry.end, name: entry.value, from: null, kind: 're-export' as const }]
      : [];
  });
}

/** The value of a plain string literal: no bytes, no substitution, no escapes, not glued of parts. */
export function stringIn(node: Node | null, text: string): (Span & { value: string }) | null {
  if (node?.type !== 'string') return null;
  const [open, close] = [node.firstChild, node.lastChild];
  if (!open || !close || !/^[urUR]?(?:'''|"""|'|")$/.test(textOf(open, text))) return null;
  const span = { start: open.endIndex, end: close.startIndex };
  const value = text.slice(span.start, span.end);
  return value.includes('\\') ? null : { ...span, value };
}
