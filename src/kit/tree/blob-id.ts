/** Git's object id of a blob, in the repository's hash. */
import { createHash } from 'node:crypto';

export type ObjectFormat = 'sha1' | 'sha256';

/** The hash that an object id was made with, told by its length. */
export function formatOf(oid: string): ObjectFormat {
  return oid.length === 64 ? 'sha256' : 'sha1';
}

export function blobId(bytes: Uint8Array, format: ObjectFormat): string {
  return createHash(format).update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}
