/** What a rule says of the text of one variable, asked while a pattern is matched: most of its places are left at once. */
import type { Searcher } from '../regex/compile.ts';
import type { Variable } from '../rule.ts';
import type { Pattern } from './compile.ts';

export type Limits = ReadonlyMap<Variable, Limit>;

export const NO_LIMITS: Limits = new Map();

/** Longer texts are judged once all else fits. */
const MAX_LENGTH = 64;

export class Limit {
  /** Limits of one key ask the same. */
  readonly key: string;
  /** A text that fits holds one of these words; null when nothing is known of its words. */
  readonly words: readonly string[] | null;
  readonly #searcher: Searcher;
  readonly #not: boolean;

  constructor({
    key,
    source,
    not,
    searcher,
  }: {
    key: string;
    source: string;
    not: boolean;
    searcher: Searcher;
  }) {
    this.key = key;
    this.words = not ? null : wordsOf(source);
    this.#searcher = searcher;
    this.#not = not;
  }

  /** False only for what the rule does not allow. */
  fits(text: string): boolean {
    return text.length > MAX_LENGTH || this.#searcher.atStart(text) !== this.#not;
  }
}

export class Limited implements Pattern {
  readonly isStatement: boolean;
  readonly words: readonly string[];
  readonly variables: readonly string[];
  readonly limits: Limits;
  readonly #pattern: Pattern;

  constructor(pattern: Pattern, limits: Limits) {
    this.isStatement = pattern.isStatement;
    this.words = pattern.words;
    this.variables = pattern.variables;
    this.limits = limits;
    this.#pattern = pattern;
  }

  get parts(): Pattern['parts'] {
    return this.#pattern.parts;
  }
}

/** `^(?:exec|execSync)$`: the words of a plain choice. */
function wordsOf(source: string): readonly string[] | null {
  const [, choice, single] = /^\^?(?:\((?:\?:)?([^()]*)\)|([\w$\\]*))\$$/.exec(source) ?? [];
  const words = (choice ?? single)?.split('|').map((word) => /^(?:\\\$)?([A-Za-z_]\w*)$/.exec(word)?.[1]);
  return words?.every((word) => word !== undefined) ? words : null;
}
