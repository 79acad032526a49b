/** Plain data written so that what occurs many times stands once, and is one object again when it is read. */

/** What JSON knows. A list or an object is its number in the table, in brackets. */
export type Entry = Atom | [number];
type Atom = string | number | boolean | null;
/** Each after all that it holds. */
export type Rows = readonly (readonly Entry[] | Readonly<Record<string, Entry>>)[];

export class Table {
  readonly rows: (Entry[] | Record<string, Entry>)[] = [];
  readonly #numbers = new Map<string, number>();

  /** Takes plain data; a key that is undefined is left out, as in JSON. */
  add(value: unknown): Entry {
    if (typeof value !== 'object' || value === null) return value as Atom;
    const row = Array.isArray(value)
      ? value.map((item) => this.add(item))
      : Object.fromEntries(
          Object.entries(value)
            .filter(([, held]) => held !== undefined)
            .map(([key, held]) => [key, this.add(held)]),
        );
    const key = JSON.stringify(row);
    const known = this.#numbers.get(key);
    if (known !== undefined) return [known];
    this.#numbers.set(key, this.rows.length);
    return [this.rows.push(row) - 1];
  }
}

/** The values of a table, each made when it is first asked for. */
export class Values {
  readonly #rows: Rows;
  readonly #made: unknown[] = [];

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  of(entry: Entry): unknown {
    if (!Array.isArray(entry)) return entry;
    const [at] = entry;
    return (this.#made[at] ??= this.#make(this.#rows[at] as Rows[number]));
  }

  #make(row: Rows[number]): unknown {
    if (Array.isArray(row)) return row.map((entry: Entry) => this.of(entry));
    const held: Record<string, unknown> = {};
    for (const key in row) held[key] = this.of((row as Record<string, Entry>)[key] as Entry);
    return held;
  }
}
