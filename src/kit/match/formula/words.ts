/** The words of a text, and what they rule out. */
import { unescaped } from '../lower/as-read.ts';
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
    // Names may be written with escapes; in strings those stay as they are.
    this.#read = text.includes('\\u') ? `${text} ${unescaped(text)}` : text;
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
