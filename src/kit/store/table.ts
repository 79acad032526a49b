/** The head of a segment: a sealed table that says of every record whose it is, where it lies, and its digest. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the table says of one record; ids and digests are SHA-256. */
export interface Slot {
  readonly id: Uint8Array;
  readonly digest: Uint8Array;
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly length: number;
  /** The generation of the segment that was written when it was last asked for. */
  readonly used: number;
}

/** What a table is sealed with: the segment's name, and the key. */
export interface Seal {
  readonly name: string;
  readonly key: Buffer;
}

/** `GWS1`: another form of segment gets another one. */
const MAGIC = Buffer.from('GWS1');
const COUNT_AT = 4;
const SIZE_AT = 8;
const MAC_AT = 12;
const HASH_BYTES = 32;
export const HEADER_BYTES = MAC_AT + HASH_BYTES;
export const SLOT_BYTES = 2 * HASH_BYTES + 12;
const OFFSET_AT = 2 * HASH_BYTES;
/** No shelf holds more records: each costs a judge a look and half a kilobyte while they are joined. */
export const MOST_RECORDS = 200_000;

/** How many slots this header promises; null when no segment of ours has such a header. Not to be believed yet. */
export function slotsPromised(header: Buffer): number | null {
  if (header.length < HEADER_BYTES || !header.subarray(0, COUNT_AT).equals(MAGIC)) return null;
  const promised = header.readUInt32LE(COUNT_AT);
  return promised > MOST_RECORDS ? null : promised;
}

/** Header and slots under the segment's name: at another name, or with any bit changed, they do not verify. */
export function sealTable(slots: readonly Slot[], size: number, { name, key }: Seal): Buffer {
  const sorted = [...slots].sort((a, b) => Buffer.compare(a.id, b.id));
  const bytes = Buffer.alloc(HEADER_BYTES + SLOT_BYTES * sorted.length);
  bytes.set(MAGIC);
  bytes.writeUInt32LE(sorted.length, COUNT_AT);
  bytes.writeUInt32LE(size, SIZE_AT);
  sorted.forEach(({ id, digest, offset, length, used }, index) => {
    const at = HEADER_BYTES + SLOT_BYTES * index;
    bytes.set(id, at);
    bytes.set(digest, at + HASH_BYTES);
    bytes.writeUInt32LE(offset, at + OFFSET_AT);
    bytes.writeUInt32LE(length, at + OFFSET_AT + 4);
    bytes.writeUInt32LE(used, at + OFFSET_AT + 8);
  });
  bytes.set(macOf(bytes, { name, key }), MAC_AT);
  return bytes;
}

/** Slots by number, in the order of their ids. */
export class Table {
  readonly count: number;
  /** Bytes of the whole segment. */
  readonly size: number;
  readonly #bytes: Buffer;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.count = bytes.readUInt32LE(COUNT_AT);
    this.size = bytes.readUInt32LE(SIZE_AT);
  }

  /** The table of these bytes; null when any bit of them or the name is not what was sealed. */
  static open(bytes: Buffer, seal: Seal): Table | null {
    const promised = slotsPromised(bytes);
    if (promised === null || bytes.length !== HEADER_BYTES + SLOT_BYTES * promised) return null;
    const sealed = bytes.subarray(MAC_AT, HEADER_BYTES);
    return timingSafeEqual(sealed, macOf(bytes, seal)) ? new Table(bytes) : null;
  }

  /** The number of the slot of this id; -1 when it has none. */
  find(id: Uint8Array): number {
    const first = Buffer.from(id.buffer, id.byteOffset, id.length).readUInt32BE();
    let [low, high] = [0, this.count - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const order = this.#order(middle, id, first);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** How the id of a slot compares with this one; mostly the first four bytes tell, at a fraction of the cost. */
  #order(number: number, id: Uint8Array, first: number): number {
    const at = HEADER_BYTES + SLOT_BYTES * number;
    return (
      this.#bytes.readUInt32BE(at) - first || this.#bytes.compare(id, 0, HASH_BYTES, at, at + HASH_BYTES)
    );
  }

  slot(number: number): Slot {
    const at = HEADER_BYTES + SLOT_BYTES * number;
    return {
      id: this.#bytes.subarray(at, at + HASH_BYTES),
      digest: this.#bytes.subarray(at + HASH_BYTES, at + OFFSET_AT),
      offset: this.#bytes.readUInt32LE(at + OFFSET_AT),
      length: this.#bytes.readUInt32LE(at + OFFSET_AT + 4),
      used: this.#bytes.readUInt32LE(at + OFFSET_AT + 8),
    };
  }
}

function macOf(bytes: Buffer, { name, key }: Seal): Buffer {
  const mac = createHmac('sha256', key).update(name).update('\0');
  return mac.update(bytes.subarray(0, MAC_AT)).update(bytes.subarray(HEADER_BYTES)).digest();
}
