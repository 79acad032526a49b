/** Reads one import of JavaScript or TypeScript, in each of the ways to write one. */
import type { Node } from 'web-tree-sitter';
import type { ImportFact, ImportKind, Span } from '../facts.ts';
import type { Frame } from '../grammar.ts';
import { glance, spanOf, textOf } from '../nodes.ts';
import { literalIn } from './literals.ts';
import { namesTaken } from './names.ts';

type Name = ImportFact['names'][number];

/** `import … from 'x'`, `import 'x'`, `import x = require('x')`; null when it names no module. */
export function readImport({ node, guarded, typeOnly }: Frame, text: string): ImportFact | null {
  const clause = node.namedChildren.find((child) => child.type.startsWith('import_'));
  const isRequire = clause?.type === 'import_require_clause';
  const source = literalIn((isRequire ? clause : node).childForFieldName('source'), text);
  if (!source || isBroken(node, text)) return null;
  const names = isRequire ? [wholeModule(clause.namedChild(0), text)] : clauseNames(clause, text);
  const isType = typeOnly || hasTypeKeyword(node, text) || (!isRequire && onlyInlineTypes(clause));
  const kind = isType ? 'type' : isRequire ? 'require' : 'static';
  return fact({ source, kind, names: names.filter((name) => name !== null), guarded });
}

/** The import half of `export … from 'x'`. */
export function readReExport({ node, guarded, typeOnly }: Frame, text: string): ImportFact | null {
  const source = literalIn(node.childForFieldName('source'), text);
  if (!source || isBroken(node, text)) return null;
  const kind = typeOnly || hasTypeKeyword(node, text) ? 'type' : 're-export';
  return fact({ source, kind, names: reExportedNames(node, text), guarded });
}

/** `import('x')`, `require('x')`, `….resolve('x')`: only when the specifier is a literal. */
export function readCall(call: Frame, kind: ImportKind, text: string): ImportFact | null {
  const args = argumentsOf(call.node);
  const source = literalIn(args[0], text);
  // A second argument of resolve says from where: not from this file.
  if (!source || (kind === 'resolve' && args.length > 1)) return null;
  const names = kind === 'resolve' ? [] : namesTaken(call, kind === 'dynamic' && !call.typeOnly, text);
  return fact({ source, kind: call.typeOnly ? 'type' : kind, names, guarded: call.guarded });
}

/** `export import x = require('x')`, which the grammar reads as an alias of `require` and a lost argument. */
export function readExportedRequire({ node, guarded }: Frame, text: string): ImportFact | null {
  const rest = /^\s*=\s*require\s*\(\s*(['"])([^'"\\\n]+)\1\s*\)/;
  const [name] = node.namedChildren;
  const match = name && rest.exec(text.slice(name.endIndex, name.endIndex + 500));
  if (!match) return null;
  const end = name.endIndex + match[0].lastIndexOf(match[1] ?? '');
  const value = match[2] ?? '';
  const names = [{ imported: '*', local: textOf(name, text), span: spanOf(name) }];
  return fact({ source: { start: end - value.length, end, value }, kind: 'require', names, guarded });
}

/** A call is asked for its arguments once for each name in it: more comments than this are not looked past. */
const MAX_COMMENTS = 8;

/**
 * The first two arguments of a call, comments left out. By index: a node finds its parent, and by it its
 * siblings, by going down from the root, which is quadratic in nested calls.
 */
export function argumentsOf(call: Node): Node[] {
  const list = call.childForFieldName('arguments');
  const found: Node[] = [];
  if (list?.type !== 'arguments') return found;
  for (let index = 0; index < MAX_COMMENTS && found.length < 2; index++) {
    const argument = list.namedChild(index);
    if (!argument) break;
    if (argument.type !== 'comment') found.push(argument);
  }
  return found;
}

export function reExportedNames(node: Node, text: string): Name[] {
  const names: Name[] = [];
  for (const child of node.children) {
    if (child.type === '*') names.push({ imported: '*', local: '*', span: spanOf(child) });
    if (child.type === 'namespace_export') names.push(named('*', child.namedChild(0), text));
    if (child.type !== 'export_clause') continue;
    for (const item of child.namedChildren) names.push(...specifier(item, text));
  }
  return names;
}

/** `import type`, `export type`; the grammar takes the `type` of `export type * from` for an error. */
export function hasTypeKeyword(node: Node, text: string): boolean {
  return node.children.some(
    (child) =>
      child.type === 'type' ||
      child.type === 'typeof' ||
      (child.type === 'ERROR' && textOf(child, text) === 'type'),
  );
}

/** `import defer * as x`, `export type * from`: right, but news to the grammar. */
export function isNewKeyword(error: Node, around: string, text: string): boolean {
  if (around !== 'import_statement' && around !== 'export_statement') return false;
  return /^(?:type|defer)$/.test(glance(error, text));
}

/** Where a statement does not parse, the grammar may have joined two of them. */
export function isBroken(statement: Node, text: string): boolean {
  if (!statement.hasError) return false;
  return statement.children.some((child) =>
    child.isError ? !isNewKeyword(child, statement.type, text) : child.hasError && !child.isMissing,
  );
}

function clauseNames(clause: Node | undefined, text: string): (Name | null)[] {
  return (clause?.namedChildren ?? []).flatMap((child) => {
    if (child.type === 'identifier') return [named('default', child, text)];
    if (child.type === 'namespace_import') return [wholeModule(child.namedChild(0), text)];
    return child.type === 'named_imports' ? child.namedChildren.flatMap((item) => specifier(item, text)) : [];
  });
}

function wholeModule(name: Node | null, text: string): Name | null {
  return name && named('*', name, text);
}

/** `a`, `a as b`, `'a' as b` of an import or an export clause. */
function specifier(item: Node, text: string): Name[] {
  const name = item.childForFieldName('name');
  if (!name) return [];
  const imported = literalIn(name, text) ?? { ...spanOf(name), value: textOf(name, text) };
  const alias = item.childForFieldName('alias');
  const local = alias ? (literalIn(alias, text)?.value ?? textOf(alias, text)) : imported.value;
  return [{ imported: imported.value, local, span: { start: imported.start, end: imported.end } }];
}

function named(imported: string, name: Node | null, text: string): Name {
  const span = name ? spanOf(name) : { start: 0, end: 0 };
  return { imported, local: name ? textOf(name, text) : imported, span };
}

function onlyInlineTypes(clause: Node | undefined): boolean {
  const [list, ...others] = clause?.namedChildren ?? [];
  if (list?.type !== 'named_imports' || others.length > 0) return false;
  const items = list.namedChildren.filter((item) => item.type === 'import_specifier');
  return items.length > 0 && items.every((item) => item.firstChild?.type === 'type');
}

function fact(given: {
  source: Span & { value: string };
  kind: ImportKind;
  names: readonly Name[];
  guarded: boolean;
}): ImportFact {
  const { source, ...rest } = given;
  return { start: source.start, end: source.end, specifier: source.value, level: 0, ...rest };
}
