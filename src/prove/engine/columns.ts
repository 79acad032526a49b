/** Columns of one line that count bytes of UTF-8, as places in a text that counts UTF-16 units. */

export class Columns {
  readonly #length: number;
  /** How many bytes the text has up to the end of each unit; null where each is one. */
  readonly #ends: Uint32Array | null;

  constructor(text: string) {
    this.#length = text.length;
    this.#ends = Buffer.byteLength(text) === text.length ? null : endsOf(text);
  }

  /** Units before a column, from 1; past the end of the line it is that end. */
  unitsBefore(column: number): number {
    const ends = this.#ends;
    if (ends === null) return Math.min(column - 1, this.#length);
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < column) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function endsOf(text: string): Uint32Array {
  const ends = new Uint32Array(text.length);
  let [at, bytes] = [0, 0];
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    // The halves of a pair end together, so that no column falls between them.
    for (const next = at + character.length; at < next; at++) ends[at] = bytes;
  }
  return ends;
}
