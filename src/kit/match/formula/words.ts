/** The words of a text, and what they rule out. */
import type { Letters } from '../regex/letters.ts';
import type { Need } from './need.ts';
import { Pieces } from './pieces.ts';
import { Row } from './row.ts';

export class Words {
  readonly #words: ReadonlySet<string>;
  readonly #row: Row;
  readonly #read: string;
  #pieces: Pieces | undefined;
  /** Rules share what they need. */
  readonly #known = new Map<Need | Letters, boolean>();

  constructor(text: string) {
    this.#read = text.includes('\\') ? `${text} ${withoutEscapes(text)}` : text;
    const words = new Set(this.#read.match(/\w+/g));
    this.#row = new Row(words);
    this.#words = SIGN.test(this.#read) ? words.add('$') : words;
  }

  /** False only where what needs it cannot match. */
  meet(need: Need | null): boolean {
    if (need === null) return true;
    if (typeof need === 'string') return this.#words.has(need);
    let known = this.#known.get(need);
    if (known === undefined) this.#known.set(need, (known = this.#meets(need)));
    return known;
  }

  #meets(need: Exclude<Need, string>): boolean {
    if ('all' in need) return need.all.every((part) => this.meet(part));
    if ('any' in need) return need.any.some((part) => this.meet(part));
    return this.#holds(need.letters) || (need.inStrings && this.#mayJoin(need.letters));
  }

  #holds(letters: Letters): boolean {
    let known = this.#known.get(letters);
    if (known === undefined) this.#known.set(letters, (known = letters.some((one) => this.#row.holds(one))));
    return known;
  }

  #mayJoin(letters: Letters): boolean {
    const pieces = (this.#pieces ??= new Pieces(this.#read));
    return letters.some((one) => pieces.mayHold(one));
  }
}

/** The one name that holds no letter. */
const SIGN = /(?<![\w$])\$(?![\w${])/;

const ESCAPE = /\\(?:x([\da-f]{2})|u\{?0*([\da-f]{2,6})\}?|([0-7]{1,3})|\r?\n|[^])/gi;

/** With letters in place of the escapes that mean them, in any of the languages. */
function withoutEscapes(text: string): string {
  return text.replace(ESCAPE, (...[escape = '', byte, point, octal]: string[]) => {
    if (/\n$/.test(escape)) return '';
    const code = octal === undefined ? parseInt(byte ?? point ?? '20', 16) : parseInt(octal, 8);
    return code < 0x110000 ? String.fromCodePoint(code) : ' ';
  });
}
