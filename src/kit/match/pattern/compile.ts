/** A pattern's text as a tree, or as a sequence of statements. */
import { IMPLIED } from '../lower/implied.ts';
import { lowerPattern } from '../lower/lower.ts';
import { DEEP, decodeNames } from '../lower/placeholders.ts';
import { nodesOf, type Node } from '../node.ts';
import type { TreeLanguage } from '../rule.ts';
import { encode, type Encoded, type TypedVariable } from './encode.ts';
import { compileRegex } from '../regex/compile.ts';
import { NO_LIMITS, type Limits } from './limit.ts';
import { WRAPPERS } from './wrappers.ts';

export interface Pattern {
  /** One expression, declaration or statement; or several statements in a row. */
  readonly parts: readonly Node[];
  /** Written as a whole statement: reported from where the statement begins. */
  readonly isStatement: boolean;
  /** Names that any text it matches holds. */
  readonly words: readonly string[];
  /** Letters in lower case that stand in its strings: any text it matches can put them together. */
  readonly texts: readonly string[];
  /** What it binds to nodes; with a quote before the name, what it binds to text. */
  readonly variables: readonly string[];
  readonly limits: Limits;
}

/** Null when no reading of the pattern is code of the language, or an expression in it is none. */
export async function compilePattern(pattern: string, language: TreeLanguage): Promise<Pattern | null> {
  for (const ends of [true, false]) {
    const made = await parseEncoded(encode(pattern, { language, ends }), language);
    if (made) return made;
  }
  return null;
}

async function parseEncoded({ text, typed }: Encoded, language: TreeLanguage): Promise<Pattern | null> {
  for (const [before, after] of WRAPPERS[language]) {
    const root = await lowerPattern(before + text + after, language);
    if (!root) continue;
    const parts = topmost(root, before.length, before.length + text.length);
    // `Key: {…}` is an entry of an object, not a label.
    if (parts.length === 0 || isLabel(parts[0]) || isLabel(parts[0]?.parent)) continue;
    const types = new Map<string, { variable: string; type: Node | null }>();
    for (const { placeholder, variable, type } of typed)
      types.set(placeholder, { variable, type: await compileType({ type, language }) });
    const made = withoutTail(parts.map((part) => refine(part, types)));
    if (!made.every(isSound)) return null;
    const isStatement =
      language === 'java' && text.endsWith(';') && made.length === 1 && made[0]?.kind === 'call';
    return {
      parts: made,
      isStatement,
      words: wordsOf(made),
      texts: textsOf(made),
      variables: variablesOf(made),
      limits: NO_LIMITS,
    };
  }
  return null;
}

/** Every `"=~/…/"` in it is an expression that can be run. */
function isSound(part: Node): boolean {
  return nodesOf(part).every(
    ({ kind, value }) => kind !== 'strre' || typeof compileRegex(value) !== 'string',
  );
}

/** An object is no statement, so nothing follows it: it is meant alone. */
function withoutTail(parts: Node[]): Node[] {
  return parts[0]?.kind === 'object' && parts[1]?.kind === 'ellipsis' ? parts.slice(0, 1) : parts;
}

function isLabel(node: Node | null | undefined): boolean {
  return node?.kind === 'labeled_statement';
}

async function compileType({
  type,
  language,
}: {
  type: TypedVariable['type'];
  language: TreeLanguage;
}): Promise<Node | null> {
  const [first] = (await compilePattern(type, language))?.parts ?? [];
  return first ?? null;
}

/** The largest nodes inside the pattern's own text. */
function topmost(root: Node, from: number, to: number): Node[] {
  const found: Node[] = [];
  const visit = (node: Node): void => {
    for (const kid of node.kids) {
      if (!kid) continue;
      const isInside = kid.start >= from && kid.end <= to && kid.kind !== 'marks' && kid.end > kid.start;
      if (isInside) found.push(kid);
      else visit(kid);
    }
  };
  visit(root);
  return found.sort((a, b) => a.start - b.start);
}

type Types = ReadonlyMap<string, { variable: string; type: Node | null }>;

/** Puts in what a call, a member and a name stand for where they are placeholders. */
function refine(node: Node, types: Types): Node {
  const kids = node.kids.map((kid) => kid && refine(kid, types));
  const [first = null, second = null] = kids;
  if (node.kind === 'typed-ref') {
    const typed = types.get(node.value);
    return { ...node, kind: 'typed', value: typed?.variable ?? '', kids: [typed?.type ?? null] };
  }
  if (node.kind === 'call' && first?.kind === 'id' && first.value === DEEP) {
    return { ...node, kind: 'deep', kids: [second?.kids[0] ?? null] };
  }
  if (node.kind === 'dot' && second?.kind === 'ellipsis') return { ...node, kind: 'dots', kids: [first] };
  if (node.kind === 'kw' && first?.kind === 'ellipsis') return first;
  if (node.kind === 'text' || node.kind === 'jsxtext') return textual(node);
  return { ...node, value: node.kind === 'id' ? decodeNames(node.value) : node.value, kids };
}

function textual(node: Node): Node {
  const value = decodeNames(node.value);
  if (/^\$[A-Z_][A-Z_0-9]*$/.test(value)) return { ...node, kind: 'textvar', value };
  return value.trim() === '...' ? { ...node, kind: 'ellipsis', value: '' } : { ...node, value };
}

function wordsOf(parts: readonly Node[]): string[] {
  // Not those in strings: a file may put one together from pieces.
  const words = new Set<string>();
  const visit = (node: Node, around: Node | null): void => {
    // A type may be inferred, or be called by another name.
    if (node.kind === 'typed') return;
    const word = node.kind === 'id' ? wordOf(node, around) : null;
    if (word !== null && !IMPLIED.has(word)) words.add(word);
    for (const kid of node.kids) if (kid) visit(kid, node);
  };
  for (const part of parts) visit(part, null);
  return [...words];
}

/** Of each string the longest row of letters; what is written with escapes is told in other words. */
function textsOf(parts: readonly Node[]): string[] {
  const strings = parts.flatMap(nodesOf).filter(({ kind, value }) => kind === 'str' && !value.includes('\\'));
  const rows = strings.flatMap(({ value }) => {
    const [longest] = (value.match(/\w{3,}/g) ?? []).sort((a, b) => b.length - a.length);
    return longest === undefined ? [] : [longest.toLowerCase()];
  });
  return [...new Set(rows)];
}

/** What of a name stands by itself in any text that has the name: of `$http` the letters, `$` where no brace can follow. */
function wordOf(name: Node, around: Node | null): string | null {
  if (name.value !== '$') return /^\$?([A-Za-z_]\w*)$/.exec(name.value)?.[1] ?? null;
  return (around?.kind === 'call' || around?.kind === 'dot') && around.kids[0] === name ? '$' : null;
}

const NODE = new Set(['variable', 'variables', 'typed']);

function variablesOf(parts: readonly Node[]): string[] {
  const names = new Set<string>();
  for (const { kind, value } of parts.flatMap(nodesOf)) {
    if (NODE.has(kind)) names.add(value);
    else if (kind === 'strvar' || kind === 'textvar') names.add(`"${value}`);
    // In the text of what no shape of ours divides.
    else for (const [name] of decodeNames(value).matchAll(/\$[A-Z_][A-Z_0-9]*/g)) names.add(`"${name}`);
  }
  return [...names];
}
