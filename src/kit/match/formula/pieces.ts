/** Strings that a file may put together from pieces, by the words at the ends of the pieces. */

const OTHER = 0;
const LETTER = 1;
/** Where a piece may begin or end: quotes, and the code inside a string. */
const END = 2;
const SIGNS = new Uint8Array(128).map((_, code) => {
  const sign = String.fromCharCode(code);
  return /\w/.test(sign) ? LETTER : /["'`${}]/.test(sign) ? END : OTHER;
});

export class Pieces {
  /** Words with which pieces end. */
  readonly #last: string;
  /** Words with which they begin. */
  readonly #first: string;

  constructor(text: string) {
    const [last, first] = [new Set<string>(), new Set<string>()];
    for (let at = 0; at < text.length; at++) {
      if (signAt(text, at) !== END) continue;
      let [from, to] = [at, at + 1];
      while (signAt(text, from - 1) === LETTER) from--;
      while (signAt(text, to) === LETTER) to++;
      last.add(text.slice(from, at));
      first.add(text.slice(at + 1, to));
    }
    this.#last = rowOf(last);
    this.#first = rowOf(first);
  }

  /** Whether letters, which no piece holds whole, can be the end of one, then whole ones, then the beginning of one. */
  mayHold(letters: string): boolean {
    // A digit may be reckoned.
    if (/\d/.test(letters)) return true;
    // Where a piece may begin, told from left to right: there are more ways to cut letters than there are letters.
    const begins = new Set<number>();
    for (let from = 0; from < letters.length; from++) {
      if (from > 0 && !begins.has(from)) continue;
      if (from > 0 && this.#first.includes(` ${letters.slice(from)}`)) return true;
      for (let to = from + 1; to < letters.length; to++) {
        const piece = letters.slice(from, to);
        if (from === 0 ? this.#last.includes(`${piece} `) : this.#first.includes(` ${piece} `))
          begins.add(to);
      }
    }
    return false;
  }
}

function signAt(text: string, at: number): number {
  return SIGNS[text.charCodeAt(at)] ?? OTHER;
}

function rowOf(words: ReadonlySet<string>): string {
  return ` ${[...words].join(' ')} `.toLowerCase();
}
