/** The words of a text, and what they rule out: asked of many formulas, which share their parts. */
import type { Pattern } from '../pattern/compile.ts';
import type { Ready } from './formula.ts';

export class Words {
  readonly #words: ReadonlySet<string>;
  readonly #known = new Map<Ready | Pattern, boolean>();

  constructor(text: string) {
    this.#words = new Set(text.match(/[A-Za-z_]\w*/g));
  }

  /** False only for what cannot match in the text. */
  allow(formula: Ready): boolean {
    switch (formula.kind) {
      case 'pattern':
        return this.allowPattern(formula.pattern);
      case 'all':
        return this.#once(formula, () => formula.of.every((part) => this.allow(part)));
      case 'any':
        return this.#once(formula, () => formula.of.some((part) => this.allow(part)));
      case 'inside':
        return this.allow(formula.of);
      default:
        return true;
    }
  }

  /** The same for a pattern by itself. */
  allowPattern(pattern: Pattern): boolean {
    return this.#once(pattern, () => {
      const { words, variables, limits } = pattern;
      if (!words.every((word) => this.#words.has(word))) return false;
      for (const [name, limit] of limits) {
        // A string may be put together from pieces that hold no such word.
        const isWritten = limit.words !== null && variables.includes(name);
        if (isWritten && !limit.words.some((word) => this.#words.has(word))) return false;
      }
      return true;
    });
  }

  #once(key: Ready | Pattern, tell: () => boolean): boolean {
    let known = this.#known.get(key);
    if (known === undefined) this.#known.set(key, (known = tell()));
    return known;
  }
}
