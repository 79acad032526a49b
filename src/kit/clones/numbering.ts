/** Hashes numbered in the order in which they are first met: open addressing over typed arrays. */

export class Numbering {
  size = 0;
  #hashes = new Int32Array(1 << 10);
  #numbers = new Int32Array(1 << 10).fill(-1);
  #shift = 22;
  /** Chosen by chance, so that no file can be written whose hashes all meet in one slot; no answer depends on it. */
  readonly #factor = Math.floor(Math.random() * 2 ** 32) | 1;

  /** The number of the hash, or -1. */
  find(hash: number): number {
    return this.#numbers[this.#slot(hash)] ?? -1;
  }

  /** The number of the hash, a new one if it has none. */
  add(hash: number): number {
    const slot = this.#slot(hash);
    const known = this.#numbers[slot] ?? -1;
    if (known >= 0) return known;
    this.#hashes[slot] = hash;
    this.#numbers[slot] = this.size++;
    if (this.size * 2 > this.#hashes.length) this.#grow();
    return this.size - 1;
  }

  #slot(hash: number): number {
    const mask = this.#hashes.length - 1;
    let slot = Math.imul(hash, this.#factor) >>> this.#shift;
    while ((this.#numbers[slot] ?? -1) >= 0 && this.#hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [hashes, numbers] = [this.#hashes, this.#numbers];
    this.#hashes = new Int32Array(hashes.length * 2);
    this.#numbers = new Int32Array(hashes.length * 2).fill(-1);
    this.#shift--;
    for (let at = 0; at < hashes.length; at++) {
      if ((numbers[at] ?? -1) < 0) continue;
      const slot = this.#slot(hashes[at] ?? 0);
      this.#hashes[slot] = hashes[at] ?? 0;
      this.#numbers[slot] = numbers[at] ?? 0;
    }
  }
}
