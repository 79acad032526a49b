/** The words of a text, and what they rule out: asked of many formulas, which share their parts. */
import { unescaped } from '../lower/as-read.ts';
import type { Pattern } from '../pattern/compile.ts';
import type { Ready } from './formula.ts';

export class Words {
  readonly #words: ReadonlySet<string>;
  readonly #known = new Map<Ready | Pattern, boolean>();

  constructor(text: string) {
    // Names may be written with escapes.
    const read = text.includes('\\u') ? `${text} ${unescaped(text)}` : text;
    this.#words = new Set(read.match(/[A-Za-z_]\w*/g));
  }

  /** False only for what cannot match in the text. */
  allow(formula: Ready): boolean {
    if (formula.kind === 'pattern') return this.allowPattern(formula.pattern);
    if (formula.kind === 'inside') return this.allow(formula.of);
    if (formula.kind !== 'all' && formula.kind !== 'any') return true;
    let known = this.#known.get(formula);
    if (known === undefined) {
      const { of } = formula;
      known =
        formula.kind === 'all' ? of.every((part) => this.allow(part)) : of.some((part) => this.allow(part));
      this.#known.set(formula, known);
    }
    return known;
  }

  /** The same for a pattern by itself. */
  allowPattern(pattern: Pattern): boolean {
    let known = this.#known.get(pattern);
    if (known === undefined) this.#known.set(pattern, (known = this.#holds(pattern)));
    return known;
  }

  #holds({ words, variables, limits }: Pattern): boolean {
    if (!words.every((word) => this.#words.has(word))) return false;
    for (const [name, limit] of limits) {
      // A string may be put together from pieces that hold no such word.
      const isWritten = limit.words !== null && variables.includes(name);
      if (isWritten && !limit.words.some((word) => this.#words.has(word))) return false;
    }
    return true;
  }
}
