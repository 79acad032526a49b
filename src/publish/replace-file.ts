/** Replaces one file: at any moment it is whole, the old one or the new one, whatever kills the process. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';

const SLASH = 0x2f;

/**
 * Writes `after` where `before` stands. Returns why it could not, or null. A file that has `after` already is done;
 * one that has neither was changed meanwhile and is left alone. The mode stays.
 */
export function replaceFile(file: Buffer, before: Uint8Array, after: Uint8Array): string | null {
  const draft = draftOf(file);
  try {
    const stat = fs.lstatSync(file);
    if (!stat.isFile()) return 'it is not a regular file any more';
    const now = fs.readFileSync(file);
    if (now.equals(after)) return null;
    if (!now.equals(before)) return 'it changed meanwhile';
    writeDraft(draft, after, stat.mode & 0o7777);
    fs.renameSync(draft, file);
    flushFolder(file);
    return null;
  } catch (error) {
    fs.rmSync(draft, { force: true });
    return error instanceof Error ? error.message : String(error);
  }
}

/** In the same folder, so that renaming is one step. Its name depends on the file's: a rerun sweeps up what a kill left. */
function draftOf(file: Buffer): Buffer {
  const folder = file.subarray(0, file.lastIndexOf(SLASH) + 1);
  const hash = createHash('sha256').update(file).digest('hex').slice(0, 16);
  return Buffer.concat([folder, Buffer.from(`.gatewright-${hash}.tmp`)]);
}

function writeDraft(draft: Buffer, bytes: Uint8Array, mode: number): void {
  fs.rmSync(draft, { force: true });
  const handle = fs.openSync(draft, 'wx', mode);
  try {
    fs.writeFileSync(handle, bytes);
    // The process's mask took bits off the mode.
    fs.fchmodSync(handle, mode);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Makes the rename last through a power cut, where a folder can be flushed (not on Windows). */
function flushFolder(file: Buffer): void {
  try {
    const handle = fs.openSync(file.subarray(0, file.lastIndexOf(SLASH)), 'r');
    try {
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  } catch {
    // The file is in place; only its lasting through a power cut is not certain.
  }
}
