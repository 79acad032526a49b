/** Where numbered things occur: chains of places in two arrays that grow, and a count for each number. */

export class Places {
  readonly #limit: number;
  #heads: Int32Array;
  #counts: Int32Array;
  #next = new Int32Array(1 << 10);
  #place = new Int32Array(1 << 10);
  #size = 0;

  /** Of a number that occurs in more than `limit` places only the count is kept. */
  constructor(numbers: number, limit: number) {
    this.#limit = limit;
    this.#heads = new Int32Array(numbers).fill(-1);
    this.#counts = new Int32Array(numbers);
  }

  add(number: number, place: number): void {
    const count = (this.#counts[number] ?? 0) + 1;
    this.#counts[number] = count;
    if (count > this.#limit) return;
    if (this.#size === this.#next.length) this.#grow();
    this.#next[this.#size] = this.#heads[number] ?? -1;
    this.#place[this.#size] = place;
    this.#heads[number] = this.#size++;
  }

  count(number: number): number {
    return this.#counts[number] ?? 0;
  }

  common(number: number): boolean {
    return this.count(number) > this.#limit;
  }

  /** The latest place first. */
  each(number: number, visit: (place: number) => void): void {
    if (this.common(number)) return;
    for (let at = this.#heads[number] ?? -1; at >= 0; at = this.#next[at] ?? -1) visit(this.#place[at] ?? 0);
  }

  #grow(): void {
    const [next, place] = [new Int32Array(this.#size * 2), new Int32Array(this.#size * 2)];
    next.set(this.#next);
    place.set(this.#place);
    this.#next = next;
    this.#place = place;
  }
}
