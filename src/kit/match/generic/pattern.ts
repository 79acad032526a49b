/** A pattern over text that no grammar reads: words, metavariables, and what may be skipped between them. */
import type { Variable } from '../rule.ts';
import { partnersOf, tokensOf } from './tokens.ts';

export type Piece =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: Variable }
  /** `...`, over so many spans of lines, or `$...X`, which holds what it skips. */
  | { readonly kind: 'gap'; readonly name: Variable | undefined; readonly spans: number };

export interface Pieces {
  readonly pieces: readonly Piece[];
  /** For a piece that closes a bracket, the piece that opens it. */
  readonly openers: ReadonlyMap<number, number>;
  /** Where a piece matches hangs on nothing but where the one before it did. */
  readonly free: boolean;
}

/** Undefined when nothing but gaps is left: it would match everywhere. */
export function piecesOf(pattern: string): Pieces | undefined {
  const pieces: Piece[] = [];
  const words: string[] = [];
  for (const text of pattern.match(/\$\.\.\.[A-Z_][A-Z0-9_]*|\$[A-Z_][A-Z0-9_]*|\.\.\.|\w+|[^\s\w]/gu) ??
    []) {
    const last = pieces[pieces.length - 1];
    if (text === '...' && last?.kind === 'gap' && last.name === undefined) {
      pieces[pieces.length - 1] = { ...last, spans: last.spans + 1 };
      continue;
    }
    pieces.push(pieceOf(text));
    words.push(pieces[pieces.length - 1]?.kind === 'word' ? text : '_');
  }
  while (pieces[0]?.kind === 'gap' && pieces[0].name === undefined) {
    pieces.shift();
    words.shift();
  }
  if (!pieces.some(({ kind }) => kind !== 'gap')) return undefined;
  const openers = new Map([...partnersOf(tokensOf(words.join(' ')))].filter(([at, other]) => other < at));
  const names = pieces.flatMap((piece) => ('name' in piece && piece.name !== undefined ? [piece.name] : []));
  return { pieces, openers, free: openers.size === 0 && new Set(names).size === names.length };
}

function pieceOf(text: string): Piece {
  if (text === '...') return { kind: 'gap', name: undefined, spans: 1 };
  if (text.startsWith('$...')) return { kind: 'gap', name: text, spans: 1 };
  return /^\$[A-Z_]/.test(text) ? { kind: 'variable', name: text } : { kind: 'word', text };
}
