/** Files as they lie on the disk: raw bytes, never through a link, never a device or a pipe. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { pathToBytes, type RepoPath } from '../domain/path.ts';
import { MAX_BLOB_BYTES, type Blob, type Mode } from '../domain/tree.ts';

export interface DiskFile {
  readonly mode: Mode;
  readonly blob: Blob;
}

const SLASH = 47;
// Windows knows neither flag; there a link needs a privilege to make, and no file blocks when opened.
const OPEN_FLAGS = fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0);

export class Disk {
  readonly root: string;
  readonly #prefix: Buffer;
  /** Folders that were seen to be folders, and not links to some. */
  readonly #folders = new Map<string, boolean>();

  constructor(root: string) {
    this.root = root;
    this.#prefix = Buffer.from(root.endsWith('/') ? root : `${root}/`);
  }

  /** The file at a path; null where there is none, or something that git would not hold either. */
  read(path: RepoPath): DiskFile | null {
    const name = pathToBytes(path);
    if (!this.#isBelowFolders(name)) return null;
    const full = Buffer.concat([this.#prefix, name]);
    const kind = fs.lstatSync(full, { throwIfNoEntry: false });
    if (kind?.isSymbolicLink()) return { mode: 'symlink', blob: readLink(full) };
    if (!kind?.isFile()) return null;
    return { mode: isExecutable(kind) ? 'executable' : 'file', blob: readFile(full) };
  }

  /** Digest of a file of any size, without holding it. */
  async digest(path: RepoPath, algorithm: string, prefix: string): Promise<string | null> {
    const hash = createHash(algorithm).update(prefix);
    const full = Buffer.concat([this.#prefix, pathToBytes(path)]);
    try {
      for await (const chunk of fs.createReadStream(full, { flags: OPEN_FLAGS as unknown as string })) {
        hash.update(chunk as Buffer);
      }
    } catch {
      return null;
    }
    return hash.digest('hex');
  }

  #isBelowFolders(name: Buffer): boolean {
    for (let at = name.indexOf(SLASH); at !== -1; at = name.indexOf(SLASH, at + 1)) {
      const folder = name.subarray(0, at);
      const key = folder.toString('latin1');
      let known = this.#folders.get(key);
      if (known === undefined) {
        const kind = fs.lstatSync(Buffer.concat([this.#prefix, folder]), { throwIfNoEntry: false });
        known = kind?.isDirectory() ?? false;
        this.#folders.set(key, known);
      }
      if (!known) return false;
    }
    return true;
  }
}

function isExecutable(kind: fs.Stats): boolean {
  return process.platform !== 'win32' && (kind.mode & 0o100) !== 0;
}

function readLink(full: Buffer): Blob {
  try {
    return { kind: 'bytes', bytes: fs.readlinkSync(full, { encoding: 'buffer' }) };
  } catch (error) {
    return unreadable(error);
  }
}

function readFile(full: Buffer): Blob {
  let file: number | null = null;
  try {
    file = fs.openSync(full, OPEN_FLAGS);
    const { size } = fs.fstatSync(file);
    if (size > MAX_BLOB_BYTES) return { kind: 'too-large', size };
    // One byte more than it had: a file that grows meanwhile is noticed instead of being cut.
    const bytes = Buffer.allocUnsafeSlow(size + 1);
    let filled = 0;
    for (let read = -1; read !== 0 && filled <= size; filled += read) {
      read = fs.readSync(file, bytes, filled, bytes.length - filled, null);
    }
    if (filled > size) return { kind: 'unreadable', reason: 'it changed while it was read' };
    return { kind: 'bytes', bytes: bytes.subarray(0, filled) };
  } catch (error) {
    return unreadable(error);
  } finally {
    if (file !== null) fs.closeSync(file);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'its permissions do not let it be read',
  EPERM: 'its permissions do not let it be read',
  ENOENT: 'it vanished while it was read',
  ELOOP: 'it became a link while it was read',
};

function unreadable(error: unknown): Blob {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return { kind: 'unreadable', reason: REASONS[code] ?? `the system answered ${code}` };
}
