/** Which `require`, `exports` or `module` is the one of the module system, and which a name of the program's own. */
import type { Node } from 'web-tree-sitter';
import type { Span } from '../facts.ts';
import type { Frame } from '../grammar.ts';
import { textOf } from '../nodes.ts';

/** A name declared by the program. `created`: it is a `require` that `createRequire` made for this file. */
export interface Binding extends Span {
  readonly name: string;
  readonly created: boolean;
}

export interface Use {
  readonly name: string;
  readonly offset: number;
}

/** Patterns deeper than this are not written by people; climbing out of them for each name would be quadratic. */
const MAX_PATTERN_DEPTH = 50;
const PATTERN_FIELDS: Readonly<Record<string, string | null>> = {
  object_pattern: null,
  array_pattern: null,
  rest_pattern: null,
  pair_pattern: 'value',
  assignment_pattern: 'left',
  object_assignment_pattern: 'left',
};
const OF_THIS_FILE = /^(?:import\.meta\.(?:url|filename)|__filename)$/;

/** The declaration that an identifier is, with the scope that it holds in; null when the identifier is a use. */
export function bindingAt(identifier: Frame, text: string): Binding | null {
  let at = identifier;
  for (let depth = 0; depth < MAX_PATTERN_DEPTH && isPatternStep(at); depth++) at = at.parent ?? at;
  const scope = scopeOf(at);
  if (!scope) return null;
  const declarator = at === identifier && at.parent?.type === 'variable_declarator' ? at.parent.node : null;
  return {
    start: scope.start,
    end: scope.end,
    name: textOf(identifier.node, text),
    created: declarator !== null && isCreated(declarator.childForFieldName('value'), text),
  };
}

function isPatternStep({ parent, field }: Frame): boolean {
  const wanted = parent && PATTERN_FIELDS[parent.type];
  return wanted !== undefined && (wanted === null ? parent !== null : wanted === field);
}

function scopeOf(at: Frame): Frame | null {
  const { parent, field } = at;
  switch (parent?.type) {
    case 'variable_declarator':
      if (field !== 'name' || parent.parent?.parent?.type === 'ambient_declaration') return null;
      return parent.parent?.type === 'variable_declaration' ? parent.closure : parent.block;
    case 'required_parameter':
    case 'optional_parameter':
      return field === 'pattern' ? (parent.parent?.parent ?? null) : null;
    case 'formal_parameters':
      return parent.parent;
    case 'arrow_function':
    case 'catch_clause':
      return field === 'parameter' ? parent : null;
    case 'function_declaration':
    case 'generator_function_declaration':
    case 'class_declaration':
      return field === 'name' ? parent.block : null;
    case 'function_expression':
    case 'generator_function':
      return field === 'name' ? parent : null;
    case 'import_specifier':
    case 'namespace_import':
    case 'import_clause':
    case 'import_require_clause':
      return isLocalName(at) ? parent.closure : null;
    case 'for_in_statement':
      return field === 'left' ? parent : null;
    default:
      return null;
  }
}

/** `a` of `import { a as b }` is the other module's name. */
function isLocalName({ parent, field }: Frame): boolean {
  if (parent?.type !== 'import_specifier') return true;
  return field === 'alias' || !parent.node.childForFieldName('alias');
}

/** Whether a value is `createRequire(import.meta.url)`: a `require` made for another place resolves from there. */
export function isCreated(value: Node | null, text: string): boolean {
  if (value?.type !== 'call_expression') return false;
  const callee = value.childForFieldName('function');
  const argument = value.childForFieldName('arguments')?.firstNamedChild;
  if (!callee || !argument) return false;
  const name = callee.type === 'member_expression' ? callee.childForFieldName('property') : callee;
  return name !== null && textOf(name, text) === 'createRequire' && OF_THIS_FILE.test(textOf(argument, text));
}

/**
 * For each use: the declaration that it refers to, if any. Scopes nest, so one pass with a stack answers for all
 * uses; looking around from each would be quadratic.
 */
export function resolveUses(
  bindings: readonly Binding[],
  uses: readonly Use[],
): Map<Use, Binding | undefined> {
  const resolved = new Map<Use, Binding | undefined>();
  for (const name of new Set(uses.map((use) => use.name))) {
    const declared = bindings
      .filter((binding) => binding.name === name)
      .sort((a, b) => a.start - b.start || b.end - a.end);
    const open: Binding[] = [];
    const closeUntil = (offset: number) => {
      while ((open.at(-1)?.end ?? Infinity) <= offset) open.pop();
    };
    let next = 0;
    for (const use of uses.filter((each) => each.name === name).sort((a, b) => a.offset - b.offset)) {
      for (; (declared[next]?.start ?? Infinity) <= use.offset; next++) {
        const binding = declared[next];
        if (!binding) break;
        closeUntil(binding.start);
        open.push(binding);
      }
      closeUntil(use.offset);
      resolved.set(use, open.at(-1));
    }
  }
  return resolved;
}
