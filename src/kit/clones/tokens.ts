/** A source file as clone detection sees it: tokens without layout and comments, and the functions among them. */

/** Languages that are read alike: `script` is JavaScript and TypeScript in all their spellings. */
export type CloneLanguage = 'script' | 'python' | 'java' | 'go';

/** What a token is; blinding keeps the kind and drops the text. `layout` is Python's INDENT, DEDENT and NEWLINE. */
export const KIND = {
  punctuation: 0,
  keyword: 1,
  variable: 2,
  type: 3,
  property: 4,
  call: 5,
  number: 6,
  string: 7,
  layout: 8,
} as const;

/** Parallel arrays, one element a token. */
export interface Tokens {
  readonly count: number;
  /**
   * FNV-1a over the token's bytes; for layout over its name. Where either quote means the same, both count as `"`;
   * white space in JSX text counts as one space; `?.` counts as `.`.
   */
  readonly hash: Int32Array;
  /** Values of {@link KIND}. */
  readonly kind: Uint8Array;
  /** 1-based line that the token starts on; only LF ends a line. */
  readonly line: Int32Array;
  /** Byte offsets into the scanned bytes; `end` is exclusive. */
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/**
 * A function, method or closure with a block, or an arrow function whose expression has five lines or more. Token
 * numbers; `end` is exclusive and takes in the closing brace.
 */
export interface Unit {
  /** Empty when it has none. */
  readonly name: string;
  /** The class or receiver that it belongs to; empty when it stands alone. */
  readonly owner: string;
  /** Whether code elsewhere can reach it by its name, as far as the file says. */
  readonly exported: boolean;
  /** Constructors, `equals`, `toString`, `__repr__` and their like: alike everywhere, by nature. */
  readonly holder: boolean;
  /** The opening parenthesis of the parameters (for a parameter without one: that parameter). */
  readonly first: number;
  /** The first token of the body, after its brace or INDENT. */
  readonly body: number;
  readonly end: number;
  /** Of the whole function with its head; 1-based, both inclusive. */
  readonly startLine: number;
  readonly endLine: number;
}

export interface Scan {
  readonly language: CloneLanguage;
  readonly tokens: Tokens;
  /** In the order of `first`; nested ones too. */
  readonly units: readonly Unit[];
}
