/** What a CommonJS module exports, as far as its text says it. */
import type { Node } from 'web-tree-sitter';
import type { ExportFact } from '../facts.ts';
import type { Frame } from '../grammar.ts';
import { glance, spanOf, textOf } from '../nodes.ts';
import { kindOfValue, unknownNames } from './exports.ts';
import { argumentsOf } from './imports.ts';
import { literalIn } from './literals.ts';

/** `a = b = c = …` longer than this is not written by people. */
const MAX_CHAIN = 10;

/**
 * The exports that one `exports` or `module` in the text makes. Where the object goes somewhere else, anything
 * may be added to it: `*` of nowhere says so.
 */
export function commonExports(identifier: Frame, text: string): ExportFact[] {
  const isModule = textOf(identifier.node, text) === 'module';
  if (isModule && !isExportsOfModule(identifier, text)) {
    return identifier.parent?.type === 'arguments' ? unknownNames(identifier.node) : [];
  }
  const base = isModule ? (identifier.parent ?? identifier) : identifier;
  const { parent, field } = base;
  switch (parent?.type) {
    case 'member_expression':
    case 'subscript_expression':
      return field === 'object' ? memberAssigned(parent, text) : [];
    case 'assignment_expression':
      if (field === 'left') return isModule ? replaced(parent.node, text) : [];
      return isAliasOfExports(parent.node, text) ? [] : unknownNames(base.node);
    case 'arguments':
      return passed(base, parent, text);
    case 'variable_declarator':
    case 'pair':
    case 'return_statement':
      return unknownNames(base.node);
    default:
      return [];
  }
}

function isExportsOfModule({ parent, field }: Frame, text: string): boolean {
  const property = parent?.type === 'member_expression' && field === 'object' ? parent : null;
  const name = property?.node.childForFieldName('property');
  return name?.type === 'property_identifier' && textOf(name, text) === 'exports';
}

/** `exports = module.exports` and its reverse: the same object under its other name. */
function isAliasOfExports(assignment: Node, text: string): boolean {
  const left = assignment.childForFieldName('left');
  return left !== null && /^(?:module\.)?exports$/.test(textOf(left, text));
}

/** `exports.a = …`, `exports['a'] = …`. */
function memberAssigned(member: Frame, text: string): ExportFact[] {
  const { parent, field, node } = member;
  if (parent?.type !== 'assignment_expression' || field !== 'left') return [];
  const key = node.childForFieldName('property') ?? node.childForFieldName('index');
  if (!key) return [];
  const literal = literalIn(key, text);
  if (node.type === 'subscript_expression' && !literal) return unknownNames(key).slice(1);
  const name = literal?.value ?? textOf(key, text);
  if (name === '__esModule') return [];
  const kind = kindOfValue(parent.node.childForFieldName('right'));
  return [{ ...spanOf(key), name, from: null, kind }];
}

/** `module.exports = …`. */
function replaced(assignment: Node, text: string): ExportFact[] {
  let value = assignment.childForFieldName('right');
  for (let depth = 0; depth < MAX_CHAIN && value?.type === 'assignment_expression'; depth++) {
    value = value.childForFieldName('right');
  }
  if (!value) return [];
  if (value.type === 'object') return entriesOf(value, text);
  const from = requiredBy(value, text);
  if (from !== null) return [{ ...spanOf(value), name: '*', from, kind: 're-export' }];
  return unknownNames(value).map((fact) =>
    fact.name === 'default' ? { ...fact, kind: kindOfValue(value) } : fact,
  );
}

function entriesOf(object: Node, text: string): ExportFact[] {
  const exports: ExportFact[] = [{ ...spanOf(object), name: 'default', from: null, kind: 'variable' }];
  for (const entry of object.namedChildren) {
    if (entry.type === 'comment') continue;
    const from = entry.type === 'spread_element' ? requiredBy(entry.firstNamedChild, text) : null;
    const key = entry.childForFieldName('key') ?? entry.childForFieldName('name') ?? entry;
    const literal = literalIn(key, text);
    if (from !== null) exports.push({ ...spanOf(entry), name: '*', from, kind: 're-export' });
    else if (!literal && !/identifier$/.test(key.type)) exports.push(...unknownNames(entry).slice(1));
    else {
      const span = literal ? { start: literal.start, end: literal.end } : spanOf(key);
      const isMethod = entry.type === 'method_definition';
      const kind = isMethod ? 'function' : kindOfValue(entry.childForFieldName('value'));
      exports.push({ ...span, name: literal?.value ?? textOf(key, text), from: null, kind });
    }
  }
  return exports;
}

/** `Object.defineProperty(exports, 'a', …)`, TypeScript's `__exportStar(require('x'), exports)`. */
function passed(base: Frame, list: Frame, text: string): ExportFact[] {
  const call = list.parent?.node;
  const callee = call?.childForFieldName('function');
  if (!call || !callee) return unknownNames(base.node).slice(1);
  const [first, second] = argumentsOf(call);
  const name = glance(callee, text);
  if (name === 'Object.defineProperty' && first?.startIndex === base.start) {
    const key = literalIn(second, text);
    if (key?.value === '__esModule') return [];
    if (key) return [{ start: key.start, end: key.end, name: key.value, from: null, kind: 'variable' }];
  }
  const from = /(?:^|\.)__exportStar$/.test(name) ? requiredBy(first ?? null, text) : null;
  if (from !== null) return [{ ...spanOf(base.node), name: '*', from, kind: 're-export' }];
  return unknownNames(base.node).slice(1);
}

function requiredBy(value: Node | null, text: string): string | null {
  if (value?.type !== 'call_expression') return null;
  const callee = value.childForFieldName('function');
  if (!callee || textOf(callee, text) !== 'require') return null;
  return literalIn(argumentsOf(value)[0], text)?.value ?? null;
}
