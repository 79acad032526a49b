/** The key file: 32 random bytes that only the current user can read. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from './folder.ts';

const KEY_BYTES = 32;
const FOR_OTHERS = 0o077;
const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;

/** Reads the key, or makes one. Throws, with what to do, when a key is there that cannot be trusted. */
export function readOrCreateKey(file: string): Buffer {
  return readKey(file) ?? createKey(file);
}

function readKey(file: string): Buffer | null {
  let fd: number;
  try {
    fd = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const stat = fs.fstatSync(fd);
    const user = process.getuid?.();
    const isPrivate = user === undefined || (stat.uid === user && (stat.mode & FOR_OTHERS) === 0);
    if (!stat.isFile() || stat.size !== KEY_BYTES || !isPrivate) {
      throw new Error(
        `${file} is not a key that only you can read; delete it, and the next run makes another.`,
      );
    }
    return fs.readFileSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

/** Linked into place whole: of two runs that start at once one makes the key, and both read the same. */
function createKey(file: string): Buffer {
  makeFolder(path.dirname(file));
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  try {
    fs.writeFileSync(part, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' });
    try {
      fs.linkSync(part, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  } finally {
    fs.rmSync(part, { force: true });
  }
  const key = readKey(file);
  if (!key) throw new Error(`${file} went away while it was made.`);
  return key;
}
