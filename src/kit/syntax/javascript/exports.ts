/** What an `export` statement or a `declare module` exports. */
import type { Node } from 'web-tree-sitter';
import type { ExportFact, Span } from '../facts.ts';
import { spanOf, textOf } from '../nodes.ts';
import { hasTypeKeyword, isBroken, reExportedNames } from './imports.ts';
import { literalIn } from './literals.ts';
import { namesBound } from './names.ts';

type Kind = ExportFact['kind'];

const DECLARATIONS: ReadonlyMap<string, Kind> = new Map([
  ['function_declaration', 'function'],
  ['generator_function_declaration', 'function'],
  ['function_signature', 'function'],
  ['class_declaration', 'class'],
  ['abstract_class_declaration', 'class'],
  ['enum_declaration', 'variable'],
  ['import_alias', 'variable'],
  ['type_alias_declaration', 'type'],
  ['interface_declaration', 'type'],
  ['internal_module', 'module'],
  ['module', 'module'],
]);
const VALUES: ReadonlyMap<string, Kind> = new Map([
  ['function_expression', 'function'],
  ['generator_function', 'function'],
  ['arrow_function', 'function'],
  ['class', 'class'],
]);

/** The exports of one `export` statement; `export =` says that the names are not known. */
export function exportsOf(node: Node, text: string): ExportFact[] {
  const source = literalIn(node.childForFieldName('source'), text);
  if (source && isBroken(node, text)) return [];
  if (source) return fromModule(node, source.value, text);
  const keyword = node.children.find((child) => child.type === 'default' || child.type === '=');
  if (keyword?.type === '=') return unknownNames(keyword);
  const declaration = node.childForFieldName('declaration');
  if (keyword) return [defaultExport(keyword, declaration ?? node.childForFieldName('value'), text)];
  if (declaration) return declared(declaration, text);
  const kind = hasTypeKeyword(node, text) ? 'type' : 'variable';
  return listed(node, kind, text);
}

/** A module whose value is worked out when it runs: there is a default, and there may be any name. */
export function unknownNames(at: Node): ExportFact[] {
  const span = spanOf(at);
  return [
    { ...span, name: 'default', from: null, kind: 'variable' },
    { ...span, name: '*', from: null, kind: 'variable' },
  ];
}

/** What kind of thing an exported value is. */
export function kindOfValue(value: Node | null): Kind {
  return VALUES.get(value?.type ?? '') ?? 'variable';
}

/** `declare module 'x'`. */
export function declaredModule(node: Node, text: string): ExportFact | null {
  const name = literalIn(node.childForFieldName('name'), text);
  return name && { start: name.start, end: name.end, name: name.value, from: null, kind: 'module' };
}

function fromModule(node: Node, from: string, text: string): ExportFact[] {
  const kind = hasTypeKeyword(node, text) ? 'type' : 're-export';
  return reExportedNames(node, text).map(({ local, span }) => ({ ...span, name: local, from, kind }));
}

function defaultExport(keyword: Node, value: Node | null, text: string): ExportFact {
  const kind = DECLARATIONS.get(value?.type ?? '') ?? kindOfValue(value);
  const name = value?.childForFieldName('name');
  const span: Span = name && textOf(name, text) ? spanOf(name) : spanOf(keyword);
  return { ...span, name: 'default', from: null, kind };
}

function declared(declaration: Node, text: string): ExportFact[] {
  if (declaration.type === 'ambient_declaration') {
    return declaration.namedChildren.flatMap((child) => declared(child, text));
  }
  const known = DECLARATIONS.get(declaration.type);
  if (known) {
    const name = declaration.childForFieldName('name') ?? declaration.firstNamedChild;
    // `namespace a.b` exports `a`.
    const first = name && textOf(name, text).split('.')[0];
    const span = name && { start: name.startIndex, end: name.startIndex + (first ?? '').length };
    return first && span ? [{ ...span, name: first, from: null, kind: known }] : [];
  }
  return declaration.namedChildren.flatMap((declarator): ExportFact[] => {
    const pattern = declarator.childForFieldName('name');
    if (declarator.type !== 'variable_declarator' || !pattern) return [];
    const kind = kindOfValue(declarator.childForFieldName('value'));
    const names = namesBound(pattern);
    return names.map((name) => ({ ...spanOf(name), name: textOf(name, text), from: null, kind }));
  });
}

/** `export { a, b as c }`. */
function listed(node: Node, kind: Kind, text: string): ExportFact[] {
  const items = node.namedChildren.find((child) => child.type === 'export_clause')?.namedChildren ?? [];
  return items.flatMap((item) => {
    const name = item.childForFieldName('alias') ?? item.childForFieldName('name');
    if (!name) return [];
    const literal = literalIn(name, text) ?? { ...spanOf(name), value: textOf(name, text) };
    const isType = kind === 'type' || item.firstChild?.type === 'type';
    const { value, start, end } = literal;
    return [{ start, end, name: value, from: null, kind: isType ? 'type' : kind }];
  });
}
