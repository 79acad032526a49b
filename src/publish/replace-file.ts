/** Replaces one file: at any moment it is whole, the old one or the new one, whatever kills the process. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';

const SLASH = 0x2f;

/** What a file holds; null for one that is not there. */
export type Content = Uint8Array | null;

/**
 * Writes `after` where `before` stands. Returns why it could not, or null. A file that has `after` already is done;
 * one that has neither was changed meanwhile and is left alone. The mode stays.
 */
export function replaceFile(file: Buffer, before: Content, after: Content): string | null {
  const draft = draftOf(file);
  try {
    const stat = fs.lstatSync(file, { throwIfNoEntry: false });
    if (stat && !stat.isFile()) return 'it is not a regular file any more';
    const now = stat ? fs.readFileSync(file) : null;
    if (isSame(now, after)) return null;
    if (!isSame(now, before)) return unexpected(now, before);
    if (!after) fs.unlinkSync(file);
    else if (stat) writeOver(file, draft, { bytes: after, mode: stat.mode & 0o7777 });
    else writeAnew(file, draft, after);
    flushFolder(file);
    return null;
  } catch (error) {
    fs.rmSync(draft, { force: true });
    return error instanceof Error ? error.message : String(error);
  }
}

function unexpected(now: Content, before: Content): string {
  if (!now) return 'it is gone';
  return before ? 'it changed meanwhile' : 'it is there already';
}

function isSame(a: Content, b: Content): boolean {
  return a && b ? Buffer.compare(a, b) === 0 : a === b;
}

function writeOver(file: Buffer, draft: Buffer, text: Draft): void {
  writeDraft(draft, text);
  fs.renameSync(draft, file);
}

/** A link, since renaming would replace a file that somebody made meanwhile. */
function writeAnew(file: Buffer, draft: Buffer, bytes: Uint8Array): void {
  writeDraft(draft, { bytes, mode: null });
  fs.linkSync(draft, file);
  fs.unlinkSync(draft);
}

/** In the same folder, so that renaming is one step. Its name depends on the file's: a rerun sweeps up what a kill left. */
function draftOf(file: Buffer): Buffer {
  const folder = file.subarray(0, file.lastIndexOf(SLASH) + 1);
  const hash = createHash('sha256').update(file).digest('hex').slice(0, 16);
  return Buffer.concat([folder, Buffer.from(`.gatewright-${hash}.tmp`)]);
}

interface Draft {
  readonly bytes: Uint8Array;
  /** Null for that of any new file here. */
  readonly mode: number | null;
}

function writeDraft(draft: Buffer, { bytes, mode }: Draft): void {
  fs.rmSync(draft, { force: true });
  const handle = fs.openSync(draft, 'wx', mode ?? 0o666);
  try {
    fs.writeFileSync(handle, bytes);
    // The process's mask took bits off the mode.
    if (mode !== null) fs.fchmodSync(handle, mode);
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
