/** The segments of one shelf: found in its folder, opened, named, and removed when others took their place. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from './folder.ts';
import { Segment, type Place } from './segment.ts';
import { troubleOf } from './trouble.ts';

/** Newest first: what was learned last is what counts. */
export interface Opened {
  readonly segments: readonly Segment[];
  /** What bears the name of a segment and is none. */
  readonly spoilt: readonly string[];
}

/** Its generation, which grows with every segment that is written, and noise: no two runs write the same name. */
export const SEGMENT_NAME = /^[0-9a-f]{8}-[0-9a-f]{12}$/;
/** More than many runs at once leave; beyond lies what was put there to be looked through. */
const MOST_OPENED = 32;
const DAY = 24 * 60 * 60 * 1000;

/** Throws what the disk says of the folder; what it says of a single file only makes that file none of ours. */
export function openSegments(place: Place): Opened {
  // A link in the folder's place could lead to somebody's own files.
  if (!fs.lstatSync(place.folder).isDirectory()) return { segments: [], spoilt: [] };
  const names = fs.readdirSync(place.folder).filter((name) => SEGMENT_NAME.test(name));
  const newestFirst = names.sort().reverse();
  const segments: Segment[] = [];
  const spoilt = newestFirst.splice(MOST_OPENED);
  for (const name of newestFirst) {
    const segment = openOne(place, name);
    if (segment === 'vanished') continue;
    if (segment) segments.push(segment);
    else spoilt.push(name);
  }
  for (const segment of segments) freshen(place, segment);
  return { segments, spoilt };
}

export function nextName(segments: readonly Segment[]): string {
  return `${nextGeneration(segments).toString(16).padStart(8, '0')}-${randomBytes(6).toString('hex')}`;
}

export function nextGeneration(segments: readonly Segment[]): number {
  return (Number.parseInt(segments[0]?.name.slice(0, 8) ?? '0', 16) + 1) % 2 ** 32;
}

/** Makes the folder of a shelf, for this user alone; whatever else was there in its place goes. */
export function prepareFolder(folder: string): void {
  const stat = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return;
  if (stat) fs.rmSync(folder);
  makeFolder(folder);
}

/** Another run may have removed them already, or still read them. */
export function removeSegments(folder: string, names: readonly string[]): void {
  for (const name of names) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}

function openOne(place: Place, name: string): Segment | null | 'vanished' {
  try {
    return Segment.open(place, name);
  } catch (error) {
    if (troubleOf('read', error)) throw error;
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'vanished' : null;
  }
}

/** A segment that is in use is not old, however long ago it was written. */
function freshen({ folder }: Place, { name, time }: Segment): void {
  const now = Date.now();
  if (Math.abs(now - time) < DAY) return;
  try {
    fs.utimesSync(path.join(folder, name), now / 1000, now / 1000);
  } catch {
    // A folder that is only read is never swept by us either.
  }
}
