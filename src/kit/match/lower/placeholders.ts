/** What stands in a pattern's text for the parts that no language has, and what it becomes in the tree. */
import type { Node } from '../node.ts';

export const VARIABLE = '__MV_';
export const VARIABLES = '__MVE_';
export const ELLIPSIS = '__ELL';
export const DEEP = '__DEEP';
export const TYPED = '__TYPED_';

/** A name in a pattern that stands for something else; null when it is just a name. */
export function asPatternLeaf(node: Node): Node | null {
  const { value } = node;
  if (!value.startsWith('__') && !value.startsWith('#__')) return null;
  if (value === ELLIPSIS) return { ...node, kind: 'ellipsis', value: '' };
  if (value.startsWith(VARIABLES))
    return { ...node, kind: 'variables', value: `$...${value.slice(VARIABLES.length)}` };
  if (value.startsWith(VARIABLE))
    return { ...node, kind: 'variable', value: `$${value.slice(VARIABLE.length)}` };
  return value.startsWith(TYPED) ? { ...node, kind: 'typed-ref' } : null;
}

/** `"..."`, `"=~/…/"` and `"$X"`: any string, one that a regular expression finds, one that is remembered. */
export function asPatternString(node: Node): Node {
  const value = decodeNames(node.value);
  if (value === '...') return { ...node, kind: 'anystr', value };
  const regex = /^=~\/(.*)\/([a-z]*)$/s.exec(value);
  if (regex)
    return { ...node, kind: 'strre', value: regex[2]?.includes('i') ? `(?i)${regex[1]}` : (regex[1] ?? '') };
  if (/^\$[A-Z_][A-Z_0-9]*$/.test(value)) return { ...node, kind: 'strvar', value };
  return { ...node, value };
}

/** A text as it was before names were put in for variables. */
export function decodeNames(text: string): string {
  return text.replaceAll(VARIABLES, '$...').replaceAll(VARIABLE, '$').replaceAll(ELLIPSIS, '...');
}
