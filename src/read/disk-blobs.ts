/** Blobs that only the disk holds, by id: read again when asked for, and checked to be what was listed. */
import type { RepoPath } from '../domain/path.ts';
import type { Blob, Entry, Oid } from '../domain/tree.ts';
import { blobId, type ObjectFormat } from '../kit/tree/blob-id.ts';
import type { Disk, DiskFile } from './disk.ts';

interface Held {
  readonly path: RepoPath;
  /** Carriage returns are left out, as git would leave them out when it stores the file. */
  readonly withoutCr: boolean;
}

export class DiskBlobs {
  readonly #disk: Disk;
  readonly #format: ObjectFormat;
  readonly #held = new Map<Oid, Held>();
  readonly #refused = new Map<Oid, Blob>();

  constructor(disk: Disk, format: ObjectFormat) {
    this.#disk = disk;
    this.#format = format;
  }

  /** The entry of a file on the disk, and from now on its content. */
  hold(path: RepoPath, file: DiskFile, withoutCr = false): Entry {
    const { blob, mode } = file;
    if (blob.kind === 'bytes') {
      const oid = blobId(withoutCr ? dropCr(blob.bytes) : blob.bytes, this.#format);
      if (!this.#held.has(oid)) this.#held.set(oid, { path, withoutCr });
      return { path, mode, oid };
    }
    // No content, so no id of git's: made up from the path, so that it is the same in every run.
    const oid = blobId(Buffer.from(`${blob.kind}\0${path}`), this.#format);
    this.#refused.set(oid, blob);
    return { path, mode, oid };
  }

  /** The content of a held id; undefined when it is not held here. */
  bytes(oid: Oid): Blob | undefined {
    const refused = this.#refused.get(oid);
    if (refused) return refused;
    const held = this.#held.get(oid);
    if (!held) return undefined;
    const blob = this.#disk.read(held.path)?.blob ?? gone;
    if (blob.kind !== 'bytes') return blob.kind === 'too-large' ? changed : blob;
    const bytes = held.withoutCr ? dropCr(blob.bytes) : blob.bytes;
    return blobId(bytes, this.#format) === oid ? { kind: 'bytes', bytes } : changed;
  }
}

const gone: Blob = { kind: 'unreadable', reason: 'it vanished while it was read' };
const changed: Blob = { kind: 'unreadable', reason: 'it changed while it was judged: run again' };

/** The bytes with each CR LF as LF. */
export function dropCr(bytes: Uint8Array): Buffer {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Buffer.from(source.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
