/** String literals of JavaScript and TypeScript: their span without quotes, and what they mean. */
import type { Node } from 'web-tree-sitter';
import type { Span } from '../facts.ts';

export interface Literal extends Span {
  readonly value: string;
}

const ESCAPE = /\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2})|(\r\n|[^]))/giu;
const CONTROL: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
  '\n': '',
  '\r': '',
  '\r\n': '',
  '\u2028': '',
  '\u2029': '',
};

/** The literal that a node is: a string, or a template without substitutions. */
export function literalIn(node: Node | null | undefined, text: string): Literal | null {
  if (node?.type !== 'string' && node?.type !== 'template_string') return null;
  const span = { start: node.startIndex + 1, end: node.endIndex - 1 };
  if (span.end < span.start || node.hasError) return null;
  const raw = text.slice(span.start, span.end);
  if (node.namedChildren.some((child) => child.type === 'template_substitution')) return null;
  return { ...span, value: raw.includes('\\') ? raw.replace(ESCAPE, unescape) : raw };
}

function unescape(escape: string, ...groups: (string | undefined)[]): string {
  const [braced, four, two, other = ''] = groups;
  const hex = braced ?? four ?? two;
  if (hex === undefined) return CONTROL[other] ?? other;
  const code = Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
}
