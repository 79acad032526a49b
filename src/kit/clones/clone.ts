/** A pair of places that repeat each other, and what is known of how alike they are. */
import type { CloneLanguage, Scan } from './tokens.ts';

/** `verbatim`: token by token. `renamed`: names and literals differ. `edited`: statements too. `block`: part of a function. */
export type CloneKind = 'verbatim' | 'renamed' | 'edited' | 'block';

/** A file that was read: its tokens and the bytes that they point into. */
export interface Read {
  readonly scan: Scan;
  readonly bytes: Uint8Array;
}

/** One file of the corpus, as its caller knows it. */
export interface Source {
  /** The caller's number of the file. */
  readonly id: number;
  readonly language: CloneLanguage;
  /** What the index keeps of its blob (see record.ts). */
  readonly record: Int32Array;
}

/** One side of a clone. Lines are 1-based and inclusive. */
export interface Side {
  readonly source: number;
  /** Number of the unit in the file's scan: the function itself, or the one that holds the block. */
  readonly unit: number;
  readonly startLine: number;
  readonly endLine: number;
}

/** A stretch where the two sides differ, as token ranges of each side (`end` exclusive; one of them may be empty). */
export interface Difference {
  readonly kind: 'variable' | 'type' | 'property' | 'call' | 'number' | 'string' | 'statement';
  readonly left: { readonly start: number; readonly end: number };
  readonly right: { readonly start: number; readonly end: number };
}

export interface Clone {
  readonly kind: CloneKind;
  /** The side that was asked about. */
  readonly left: Side;
  readonly right: Side;
  /** Share of the tokens that match when names and literals are blind, 0 to 1. */
  readonly similarity: number;
  /** How much is repeated: tokens on the left that have a partner. */
  readonly tokens: number;
  /** Consistent renames are one difference each; at most 20. */
  readonly differences: readonly Difference[];
}
