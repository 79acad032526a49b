/** Which lines a file gained: a line difference of bytes, minimal where that is affordable, always bounded. */
import type { Hunk } from '../domain/change.ts';
import { matchLines } from './diff-match.ts';

const LF = 10;

/** The added lines of `head`, in order and not touching. A file without a base is added as a whole. */
export function addedLines(base: Uint8Array | null, head: Uint8Array): Hunk[] {
  const after = new ByteLines(head);
  if (after.count === 0) return [];
  if (!base || base.byteLength === 0) return [{ start: 1, count: after.count }];
  const before = new ByteLines(base);
  const prefix = commonPrefix(before, after);
  const suffix = commonSuffix(before, after, prefix);
  const [oldLines, newLines] = interned(before, after, { prefix, suffix });
  const added = new Uint8Array(after.count);
  const removedAt = new Uint8Array(after.count + 1);
  const matches = matchLines(oldLines, newLines);
  let last = -1;
  for (let at = 0; at < matches.length; at++) {
    const match = matches[at] ?? -1;
    if (match === -1) {
      added[prefix + at] = 1;
      continue;
    }
    if (match > last + 1) removedAt[prefix + at] = 1;
    last = match;
  }
  if (last < oldLines.length - 1) removedAt[prefix + matches.length] = 1;
  return slideDown({ added, removedAt, after });
}

/** Lines of bytes, each with its LF; the text after the last LF is a line, nothing after it is not. */
class ByteLines {
  readonly starts: number[] = [0];
  readonly bytes: Buffer;
  readonly count: number;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = this.bytes.indexOf(LF); at !== -1; at = this.bytes.indexOf(LF, at + 1))
      this.starts.push(at + 1);
    if (this.starts.at(-1) !== this.bytes.length) this.starts.push(this.bytes.length);
    this.count = this.starts.length - 1;
  }

  /** The line as a string of its bytes: a key, not a text. */
  key(line: number): string {
    return this.bytes.toString('latin1', this.starts[line], this.starts[line + 1]);
  }

  equals(line: number, other: ByteLines, otherLine: number): boolean {
    const [start, end] = [this.starts[line] ?? 0, this.starts[line + 1] ?? 0];
    const [from, to] = [other.starts[otherLine] ?? 0, other.starts[otherLine + 1] ?? 0];
    return end - start === to - from && this.bytes.compare(other.bytes, from, to, start, end) === 0;
  }
}

function commonPrefix(before: ByteLines, after: ByteLines): number {
  const most = Math.min(before.count, after.count);
  let lines = 0;
  while (lines < most && before.equals(lines, after, lines)) lines++;
  return lines;
}

function commonSuffix(before: ByteLines, after: ByteLines, prefix: number): number {
  const most = Math.min(before.count, after.count) - prefix;
  let lines = 0;
  while (lines < most && before.equals(before.count - 1 - lines, after, after.count - 1 - lines)) lines++;
  return lines;
}

/** What lies between prefix and suffix, each distinct line as one number. */
function interned(
  before: ByteLines,
  after: ByteLines,
  common: { prefix: number; suffix: number },
): [Int32Array, Int32Array] {
  const numbers = new Map<string, number>();
  const between = (lines: ByteLines): Int32Array => {
    const result = new Int32Array(lines.count - common.suffix - common.prefix);
    for (let at = 0; at < result.length; at++) {
      const key = lines.key(common.prefix + at);
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = numbers.size));
      result[at] = number;
    }
    return result;
  };
  return [between(before), between(after)];
}

interface Marked {
  readonly added: Uint8Array;
  /** Base lines were removed just before this line of the head. */
  readonly removedAt: Uint8Array;
  readonly after: ByteLines;
}

/**
 * Runs of added lines, moved as far down as the text allows: of the equal answers, git and GitHub show that one
 * for most insertions, so that a finding lies on the lines that a reviewer sees as added.
 */
function slideDown({ added, removedAt, after }: Marked): Hunk[] {
  const hunks: Hunk[] = [];
  for (let at = 0; at < added.length;) {
    if (added[at] === 0) {
      at++;
      continue;
    }
    let start = at;
    let end = at;
    while (end < added.length && added[end] === 1) end++;
    const replaces = removedAt[start] === 1 || removedAt[end] === 1;
    while (!replaces && end < added.length && removedAt[end] === 0 && after.equals(start, after, end)) {
      added[end] = 1;
      start++;
      end++;
      while (end < added.length && added[end] === 1) end++;
    }
    pushHunk(hunks, start, end);
    at = end;
  }
  return hunks;
}

function pushHunk(hunks: Hunk[], start: number, end: number): void {
  hunks.push({ start: start + 1, count: end - start });
}
