/** Merges what two sides made of one text, line by line: what both touched is a conflict, never a guess. */
import { diff3Merge } from 'node-diff3';

/** Lines between the first and the last that anybody changed: the library's time grows with their square. */
const MAX_LINES = 10_000;
/** Pairs of lines that are alike: its memory grows with them. */
const MAX_PAIRS = 1_000_000;

/** `base` with the changes of both sides; null where they touch the same or neighbouring lines, or are no text. */
export function mergeLines(base: Uint8Array, ours: Uint8Array, theirs: Uint8Array): Buffer | null {
  const sides = [base, ours, theirs].map(textOf);
  if (sides.some((text) => text.includes('\0'))) return null;
  const [before = [], mine = [], yours = []] = sides.map((text) => text.split(/(?<=\n)/));
  const least = Math.min(before.length, mine.length, yours.length);
  const alike = (at: (lines: readonly string[]) => string | undefined): boolean =>
    at(before) === at(mine) && at(before) === at(yours);
  let start = 0;
  while (start < least && alike((lines) => lines[start])) start++;
  let end = 0;
  while (end < least - start && alike((lines) => lines.at(-1 - end))) end++;
  const middle = (lines: readonly string[]): string[] => lines.slice(start, lines.length - end);
  const merged = mergeSome(middle(before), middle(mine), middle(yours));
  if (merged === null) return null;
  const whole = [...before.slice(0, start), ...merged, ...before.slice(before.length - end)];
  return Buffer.from(whole.join(''), 'latin1');
}

/** Bytes as characters, one each: nothing is lost, whatever the encoding. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function mergeSome(base: string[], ours: string[], theirs: string[]): string[] | null {
  if ([base, ours, theirs].some(({ length }) => length > MAX_LINES)) return null;
  if (pairsOf(base, ours) > MAX_PAIRS || pairsOf(base, theirs) > MAX_PAIRS) return null;
  const regions = diff3Merge(ours, base, theirs, { excludeFalseConflicts: true });
  const parts = regions.map(({ ok }) => ok);
  return parts.every((part) => part !== undefined) ? parts.flat() : null;
}

function pairsOf(base: readonly string[], side: readonly string[]): number {
  const times = new Map<string, number>();
  for (const line of base) times.set(line, (times.get(line) ?? 0) + 1);
  return side.reduce((sum, line) => sum + (times.get(line) ?? 0), 0);
}
