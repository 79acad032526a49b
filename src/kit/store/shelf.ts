/** Many small records of one kind in few files: found by blob, learned in memory, saved as one more segment. */
import { hash } from 'node:crypto';
import type { Shelf } from '../../domain/validator.ts';
import { joined, toMerge } from './merge.ts';
import type { Place, Segment } from './segment.ts';
import { nextGeneration, nextName, openSegments, prepareFolder, removeSegments } from './segments.ts';
import { troubleOf, type Trouble } from './trouble.ts';
import { writeSegment, type Kept } from './write-segment.ts';

/** Milliseconds of learning after which it is saved: a judge that is stopped need not start over. */
const SAVE_EVERY = 5000;
const ALIGN = 8;
const GIT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Whatever the disk does, a record is found or it is not; never an exception. */
export class DiskShelf implements Shelf {
  /** Why the disk is not written to any more; null while it is. */
  trouble: Trouble | null = null;
  readonly #place: Place;
  readonly #learned = new Map<string, Uint8Array>();
  #segments: readonly Segment[] | null = null;
  #spoilt: readonly string[] = [];
  #savedAt = performance.now();

  constructor(place: Place) {
    this.#place = place;
  }

  get(oid: string): Uint8Array | undefined {
    return this.#learned.get(oid) ?? this.#find(idOf(oid));
  }

  put(oid: string, record: Uint8Array): void {
    this.#learned.set(oid, record.byteOffset % ALIGN === 0 ? record : Uint8Array.from(record));
    if (performance.now() - this.#savedAt > SAVE_EVERY) this.save();
  }

  /** Writes what was learned, and joins segments when they are many. True when something was written. */
  save(): boolean {
    const wrote = this.trouble === null && this.#try('write', () => this.#write()) === true;
    this.#savedAt = performance.now();
    return wrote;
  }

  #find(id: Buffer): Uint8Array | undefined {
    for (const segment of this.#opened()) {
      const number = segment.table.find(id);
      const record = number < 0 ? null : this.#try('read', () => segment.read(number));
      if (!record) continue;
      segment.used.add(number);
      return record;
    }
    return undefined;
  }

  #opened(): readonly Segment[] {
    if (this.#segments) return this.#segments;
    const opened = this.#try('read', () => openSegments(this.#place));
    this.#spoilt = opened?.spoilt ?? [];
    return (this.#segments = opened?.segments ?? []);
  }

  #write(): boolean {
    const segments = this.#opened();
    const generation = nextGeneration(segments);
    const news = [...this.#learned].map(([oid, record]): Kept => ({
      id: idOf(oid),
      record,
      used: generation,
    }));
    const merged = toMerge(segments, news);
    if (news.length === 0 && merged.length === 0) return false;
    const name = nextName(segments);
    prepareFolder(this.#place.folder);
    writeSegment(this.#place, name, joined(news, merged, generation));
    removeSegments(this.#place.folder, [...merged.map((segment) => segment.name), ...this.#spoilt]);
    this.#forget(segments);
    return true;
  }

  /** What was learned is on the disk now: the next question reads it from there. */
  #forget(segments: readonly Segment[]): void {
    for (const segment of segments) segment.close();
    this.#segments = null;
    this.#spoilt = [];
    this.#learned.clear();
  }

  #try<T>(verb: Trouble['verb'], act: () => T): T | null {
    try {
      return act();
    } catch (error) {
      this.trouble ??= troubleOf(verb, error);
      return null;
    }
  }
}

/** A table wants ids of one length: git's own, filled up with zeros, or a digest of whatever else names a record. */
function idOf(oid: string): Buffer {
  return GIT_ID.test(oid) ? Buffer.from(oid.padEnd(64, '0'), 'hex') : hash('sha256', oid, 'buffer');
}
