/** Writes a segment whole or not at all: a part file beside it, then a rename. */
import { hash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { sealedName, type Place } from './segment.ts';
import { HEADER_BYTES, sealTable, SLOT_BYTES, type Slot } from './table.ts';

export interface Kept {
  readonly id: Uint8Array;
  readonly used: number;
  readonly record: Uint8Array;
}

const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW = 0 } = fs.constants;
const CHUNK_BYTES = 1_000_000;
const ALIGN = 8;
/** Milliseconds: a judge that is dismissed has five seconds to end, and a slow disk must not change its verdict. */
const PATIENCE = 2000;

/** Not flushed: a segment that a power cut leaves half-written does not verify. Throws what the disk says. */
export function writeSegment({ folder, key }: Place, name: string, records: readonly Kept[]): void {
  const file = path.join(folder, name);
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  const fd = fs.openSync(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    try {
      const { slots, size } = layOut(records);
      const table = sealTable(slots, size, { name: sealedName(folder, name), key });
      writeAll(fd, inChunks(table, records));
    } finally {
      fs.closeSync(fd);
    }
    fs.renameSync(part, file);
  } catch (error) {
    fs.rmSync(part, { force: true });
    throw error;
  }
}

function layOut(records: readonly Kept[]): { slots: Slot[]; size: number } {
  let size = HEADER_BYTES + SLOT_BYTES * records.length;
  const slots = records.map(({ id, used, record }) => {
    const offset = aligned(size);
    size = offset + record.length;
    return { id, used, offset, length: record.length, digest: hash('sha256', record, 'buffer') };
  });
  return { slots, size };
}

const aligned = (offset: number): number => Math.ceil(offset / ALIGN) * ALIGN;

function* inChunks(table: Buffer, records: readonly Kept[]): Generator<Buffer> {
  let parts: Uint8Array[] = [table];
  let [length, end] = [table.length, table.length];
  for (const { record } of records) {
    const gap = aligned(end) - end;
    parts.push(Buffer.alloc(gap), record);
    length += gap + record.length;
    end += gap + record.length;
    if (length < CHUNK_BYTES) continue;
    yield Buffer.concat(parts);
    [parts, length] = [[], 0];
  }
  yield Buffer.concat(parts);
}

/** One write may take less than all of it when a disk is nearly full; the next one then says so. */
function writeAll(fd: number, chunks: Iterable<Buffer>): void {
  const started = performance.now();
  for (const chunk of chunks) {
    if (performance.now() - started > PATIENCE) throw Object.assign(new Error('slow'), { code: 'ETIMEDOUT' });
    for (let at = 0; at < chunk.length;) at += fs.writeSync(fd, chunk, at);
  }
}
