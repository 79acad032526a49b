/** Which names a program takes out of a module that a call gave it. */
import type { Node } from 'web-tree-sitter';
import type { ImportFact } from '../facts.ts';
import type { Frame } from '../grammar.ts';
import { leavesOf, spanOf, textOf } from '../nodes.ts';
import { literalIn } from './literals.ts';

type Name = ImportFact['names'][number];

const WRAPPERS = new Set([
  'await_expression',
  'parenthesized_expression',
  'non_null_expression',
  'as_expression',
  'satisfies_expression',
]);
const PROMISE_METHODS = new Set(['then', 'catch', 'finally']);

/** The names that `call` yields: by a property, a destructuring, a variable for the whole module. */
export function namesTaken(call: Frame, isPromise: boolean, text: string): Name[] {
  let at = call;
  let pending = isPromise;
  while (at.parent && WRAPPERS.has(at.parent.type)) {
    at = at.parent;
    if (at.type === 'await_expression') pending = false;
  }
  const { parent, field } = at;
  if (parent?.type === 'member_expression' && field === 'object') return propertyOf(parent, pending, text);
  if (pending) return [];
  if (parent?.type === 'variable_declarator' && field === 'value') return into(parent, 'name', text);
  if (parent?.type === 'assignment_expression' && field === 'right') return into(parent, 'left', text);
  return [];
}

function propertyOf(member: Frame, pending: boolean, text: string): Name[] {
  const property = member.node.childForFieldName('property');
  if (!property) return [];
  const imported = textOf(property, text);
  if (pending) return PROMISE_METHODS.has(imported) ? parameterOf(member, text) : [];
  const holder =
    member.parent?.type === 'variable_declarator' && member.field === 'value' ? member.parent : null;
  const variable = holder?.node.childForFieldName('name');
  const local = variable?.type === 'identifier' ? textOf(variable, text) : imported;
  return [{ imported, local, span: spanOf(property) }];
}

/** `import('x').then(({ a }) => …)`. */
function parameterOf(member: Frame, text: string): Name[] {
  const list = member.field === 'function' ? member.parent?.node.childForFieldName('arguments') : null;
  const parameter = list?.firstNamedChild?.childForFieldName('parameters')?.firstNamedChild;
  const pattern = parameter?.childForFieldName('pattern') ?? parameter;
  return pattern?.type === 'object_pattern' ? destructured(pattern, text) : [];
}

function into(holder: Frame, field: string, text: string): Name[] {
  const target = holder.node.childForFieldName(field);
  if (target?.type === 'object_pattern') return destructured(target, text);
  if (target?.type !== 'identifier') return [];
  return [{ imported: '*', local: textOf(target, text), span: spanOf(target) }];
}

function destructured(pattern: Node, text: string): Name[] {
  return pattern.namedChildren.flatMap((entry): Name[] => {
    if (entry.type === 'shorthand_property_identifier_pattern') return [same(entry, text)];
    if (entry.type === 'object_assignment_pattern') {
      const left = entry.childForFieldName('left');
      return left ? [same(left, text)] : [];
    }
    const key = entry.type === 'pair_pattern' ? entry.childForFieldName('key') : null;
    if (!key || key.type === 'computed_property_name') return [];
    const value = entry.childForFieldName('value');
    const imported = literalIn(key, text)?.value ?? textOf(key, text);
    const local = value?.type === 'identifier' ? textOf(value, text) : imported;
    return [{ imported, local, span: spanOf(key) }];
  });
}

function same(name: Node, text: string): Name {
  return { imported: textOf(name, text), local: textOf(name, text), span: spanOf(name) };
}

/** The identifiers that a pattern binds: `a`, `[b, …c]`, `{ d, e: f = 1 }`. */
export function namesBound(pattern: Node): Node[] {
  return leavesOf([pattern], (node) => {
    if (node.type === 'pair_pattern') return node.childrenForFieldName('value');
    if (node.type === 'assignment_pattern' || node.type === 'object_assignment_pattern') {
      return node.childrenForFieldName('left');
    }
    return /^(?:object|array|rest)_pattern$/.test(node.type) ? node.namedChildren : null;
  }).filter((node) => /identifier/.test(node.type));
}
