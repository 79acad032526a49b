/** Whether a file on the disk is what the index holds, seen through the conversions that git does to files. */
import type { Entry } from '../domain/tree.ts';
import { blobId } from '../kit/tree/blob-id.ts';
import { dropCr } from './disk-blobs.ts';
import type { Disk, DiskFile } from './disk.ts';
import type { GitRepository } from './repository.ts';

interface Compared {
  readonly file: DiskFile;
  readonly stored: Entry;
  readonly disk: Disk;
  readonly repository: GitRepository;
}

/**
 * `stored`: nothing changed. `without-cr`: it changed, and its line ends are those of a checkout with
 * `core.autocrlf`, so that it is judged as git would store it. No filter driver is asked: a file of Git LFS is
 * compared with its pointer.
 */
export async function sameAsStored(compared: Compared): Promise<'stored' | 'without-cr' | 'different'> {
  const { file, stored, disk, repository } = compared;
  const isLink = file.mode === 'symlink';
  if (isLink !== (stored.mode === 'symlink')) return 'different';
  const { blob } = file;
  if (blob.kind === 'unreadable') return 'different';
  if (blob.kind === 'bytes' && blobId(blob.bytes, repository.format) === stored.oid) return 'stored';
  if (blob.kind === 'too-large') {
    const id = await disk.digest(stored.path, repository.format, `blob ${blob.size}\0`);
    if (id === stored.oid) return 'stored';
  }
  if (isLink) return 'different';
  const before = await repository.blobs.read(stored.oid);
  if (before.kind !== 'bytes') return 'different';
  if (await isPointerTo(before.bytes, compared)) return 'stored';
  if (blob.kind !== 'bytes' || !isCrLf(blob.bytes) || hasCrLf(before.bytes)) return 'different';
  return blobId(dropCr(blob.bytes), repository.format) === stored.oid ? 'stored' : 'without-cr';
}

const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-.*\n)*oid sha256:([0-9a-f]{64})\nsize (\d+)\n$/;
const MAX_POINTER = 1_024;

async function isPointerTo(before: Uint8Array, { file, stored, disk }: Compared): Promise<boolean> {
  if (before.byteLength > MAX_POINTER) return false;
  const pointer = POINTER.exec(Buffer.from(before).toString('latin1'));
  if (!pointer) return false;
  const size = file.blob.kind === 'bytes' ? file.blob.bytes.byteLength : sizeOf(file);
  return size === Number(pointer[2]) && (await disk.digest(stored.path, 'sha256', '')) === pointer[1];
}

function sizeOf({ blob }: DiskFile): number {
  return blob.kind === 'too-large' ? blob.size : -1;
}

/** Every line end is CR LF, and there is one. */
function isCrLf(bytes: Uint8Array): boolean {
  let seen = false;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at - 1] !== 13) return false;
    seen = true;
  }
  return seen;
}

function hasCrLf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('\r\n');
}
