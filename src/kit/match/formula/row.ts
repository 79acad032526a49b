/** Words in a row, of which it is asked again and again whether they hold some letters: mostly they do not. */

/** Three letters in a row leave a mark in a table of this size. */
const MARKS = 8192;

export class Row {
  readonly text: string;
  readonly #marks = new Uint8Array(MARKS);

  constructor(words: Iterable<string>) {
    this.text = ` ${[...words].join(' ')} `.toLowerCase();
    for (let at = 2; at < this.text.length; at++) this.#marks[markAt(this.text, at)] = 1;
  }

  /** Three letters at least, in lower case. */
  holds(letters: string): boolean {
    for (let at = 2; at < letters.length; at++) if (!this.#marks[markAt(letters, at)]) return false;
    return this.text.includes(letters);
  }
}

function markAt(text: string, end: number): number {
  const [a, b, c] = [text.charCodeAt(end - 2), text.charCodeAt(end - 1), text.charCodeAt(end)];
  return (a * 1021 + b * 37 + c) & (MARKS - 1);
}
