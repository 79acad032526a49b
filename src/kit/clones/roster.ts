/** Every unit of every file in one row, in an order that does not depend on how the files were given. */
import type { Source } from './clone.ts';
import { FIELD, fingerprintsOf, namesOf, unitsOf } from './record.ts';

export class Roster {
  /** By id. */
  readonly sources: readonly Source[];
  /** Of each unit: the index of its source. */
  readonly source: Int32Array;
  /** Of each source: its first unit; one more at the end. */
  readonly starts: Int32Array;
  readonly prints: readonly Int32Array[];
  readonly #offsets: Int32Array;

  constructor(sources: readonly Source[]) {
    this.sources = [...sources].sort((one, other) => one.id - other.id);
    const offsets = this.sources.map((one) => unitsOf(one.record));
    this.prints = this.sources.map((one) => fingerprintsOf(one.record));
    this.#offsets = Int32Array.from(offsets.flat());
    this.source = Int32Array.from(offsets.flatMap((units, source) => units.map(() => source)));
    this.starts = new Int32Array(offsets.length + 1);
    offsets.forEach((units, source) => (this.starts[source + 1] = (this.starts[source] ?? 0) + units.length));
  }

  get size(): number {
    return this.source.length;
  }

  /** One of a unit's facts (see record.ts). */
  fact(unit: number, field: number): number {
    const record = this.sources[this.source[unit] ?? 0]?.record;
    return record?.[(this.#offsets[unit] ?? 0) + field] ?? 0;
  }

  /** Of a source, by index. */
  namesOf(source: number): Int32Array {
    return namesOf(this.sources[source]?.record ?? new Int32Array());
  }

  tokens(unit: number): number {
    return this.fact(unit, FIELD.end) - this.fact(unit, FIELD.first);
  }

  /** Not in the order of the unit alone: a hash may come more than once. */
  printsOf(unit: number): Int32Array {
    const all = this.prints[this.source[unit] ?? 0] ?? new Int32Array();
    return all.subarray(this.fact(unit, FIELD.from), this.fact(unit, FIELD.to));
  }

  together(unit: number, other: number): boolean {
    return this.source[unit] === this.source[other];
  }

  /** Whether one of the two stands inside the other. */
  nested(unit: number, other: number): boolean {
    if (!this.together(unit, other)) return false;
    return (
      this.fact(unit, FIELD.first) < this.fact(other, FIELD.end) &&
      this.fact(other, FIELD.first) < this.fact(unit, FIELD.end)
    );
  }
}
