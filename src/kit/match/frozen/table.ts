/** Plain data written so that what occurs many times stands once, and is one object again when it is read. */

/** What JSON knows. A list or an object is its number in the table, in brackets. */
type Entry = Atom | [number];
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

/** All values of a table, each in the place of its row. */
export function valuesOf(rows: Rows): readonly unknown[] {
  const made: unknown[] = [];
  const value = (entry: Entry): unknown => (Array.isArray(entry) ? made[entry[0]] : entry);
  for (const row of rows) {
    if (Array.isArray(row)) made.push(row.map(value));
    else {
      const held: Record<string, unknown> = {};
      for (const key in row) held[key] = value((row as Record<string, Entry>)[key] as Entry);
      made.push(held);
    }
  }
  return made;
}
