/** An expression that remembers what it said of short texts: names occur again and again. */
import type { Found, Searcher } from './compile.ts';

const MAX_LENGTH = 200;
const MAX_KNOWN = 2000;

export class Remembered implements Searcher {
  readonly #searcher: Searcher;
  readonly #known = new Map<string, boolean>();

  constructor(searcher: Searcher) {
    this.#searcher = searcher;
  }

  get anchored(): Searcher['anchored'] {
    return this.#searcher.anchored;
  }

  all(text: string): readonly Found[] {
    return this.#searcher.all(text);
  }

  atStart(text: string): boolean {
    if (text.length > MAX_LENGTH) return this.#searcher.atStart(text);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const begins = this.#searcher.atStart(text);
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(text, begins);
    return begins;
  }
}
