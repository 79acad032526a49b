/** ESLint's lines: U+2028, U+2029 and a lone CR end one too, which git and {@link Lines} do not follow. */
export class ScriptLines {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    for (const end of text.matchAll(/\r\n|[\r\n\u2028\u2029]/g)) this.#starts.push(end.index + end[0].length);
  }

  /** The offset of a 1-based line and column as ESLint reports them; clipped to the text. */
  offset(line: number, column: number): number {
    const start = this.#starts[Math.max(1, line) - 1] ?? this.#length;
    return Math.min(start + Math.max(1, column) - 1, this.#length);
  }
}
