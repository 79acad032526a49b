/** What a rule says of the text of one variable, asked while a pattern is matched: most of its places are left at once. */
import { IMPLIED } from '../lower/implied.ts';
import type { Searcher } from '../regex/compile.ts';
import type { Letters } from '../regex/letters.ts';
import type { Variable } from '../rule.ts';
import type { Pattern } from './compile.ts';

export type Limits = ReadonlyMap<Variable, Limit>;

export const NO_LIMITS: Limits = new Map();

/** Longer texts are judged once all else fits. */
const MAX_LENGTH = 64;

export class Limit {
  /** Limits of one key ask the same. */
  readonly key: string;
  /** All texts that fit; null when there are more than can be told. */
  readonly names: readonly string[] | null;
  /** A word of each of them. */
  readonly words: readonly string[] | null;
  /** Letters in lower case of which each of them holds one. */
  readonly letters: Letters | null;
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
    this.names = not ? null : namesOf(source);
    const words = this.names?.map((name) => name.replace('$', '')) ?? null;
    this.words = words?.some((word) => IMPLIED.has(word)) ? null : words;
    const { letters } = searcher.anchored;
    this.letters = not || letters?.some(isImplied) ? null : letters;
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
  readonly texts: readonly string[];
  readonly variables: readonly string[];
  readonly limits: Limits;
  readonly #pattern: Pattern;

  constructor(pattern: Pattern, limits: Limits) {
    this.isStatement = pattern.isStatement;
    this.words = pattern.words;
    this.texts = pattern.texts;
    this.variables = pattern.variables;
    this.limits = limits;
    this.#pattern = pattern;
  }

  get parts(): Pattern['parts'] {
    return this.#pattern.parts;
  }
}

/** Whether a name that no text has to hold may hold them. */
function isImplied(letters: string): boolean {
  return [...IMPLIED].some((name) => ` ${name} `.includes(letters));
}

/** `^(?:exec|execSync)$`: the names of a plain choice. */
function namesOf(source: string): readonly string[] | null {
  const [, choice, single] = /^\^?(?:\((?:\?:)?([^()]*)\)|([\w$\\]*))\$$/.exec(source) ?? [];
  const names = (choice ?? single)?.split('|').map((name) => name.replace('\\$', '$'));
  return names?.every((name) => /^\$?[A-Za-z_]\w*$/.test(name)) ? names : null;
}
