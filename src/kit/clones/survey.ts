/** How common is what the asked files are made of: their fingerprints and names, counted over all files. */
import { Numbering } from './numbering.ts';
import { Places } from './places.ts';
import { FIELD, position } from './record.ts';
import type { Roster } from './roster.ts';

/** A fingerprint in more units than this leads nowhere. */
const CROWD = 60;
/** What so many have is how the repository is written, and weighs nothing. */
const HABIT = 32;

/** By the number of those that have it: 1 for what only two have, less for every doubling. */
const WEIGHTS = Float64Array.from({ length: HABIT + 1 }, (_, count) =>
  Math.max(0, 1 - Math.log2(Math.max(1, count - 1)) / Math.log2(HABIT)),
);

export class Survey {
  readonly #prints = new Numbering();
  readonly #names = new Numbering();
  readonly #places: Places;
  /** Of each fingerprint: in how many functions it is that stand in no other. */
  readonly #owners: Int32Array;
  /** Of each name: in how many files it is used. */
  readonly #files: Int32Array;

  /** Sources by index. */
  constructor(roster: Roster, asked: Iterable<number>) {
    for (const source of asked) {
      for (const hash of roster.prints[source] ?? []) this.#prints.add(hash);
      for (const name of roster.namesOf(source)) this.#names.add(name);
    }
    this.#places = new Places(this.#prints.size, CROWD);
    this.#owners = new Int32Array(this.#prints.size);
    this.#files = new Int32Array(this.#names.size);
    this.#countPrints(roster);
    for (let source = 0; source < roster.sources.length; source++)
      for (const name of roster.namesOf(source)) {
        const number = this.#names.find(name);
        if (number >= 0) this.#files[number] = (this.#files[number] ?? 0) + 1;
      }
  }

  #countPrints(roster: Roster): void {
    const [last, lastOwner] = [this.#owners.slice().fill(-1), this.#owners.slice().fill(-1)];
    for (let source = 0, owner = 0; source < roster.sources.length; source++) {
      const { at, numbers } = this.#hitsIn(roster.prints[source] ?? new Int32Array());
      if (at.length === 0) continue;
      for (let unit = roster.starts[source] ?? 0; unit < (roster.starts[source + 1] ?? 0); unit++) {
        if (!roster.nested(unit, owner)) owner = unit;
        const to = roster.fact(unit, FIELD.to);
        for (let hit = position(at, roster.fact(unit, FIELD.from)); (at[hit] ?? to) < to; hit++) {
          const number = numbers[hit] ?? 0;
          if (last[number] === unit) continue;
          last[number] = unit;
          this.#places.add(number, unit);
          if (lastOwner[number] === owner) continue;
          lastOwner[number] = owner;
          this.#owners[number] = (this.#owners[number] ?? 0) + 1;
        }
      }
    }
  }

  /** Which of a file's fingerprints the asked files have as well: few, and each is looked for once, however units nest. */
  #hitsIn(prints: Int32Array): { at: number[]; numbers: number[] } {
    const [at, numbers]: [number[], number[]] = [[], []];
    for (let print = 0; print < prints.length; print++) {
      const number = this.#prints.find(prints[print] ?? 0);
      if (number < 0) continue;
      at.push(print);
      numbers.push(number);
    }
    return { at, numbers };
  }

  /** Visits the units that have a fingerprint of an asked file; false when they are a crowd. */
  eachUnit(hash: number, visit: (unit: number) => void): boolean {
    const number = this.#prints.find(hash);
    this.#places.each(number, visit);
    return !this.#places.common(number);
  }

  /** What a fingerprint of an asked file weighs. */
  weightOf(hash: number): number {
    return WEIGHTS[this.#owners[this.#prints.find(hash)] ?? 0] ?? 0;
  }

  /** Of fingerprints of an asked file, each counted once. */
  mass(hashes: Iterable<number>): number {
    let mass = 0;
    for (const hash of new Set(hashes)) mass += this.weightOf(hash);
    return mass;
  }

  /** Of different names that an asked file uses. */
  namesMass(names: Iterable<number>): number {
    let mass = 0;
    for (const name of names) mass += WEIGHTS[this.#files[this.#names.find(name)] ?? 0] ?? 0;
    return mass;
  }
}
