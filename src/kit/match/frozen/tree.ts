/** The trees of patterns as nested lists, which JSON reads fastest. */
import type { Node } from '../node.ts';
import type { Pattern } from '../pattern/compile.ts';

/** Kind, value, then the children. Where in a pattern something stands means nothing. */
export type FrozenTree = readonly [kind: string, value: string, ...kids: (FrozenTree | null)[]];
export type FrozenParts = readonly FrozenTree[];

export function freezeTree({ kind, value, kids }: Node): FrozenTree {
  return [kind, value, ...kids.map((kid: Node | null): FrozenTree | null => kid && freezeTree(kid))];
}

function thawTree([kind, value, ...kids]: FrozenTree): Node {
  return { kind, value, kids: kids.map((kid) => kid && thawTree(kid)), start: 0, end: 0, parent: null };
}

/** Most patterns are ruled out by their words. */
export class FrozenPattern implements Pattern {
  readonly words: readonly string[];
  readonly isStatement: boolean;
  readonly #frozen: FrozenParts;
  #parts: readonly Node[] | undefined;

  constructor(words: string, isStatement: boolean, parts: FrozenParts) {
    this.words = words === '' ? [] : words.split(' ');
    this.isStatement = isStatement;
    this.#frozen = parts;
  }

  get parts(): readonly Node[] {
    return (this.#parts ??= this.#frozen.map(thawTree));
  }
}
