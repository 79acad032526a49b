/** Keeps the cache as a whole small: what was not used for long goes, then the oldest of too much. */
import fs from 'node:fs';
import path from 'node:path';
import { SEGMENT_NAME } from './segments.ts';

const DAY = 24 * 60 * 60 * 1000;
const MAX_AGE = 30 * DAY;
/** A part that is older was left by a process that died. */
const MAX_PART_AGE = DAY / 24;
const CACHE_BYTES = 256_000_000;
const SHELF_NAME = /^[0-9a-f]{64}$/;
const PART_NAME = /^[0-9a-f]{8}-[0-9a-f]{12}\.[0-9a-f]{12}\.part$/;

interface Kept {
  readonly file: string;
  readonly size: number;
  readonly time: number;
}

/**
 * Deletes what is too old or too much, of whichever version and key. Only files that bear our names, in folders
 * that are ones: a cache that was restored from elsewhere may hold a link to somebody's own files.
 */
export function sweep(dir: string, now: number): void {
  try {
    const shelves = fs.readdirSync(dir, { withFileTypes: true });
    const kept = shelves
      .filter((shelf) => shelf.isDirectory() && SHELF_NAME.test(shelf.name))
      .flatMap(({ name }) => sweepShelf(path.join(dir, name), now));
    dropOldest(kept);
  } catch {
    // Another run sweeps too, or a folder went away: the next run tries again.
  }
}

function sweepShelf(folder: string, now: number): Kept[] {
  const kept: Kept[] = [];
  for (const name of fs.readdirSync(folder)) {
    const isPart = PART_NAME.test(name);
    if (!isPart && !SEGMENT_NAME.test(name)) continue;
    const file = path.join(folder, name);
    const stat = fs.lstatSync(file, { throwIfNoEntry: false });
    if (!stat?.isFile()) continue;
    // A clock that was wrong once: a file from the future is as old as it is far away.
    const age = Math.abs(now - stat.mtimeMs);
    if (age > (isPart ? MAX_PART_AGE : MAX_AGE)) fs.rmSync(file, { force: true });
    else kept.push({ file, size: stat.size, time: stat.mtimeMs });
  }
  if (kept.length === 0) removeIfEmpty(folder, now);
  return kept;
}

function dropOldest(kept: Kept[]): void {
  let bytes = kept.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size } of kept.sort((a, b) => a.time - b.time)) {
    if (bytes <= CACHE_BYTES) return;
    fs.rmSync(file, { force: true });
    bytes -= size;
  }
}

/** Not at once: another run may have made it for the segment that it is about to write. */
function removeIfEmpty(folder: string, now: number): void {
  try {
    if (Math.abs(now - fs.statSync(folder).mtimeMs) > MAX_PART_AGE) fs.rmdirSync(folder);
  } catch {
    // Something else lies there, or another run just put something.
  }
}
