/** Whether an expression has the type that a pattern asks for, as far as the file declares it. */
import type { Node } from '../node.ts';
import type { Matcher } from './matcher.ts';

const TEXTS = new Set(['String', 'string', 'str']);
const NUMBERS = new Set(['int', 'Integer', 'number', 'float', 'long', 'double']);

export function fitsType(m: Matcher, p: Node, t: Node): boolean {
  const [type] = p.kids;
  return type ? hasType(m, { t, type }) : false;
}

/** The same for a type that stands by itself. */
export function hasType(m: Matcher, { t, type }: { t: Node; type: Node }): boolean {
  if (type.kind === 'id' && TEXTS.has(type.value) && isText(t)) return true;
  if (type.kind === 'id' && NUMBERS.has(type.value) && t.kind === 'num') return true;
  const declared = m.facts.typeOf(t);
  if (!declared) return false;
  let fits = false;
  m.node(type, declared, () => (fits = true));
  if (fits || type.kind !== 'dot' || declared.kind !== 'id') return fits;
  // A type from the same package, or through `import a.*`, has only its last name.
  return m.facts.pathOf(declared) === null && type.kids[1]?.value === declared.value;
}

function isText(t: Node): boolean {
  if (t.kind === 'str' || t.kind === 'tmpl' || t.kind === 'concat') return true;
  return t.kind === 'binary' && t.value === '+' && t.kids.some((kid) => kid && isText(kid));
}
