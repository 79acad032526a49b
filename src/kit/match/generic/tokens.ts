/** Text that no grammar reads as words and signs, nested by indentation and by brackets within a line. */
import { groupBy } from '../../group-by.ts';

export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** From 0. */
  readonly line: number;
}

export interface Sheet {
  readonly tokens: readonly Token[];
  /** Where each text stands among the tokens, in order. */
  readonly places: ReadonlyMap<string, readonly number[]>;
  /** For a bracket whose other half stands on its line, where that is among the tokens. */
  readonly partners: ReadonlyMap<number, number>;
  /** For each token, where the block and the brackets around it end: the first token that is outside. */
  readonly limits: readonly number[];
}

/** ASCII words; whatever else is seen stands for itself. */
const TOKEN = /\w+|[^\s\w]/gu;
const OPENS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

export function sheetOf(text: string): Sheet {
  const tokens = tokensOf(text);
  const partners = partnersOf(tokens);
  const limits = blockEnds(tokens, text);
  const places = groupBy(tokens.keys(), (at) => (tokens[at] as Token).text);
  const open: number[] = [];
  for (const at of tokens.keys()) {
    const partner = partners.get(at);
    if (partner !== undefined && partner < at) open.pop();
    const nearest = open[open.length - 1];
    if (nearest !== undefined) limits[at] = Math.min(nearest, limits[at] as number);
    if (partner !== undefined && partner > at) open.push(partner);
  }
  return { tokens, places, partners, limits };
}

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let [line, from] = [0, 0];
  for (const { 0: word, index } of text.matchAll(TOKEN)) {
    for (; from < index; from++) if (text[from] === '\n') line++;
    tokens.push({ text: word, start: index, end: index + word.length, line });
  }
  return tokens;
}

/** Both directions. A bracket that is not closed on its line opens nothing: prose has many of them. */
export function partnersOf(tokens: readonly Token[]): Map<number, number> {
  const partners = new Map<number, number>();
  let open: number[] = [];
  for (const [at, { text, line }] of tokens.entries()) {
    if (tokens[at - 1]?.line !== line) open = [];
    if (text === '(' || text === '[' || text === '{') open.push(at);
    const last = open[open.length - 1];
    if (last === undefined || tokens[last]?.text !== OPENS[text]) continue;
    open.pop();
    partners.set(last, at).set(at, last);
  }
  return partners;
}

/** For each token the first one on a later line that is indented less than its own. */
function blockEnds(tokens: readonly Token[], text: string): number[] {
  const limits = new Array<number>(tokens.length).fill(tokens.length);
  const blocks: { readonly indent: number; readonly first: number }[] = [];
  let next = tokens.length;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at] as Token;
    if (tokens[at - 1]?.line === token.line) continue;
    const indent = token.start - (text.lastIndexOf('\n', token.start) + 1);
    while ((blocks[blocks.length - 1]?.indent ?? -1) >= indent) blocks.pop();
    limits.fill(blocks[blocks.length - 1]?.first ?? tokens.length, at, next);
    blocks.push({ indent, first: at });
    next = at;
  }
  return limits;
}
