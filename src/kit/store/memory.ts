/** Facts in memory: the least recently used go first when they are too many bytes. */

const OVERHEAD = 200;

export class Memory {
  readonly #limit: number;
  readonly #entries = new Map<string, string>();
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(name: string): string | undefined {
    const payload = this.#entries.get(name);
    if (payload !== undefined) {
      this.#entries.delete(name);
      this.#entries.set(name, payload);
    }
    return payload;
  }

  set(name: string, payload: string): void {
    this.#drop(name);
    this.#entries.set(name, payload);
    this.#bytes += costOf(payload);
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#limit) break;
      this.#drop(oldest);
    }
  }

  #drop(name: string): void {
    const payload = this.#entries.get(name);
    if (payload === undefined) return;
    this.#entries.delete(name);
    this.#bytes -= costOf(payload);
  }
}

/** V8 holds a string in one or two bytes a unit; two is the safe guess. */
function costOf(payload: string): number {
  return payload.length * 2 + OVERHEAD;
}
