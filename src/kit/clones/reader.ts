/** Reads units back from their files: what a record says counts only where the file says the same. */
import type { Read, Side } from './clone.ts';
import { keyOf } from './large.ts';
import { FIELD } from './record.ts';
import type { Roster } from './roster.ts';
import type { Unit } from './tokens.ts';

/** A unit and the file that it stands in. */
export interface Member {
  readonly file: Read;
  readonly unit: Unit;
  readonly side: Side;
}

export class Reader {
  readonly #roster: Roster;
  readonly #read: (id: number) => Promise<Read | null>;

  constructor(roster: Roster, read: (id: number) => Promise<Read | null>) {
    this.#roster = roster;
    this.#read = read;
  }

  /** Undefined when the file cannot be read, or is not the one that the record was made of. */
  async member(at: number): Promise<Member | undefined> {
    const roster = this.#roster;
    const source = roster.sources[roster.source[at] ?? 0];
    const file = source === undefined ? null : await this.#read(source.id);
    const number = roster.fact(at, FIELD.number);
    const unit = file?.scan.units[number];
    if (!source || !file || !unit) return undefined;
    if (unit.first !== roster.fact(at, FIELD.first) || unit.end !== roster.fact(at, FIELD.end))
      return undefined;
    return { file, unit, side: sideOf(source.id, number, unit) };
  }

  /** The file of a source, by index. */
  async file(source: number): Promise<Read | undefined> {
    const id = this.#roster.sources[source]?.id;
    return (id === undefined ? null : await this.#read(id)) ?? undefined;
  }
}

/** Whether the two are the same, token by token or, when they are short, byte by byte: hashes only say that they may be. */
export function isTwin(one: Member, other: Member): boolean {
  if (keyOf(one.file, one.unit) !== keyOf(other.file, other.unit)) return false;
  const [a, b] = [one, other].map(({ file, unit }) => file.scan.tokens.hash.subarray(unit.first, unit.end));
  return a !== undefined && b !== undefined && a.length === b.length && a.every((hash, at) => hash === b[at]);
}

function sideOf(source: number, unit: number, { startLine, endLine }: Unit): Side {
  return { source, unit, startLine, endLine };
}
