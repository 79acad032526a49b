/** One sealed file of records, open for reading: the table is verified at once, each record when it is read. */
import { hash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { HEADER_BYTES, SLOT_BYTES, slotsPromised, Table, type Seal } from './table.ts';

// Windows has neither flag; O_NONBLOCK keeps a FIFO in a segment's place from blocking the open for ever.
const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;

/** Larger files are none of ours: no shelf holds as much. */
const MAX_SEGMENT_BYTES = 128_000_000;
/** Records that are asked for in the order in which they lie are read this much at a time. */
const WINDOW_BYTES = 1_000_000;
/** How much may be skipped between two records that are still "in order". */
const GAP_BYTES = 64_000;
const NOTHING = Buffer.alloc(0);

/** A shelf's own folder, and the key that seals what lies there. */
export interface Place {
  readonly folder: string;
  readonly key: Buffer;
}

interface Opened {
  readonly fd: number;
  readonly name: string;
  readonly table: Table;
  readonly stat: fs.Stats;
}

export class Segment {
  readonly name: string;
  readonly table: Table;
  readonly size: number;
  /** When it was written, or last found in use; milliseconds of the wall clock. */
  readonly time: number;
  /** Slots that this run had use for, in the order in which they were first asked for. */
  readonly used = new Set<number>();
  readonly #fd: number;
  #window: Buffer = NOTHING;
  #windowAt = 0;
  #end = 0;

  private constructor({ fd, name, table, stat }: Opened) {
    this.#fd = fd;
    this.name = name;
    this.table = table;
    this.size = stat.size;
    this.time = stat.mtimeMs;
  }

  /** Null when the file is not a segment that was sealed with this key for this place. Throws what the disk says. */
  static open({ folder, key }: Place, name: string): Segment | null {
    const fd = fs.openSync(path.join(folder, name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    let segment: Segment | null = null;
    try {
      const stat = fs.fstatSync(fd);
      const sane = stat.isFile() && stat.size <= MAX_SEGMENT_BYTES;
      const table = sane ? readTable(fd, stat.size, { name: sealedName(folder, name), key }) : null;
      segment = table && new Segment({ fd, name, table, stat });
      return segment;
    } finally {
      if (!segment) fs.closeSync(fd);
    }
  }

  /** The record of a slot, at a multiple of eight bytes of its buffer; null when it is not what was sealed. */
  read(number: number): Buffer | null {
    const { offset, length, digest } = this.table.slot(number);
    const record = this.#bytes(offset, length);
    return record.length === length && hash('sha256', record, 'buffer').equals(digest) ? record : null;
  }

  close(): void {
    fs.closeSync(this.#fd);
  }

  #bytes(offset: number, length: number): Buffer {
    const inOrder = offset >= this.#end && offset - this.#end <= GAP_BYTES;
    const inWindow = offset >= this.#windowAt && offset + length <= this.#windowAt + this.#window.length;
    this.#end = offset + length;
    if (inWindow) return this.#window.subarray(offset - this.#windowAt, offset - this.#windowAt + length);
    if (!inOrder) return readAt(this.#fd, offset, length);
    this.#window = readAt(this.#fd, offset, Math.max(length, WINDOW_BYTES));
    this.#windowAt = offset;
    return this.#window.subarray(0, length);
  }
}

/** A segment that was copied to another name, or to another shelf, does not verify there. */
export function sealedName(folder: string, name: string): string {
  return `${path.basename(folder)}/${name}`;
}

function readTable(fd: number, size: number, seal: Seal): Table | null {
  const promised = slotsPromised(readAt(fd, 0, HEADER_BYTES));
  if (promised === null || HEADER_BYTES + SLOT_BYTES * promised > size) return null;
  const table = Table.open(readAt(fd, 0, HEADER_BYTES + SLOT_BYTES * promised), seal);
  return table?.size === size ? table : null;
}

/** What there is of these bytes, in a buffer of its own: a file may be cut while it is read. */
function readAt(fd: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  let at = 0;
  while (at < length) {
    const read = fs.readSync(fd, bytes, at, length - at, offset + at);
    if (read === 0) break;
    at += read;
  }
  return bytes.subarray(0, at);
}
