/** Patterns as nested lists, which JSON reads fastest. */
import type { Node } from '../node.ts';
import type { Pattern } from '../pattern/compile.ts';
import type { Patterns } from '../pattern/patterns.ts';
import { NO_LIMITS } from '../pattern/limit.ts';

/** Kind, value, then the children. Where in a pattern something stands means nothing. */
type Tree = readonly [kind: string, value: string, ...kids: (Tree | null)[]];

/** Words, texts and variables with a space between them. */
export type PatternRow = readonly [
  words: string,
  texts: string,
  variables: string,
  isStatement: 0 | 1,
  parts: readonly Tree[],
];

export function freezePattern({ words, texts, variables, isStatement, parts }: Pattern): PatternRow {
  const row = (names: readonly string[]): string => names.join(' ');
  return [row(words), row(texts), row(variables), isStatement ? 1 : 0, parts.map(freezeTree)];
}

function freezeTree({ kind, value, kids }: Node): Tree {
  return [kind, value, ...kids.map((kid: Node | null): Tree | null => kid && freezeTree(kid))];
}

function thawTree([kind, value, ...kids]: Tree): Node {
  return { kind, value, kids: kids.map((kid) => kid && thawTree(kid)), start: 0, end: 0, parent: null };
}

/** Most patterns are ruled out by their words, and never need their trees. */
class FrozenPattern implements Pattern {
  readonly words: readonly string[];
  readonly texts: readonly string[];
  readonly variables: readonly string[];
  readonly isStatement: boolean;
  readonly limits = NO_LIMITS;
  readonly #frozen: readonly Tree[];
  #parts: readonly Node[] | undefined;

  constructor([words, texts, variables, isStatement, parts]: PatternRow) {
    this.words = split(words);
    this.texts = split(texts);
    this.variables = split(variables);
    this.isStatement = isStatement === 1;
    this.#frozen = parts;
  }

  get parts(): readonly Node[] {
    return (this.#parts ??= this.#frozen.map(thawTree));
  }
}

/** Each made when it is first asked for. */
export class FrozenPatterns implements Patterns {
  readonly #rows: ReadonlyMap<string, PatternRow>;
  readonly #made = new Map<string, Pattern | null>();

  constructor(rows: readonly (readonly [key: string, ...PatternRow])[]) {
    this.#rows = new Map(rows.map(([key, ...row]) => [key, row]));
  }

  has(key: string): boolean {
    return this.#rows.has(key) || this.#made.has(key);
  }

  get(key: string): Pattern | null | undefined {
    const row = this.#made.has(key) ? undefined : this.#rows.get(key);
    if (row) this.#made.set(key, new FrozenPattern(row));
    return this.#made.get(key);
  }

  set(key: string, pattern: Pattern | null): void {
    this.#made.set(key, pattern);
  }
}

function split(joined: string): readonly string[] {
  return joined === '' ? [] : joined.split(' ');
}
