/** Where JavaScript and TypeScript say that an import may fail, and where only the type checker looks. */
import type { Step } from '../grammar.ts';
import { glance, textOf } from '../nodes.ts';

/** Tests for what the platform has; code behind them runs only where it is known to work. */
const ASKS_FIRST =
  /\btypeof\b|\bprocess\.(?:platform|arch|versions?|env)\b|\bimport\.meta\.(?:env|vitest|hot)\b|\b(?:Deno|Bun)\b/;
const BRANCHES = new Set(['consequence', 'alternative']);
const CONDITIONALS = new Set(['if_statement', 'ternary_expression']);

/** `try { … } catch`, `import('x').catch(…)`, `if (typeof require …) …`, `typeof window … && …`. */
export function guards({ node, type, field, parent }: Step, text: string): boolean {
  if (!parent) return false;
  if (parent.type === 'try_statement') {
    return field === 'body' && parent.node.childForFieldName('handler') !== null;
  }
  if (type === 'member_expression' && field === 'function') {
    const property = node.childForFieldName('property');
    const name = property && textOf(property, text);
    return name === 'catch' || (name === 'then' && hasSecondArgument(parent.node));
  }
  if (CONDITIONALS.has(parent.type) && BRANCHES.has(field ?? '')) {
    const condition = parent.node.childForFieldName('condition');
    return condition !== null && ASKS_FIRST.test(glance(condition, text));
  }
  if (parent.type === 'binary_expression' && field === 'right') {
    const left = parent.node.childForFieldName('left');
    const isAnd = parent.node.childForFieldName('operator')?.type === '&&';
    return isAnd && left !== null && ASKS_FIRST.test(glance(left, text));
  }
  return false;
}

function hasSecondArgument(call: Step['node']): boolean {
  return (call.childForFieldName('arguments')?.namedChildCount ?? 0) > 1;
}

const TYPES = new Set([
  'ambient_declaration',
  'type_annotation',
  'type_arguments',
  'type_parameters',
  'type_query',
  'type_alias_declaration',
  'interface_declaration',
  'implements_clause',
]);

export function erases({ type, parent, start }: Step): boolean {
  if (TYPES.has(type)) return true;
  const isAssertion = parent?.type === 'as_expression' || parent?.type === 'satisfies_expression';
  return isAssertion && start !== parent.start;
}
