/** The words of a text, and what they rule out: asked of many formulas, which share their parts. */
import type { Limit } from '../pattern/limit.ts';
import type { Pattern } from '../pattern/compile.ts';
import type { Letters } from '../regex/letters.ts';
import type { Ready } from './formula.ts';
import { Pieces } from './pieces.ts';
import { Row } from './row.ts';

export class Words {
  readonly #words: ReadonlySet<string>;
  readonly #row: Row;
  readonly #read: string;
  #pieces: Pieces | undefined;
  readonly #known = new Map<Ready | Pattern | Letters, boolean>();
  readonly #joined = new Map<Letters, boolean>();

  constructor(text: string) {
    this.#read = text.includes('\\') ? `${text} ${withoutEscapes(text)}` : text;
    this.#words = new Set(this.#read.match(/\w+/g));
    this.#row = new Row(this.#words);
  }

  /** False only for what cannot match in the text. */
  allow(formula: Ready): boolean {
    switch (formula.kind) {
      case 'pattern':
        return this.allowPattern(formula.pattern);
      case 'inside':
        return this.allow(formula.of);
      case 'regex':
        return this.#holds(formula.searcher.letters);
      case 'any':
      case 'all':
        return this.#remembered(formula, () =>
          formula.kind === 'all'
            ? formula.of.every((part) => this.allow(part))
            : formula.of.some((part) => this.allow(part)),
        );
      default:
        return true;
    }
  }

  /** The same for a pattern by itself. */
  allowPattern(pattern: Pattern): boolean {
    return this.#remembered(pattern, () => {
      const { words, variables, limits } = pattern;
      return (
        words.every((word) => this.#words.has(word)) &&
        [...limits].every(([name, limit]) =>
          variables.includes(name) ? this.#meets(limit) : this.#mayHold(limit.letters),
        )
      );
    });
  }

  #meets({ words, letters }: Limit): boolean {
    return words ? words.some((word) => this.#words.has(word)) : this.#holds(letters);
  }

  #holds(letters: Letters | null): boolean {
    return !letters || this.#remembered(letters, () => letters.some((one) => this.#row.holds(one)));
  }

  /** The same for the content of a string, which may be put together from pieces. */
  #mayHold(letters: Letters | null): boolean {
    if (!letters || this.#holds(letters)) return true;
    let known = this.#joined.get(letters);
    if (known === undefined) {
      const pieces = (this.#pieces ??= new Pieces(this.#read));
      this.#joined.set(letters, (known = letters.some((one) => pieces.mayHold(one))));
    }
    return known;
  }

  #remembered(key: Ready | Pattern | Letters, tell: () => boolean): boolean {
    let known = this.#known.get(key);
    if (known === undefined) this.#known.set(key, (known = tell()));
    return known;
  }
}

const ESCAPE = /\\(?:x([\da-f]{2})|u\{?0*([\da-f]{2,6})\}?|([0-7]{1,3})|\r?\n|[^])/gi;

/** With letters in place of the escapes that mean them, in any of the languages. */
function withoutEscapes(text: string): string {
  return text.replace(ESCAPE, (...[escape = '', byte, point, octal]: string[]) => {
    if (/\n$/.test(escape)) return '';
    const code = octal === undefined ? parseInt(byte ?? point ?? '20', 16) : parseInt(octal, 8);
    return code < 0x110000 ? String.fromCodePoint(code) : ' ';
  });
}
