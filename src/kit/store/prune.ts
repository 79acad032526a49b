/** Keeps one folder of the cache small: old entries go, then the oldest of too many. */
import fs from 'node:fs';
import path from 'node:path';

const DAY = 24 * 60 * 60 * 1000;
const MAX_AGE = 30 * DAY;
/** A part that is older was left by a process that died. */
const MAX_PART_AGE = DAY / 24;
/** 256 folders of this size are 256 MB. */
const MAX_FOLDER_BYTES = 1_000_000;
const OURS = /^[0-9a-f]{62}(?:\.[0-9a-f]{12}\.part)?$/;

interface Kept {
  readonly file: string;
  readonly size: number;
  readonly time: number;
}

/**
 * Deletes what is too old or too much. Only files that bear our names, in a folder that is one: a cache that
 * was restored from elsewhere may hold a link to somebody's own files.
 */
export function pruneFolder(folder: string, now: number): void {
  try {
    if (!fs.lstatSync(folder).isDirectory()) return;
    const kept: Kept[] = [];
    for (const name of fs.readdirSync(folder)) {
      if (!OURS.test(name)) continue;
      const file = path.join(folder, name);
      const stat = fs.lstatSync(file, { throwIfNoEntry: false });
      if (!stat?.isFile()) continue;
      const limit = name.endsWith('.part') ? MAX_PART_AGE : MAX_AGE;
      if (now - stat.mtimeMs > limit) fs.rmSync(file, { force: true });
      else kept.push({ file, size: stat.size, time: stat.mtimeMs });
    }
    dropOldest(kept);
  } catch {
    // Another run prunes too, or the folder went away: the next run tries again.
  }
}

function dropOldest(kept: Kept[]): void {
  let bytes = kept.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size } of kept.sort((a, b) => a.time - b.time)) {
    if (bytes <= MAX_FOLDER_BYTES) return;
    fs.rmSync(file, { force: true });
    bytes -= size;
  }
}
