/** Which segments are joined when a new one is written, and which of their records there is room for. */
import type { Segment } from './segment.ts';
import { MOST_RECORDS } from './table.ts';
import type { Kept } from './write-segment.ts';

/** What does not fit any more is what was used longest ago. */
const SHELF_BYTES = 64_000_000;
/** What no run used lately makes room for more than the next few records, or every run would write all anew. */
const IDLE_BYTES = 48_000_000;
/** What the smallest record counts as: a shelf of nothing else is as full with as many as may be. */
const RECORD_BYTES = SHELF_BYTES / MOST_RECORDS;
/** Every one costs an open and a look at its table; every merge costs the bytes of what is merged. */
const MOST_SEGMENTS = 4;

/**
 * The segments that join the new one of these records: none while they are few; else the small ones, so that
 * a large one is written again only when there is about as much news; all when together they are too large.
 */
export function toMerge(segments: readonly Segment[], news: readonly Kept[]): Segment[] {
  let bytes = news.reduce((sum, { record }) => sum + costOf(record), 0);
  const total = segments.reduce((sum, segment) => sum + weightOf(segment), bytes);
  if (total > SHELF_BYTES) return [...segments];
  if (segments.length + (news.length > 0 ? 1 : 0) <= MOST_SEGMENTS) return [];
  const lightFirst = [...segments].sort((a, b) => weightOf(a) - weightOf(b));
  const merged: Segment[] = [];
  for (const [index, segment] of lightFirst.entries()) {
    const left = lightFirst.length - index;
    if (left < MOST_SEGMENTS / 2 && weightOf(segment) > 2 * bytes) break;
    merged.push(segment);
    bytes += weightOf(segment);
  }
  return merged;
}

/** News first, then what this run used in its order, then the rest, lately used first; each record once. */
export function joined(news: readonly Kept[], segments: readonly Segment[], generation: number): Kept[] {
  const kept: Kept[] = [];
  const seen = new Set<string>();
  let bytes = 0;
  const add = (one: Kept): void => {
    if (seen.has(textOf(one.id)) || bytes + costOf(one.record) > SHELF_BYTES) return;
    seen.add(textOf(one.id));
    kept.push(one);
    bytes += costOf(one.record);
  };
  const copy = (segment: Segment, number: number): void => {
    const { id, used } = segment.table.slot(number);
    const record = seen.has(textOf(id)) ? null : segment.read(number);
    if (record) add({ id, record, used: segment.used.has(number) ? generation : used });
  };
  for (const one of news) add(one);
  for (const segment of segments) for (const number of segment.used) copy(segment, number);
  for (const { segment, number } of idle(segments)) {
    if (bytes > IDLE_BYTES) break;
    copy(segment, number);
  }
  return kept;
}

function idle(segments: readonly Segment[]): { segment: Segment; number: number; used: number }[] {
  const all = segments.flatMap((segment) =>
    Array.from({ length: segment.table.count }, (_, number) => {
      return { segment, number, used: segment.table.slot(number).used };
    }),
  );
  return all.sort((a, b) => b.used - a.used);
}

const textOf = (id: Uint8Array): string =>
  Buffer.from(id.buffer, id.byteOffset, id.length).toString('latin1');
const weightOf = ({ size, table }: Segment): number => size + table.count * RECORD_BYTES;
const costOf = (record: Uint8Array): number => record.length + RECORD_BYTES;
