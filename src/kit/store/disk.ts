/** Facts on disk: whatever the disk does, the answer is an entry, a miss, or one note; never an exception. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { MAX_ENTRY_BYTES, seal, unseal } from './entry.ts';
import { makeFolder } from './folder.ts';
import { pruneFolder } from './prune.ts';

// Windows has neither flag; O_NONBLOCK keeps a FIFO in an entry's place from blocking the open for ever.
const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;

/** What says nothing about the folder as a whole: this one entry is not there (any more), or is no file. */
const MISSES = new Set(['ENOENT', 'ELOOP', 'EISDIR', 'ENXIO']);

export class Disk {
  readonly #dir: string;
  readonly #key: Buffer;
  readonly #pruned = new Set<string>();
  /** Why the folder is not used any more; null while it is. */
  note: string | null = null;

  constructor(dir: string, key: Buffer) {
    this.#dir = dir;
    this.#key = key;
  }

  /** The payload that was written under this name; null when there is none, or none that can be trusted. */
  read(name: string): string | null {
    try {
      const bytes = readRegular(this.#file(name));
      return bytes && unseal(name, bytes, this.#key);
    } catch (error) {
      this.#noteUnlessMiss('read', error);
      return null;
    }
  }

  /** Writes an entry whole or not at all. After the first refusal of the disk nothing more is written. */
  write(name: string, payload: string): void {
    if (this.note !== null) return;
    try {
      const bytes = seal(name, payload, this.#key);
      if (bytes.length > MAX_ENTRY_BYTES) return;
      const file = this.#file(name);
      replaceFile(file, bytes);
      this.#pruneBeside(file);
    } catch (error) {
      this.#noteUnlessMiss('write', error);
    }
  }

  #file(name: string): string {
    return path.join(this.#dir, name.slice(0, 2), name.slice(2));
  }

  /** One write in sixteen looks after its own folder, once a process: no run pays for the whole cache. */
  #pruneBeside(file: string): void {
    const folder = path.dirname(file);
    if (!path.basename(file).startsWith('0') || this.#pruned.has(folder)) return;
    this.#pruned.add(folder);
    pruneFolder(folder, Date.now());
  }

  #noteUnlessMiss(verb: string, error: unknown): void {
    const { code = 'unknown error', message } = error as NodeJS.ErrnoException;
    if (MISSES.has(code)) return;
    this.note ??= `The cache ${this.#dir} is not used: it cannot ${verb} (${message}). Facts are worked out anew.`;
  }
}

/** The bytes of a regular file of a sane size; null for anything else in its place. */
function readRegular(file: string): Buffer | null {
  const fd = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stat = fs.fstatSync(fd);
    if (!stat.isFile() || stat.size > MAX_ENTRY_BYTES) return null;
    const bytes = fs.readFileSync(fd);
    return bytes.length <= MAX_ENTRY_BYTES ? bytes : null;
  } finally {
    fs.closeSync(fd);
  }
}

/** Not flushed: an entry that a power cut leaves half-written does not verify, and is written again. */
function replaceFile(file: string, bytes: Buffer): void {
  const folder = path.dirname(file);
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  let fd: number;
  try {
    fd = createExclusive(part);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    makeFolder(folder);
    fd = createExclusive(part);
  }
  try {
    try {
      writeWhole(fd, bytes);
    } finally {
      fs.closeSync(fd);
    }
    putInPlace(part, file);
  } catch (error) {
    fs.rmSync(part, { force: true });
    throw error;
  }
}

function putInPlace(part: string, file: string): void {
  try {
    fs.renameSync(part, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    fs.rmSync(file, { recursive: true, force: true });
    fs.renameSync(part, file);
  }
}

function createExclusive(file: string): number {
  return fs.openSync(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
}

/** One write may take less than all of it when a disk is nearly full; the next one then says so. */
function writeWhole(fd: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += fs.writeSync(fd, bytes, at);
}
