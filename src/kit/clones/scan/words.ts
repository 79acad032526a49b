/** The words that a language keeps for itself, found by their hash. */
import { hashOf } from './bytes.ts';
import { CODE } from './tape.ts';

const SLOTS = 1024;

export class Words {
  readonly #hashes = new Int32Array(SLOTS);
  readonly #codes = new Uint8Array(SLOTS);
  readonly #list: readonly string[];

  /** At most 127 words, between spaces. */
  constructor(list: string) {
    this.#list = list.trim().split(/\s+/);
    for (const [index, text] of this.#list.entries()) {
      const hash = hashOf(text);
      let slot = hash & (SLOTS - 1);
      while (this.#codes[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
      this.#hashes[slot] = hash;
      this.#codes[slot] = CODE.word + index;
    }
  }

  /** The code of the word with that hash; 0 when the language leaves it to programs. */
  find(hash: number): number {
    let slot = hash & (SLOTS - 1);
    let code = this.#codes[slot] ?? 0;
    while (code !== 0 && this.#hashes[slot] !== hash) {
      slot = (slot + 1) & (SLOTS - 1);
      code = this.#codes[slot] ?? 0;
    }
    return code;
  }

  /** The code of a word that is in the list. */
  code(text: string): number {
    const index = this.#list.indexOf(text);
    if (index < 0) throw new Error(`'${text}' is no word of the list.`);
    return CODE.word + index;
  }

  codes(text: string): ReadonlySet<number> {
    return new Set(text.split(' ').map((word) => this.code(word)));
  }
}
