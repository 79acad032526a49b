/** What a language file says about its language, and how the walk shows it a tree. */
import type { Node } from 'web-tree-sitter';
import type { ExportFact, ImportFact, Span, TokenFact } from './facts.ts';

/**
 * A node on the way from the root to an interesting word. What a node inherits from the nodes around it is
 * worked out once, on the way down: looking upward from each word would be quadratic in nested code.
 */
export interface Frame extends Span {
  readonly node: Node;
  readonly type: string;
  /** The field that the node fills in its parent. */
  readonly field: string | null;
  readonly parent: Frame | null;
  /** Something around it says that it may fail. */
  readonly guarded: boolean;
  /** Only the type checker looks at it. */
  readonly typeOnly: boolean;
  /** The nearest block around it, and the nearest function, namespace or module. */
  readonly block: Frame | null;
  readonly closure: Frame | null;
}

/** Collects the facts of one file. */
export interface Reader {
  /** Is told every node on the way to a word, the root first (also when there is no word). */
  enter(frame: Frame): void;
  facts(): { readonly imports: readonly ImportFact[]; readonly exports: readonly ExportFact[] };
}

/** A frame before it is complete: what the predicates of a grammar may look at. */
export type Step = Pick<Frame, 'node' | 'type' | 'field' | 'parent' | 'start'>;

export interface Grammar {
  /** A global pattern: the walk goes to the places where it matches, and nowhere else. */
  words(text: string): RegExp;
  reader(text: string): Reader;
  /** Whether what is inside the node may fail, judged by the node and its parent. */
  guards(step: Step, text: string): boolean;
  /** Whether what is inside the node exists for the type checker only. */
  erases(step: Step, text: string): boolean;
  /** Whether an ERROR node in a node of type `around` is right, and only news to the grammar. */
  excuses(error: Node, around: string, text: string): boolean;
  /** Node types that open a scope for block-scoped names, and for function-scoped ones. */
  readonly blocks: ReadonlySet<string>;
  readonly closures: ReadonlySet<string>;
  readonly tokens: TokenTypes;
}

/** Node types by the kind of token they are; other leaves are names when named, else keywords or punctuation. */
export interface TokenTypes extends Readonly<
  Record<Exclude<TokenFact['kind'], 'name' | 'punctuation'>, ReadonlySet<string>>
> {
  /** Code inside a string: `${…}`, `{…}` of an f-string. */
  readonly interpolation: ReadonlySet<string>;
}
