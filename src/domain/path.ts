/** A path in a repository: bytes, held as a string without loss, with a form that is safe to show. */
import { isUtf8 } from 'node:buffer';

/**
 * A repository path, `/`-separated, never absolute. Git paths are bytes: those that are not UTF-8 are kept as
 * lone surrogates U+DC80–U+DCFF (Python's "surrogateescape", PEP 383), so that two different names never become one.
 */
export type RepoPath = string & { readonly brand: 'RepoPath' };

const ESCAPE_BASE = 0xdc00;
const ESCAPED = /[\udc80-\udcff]/;

/** Reads a path as git stores it. */
export function pathFromBytes(bytes: Uint8Array): RepoPath {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(buffer)) return buffer.toString('utf8') as RepoPath;
  let path = '';
  for (let at = 0; at < buffer.length;) {
    const width = sequenceWidth(buffer, at);
    if (width === 0) path += String.fromCharCode(ESCAPE_BASE + (buffer[at] ?? 0));
    else path += buffer.toString('utf8', at, at + width);
    at += width || 1;
  }
  return path as RepoPath;
}

/** The bytes that git knows the path by; the inverse of {@link pathFromBytes}. */
export function pathToBytes(path: RepoPath): Buffer {
  if (!ESCAPED.test(path)) return Buffer.from(path, 'utf8');
  const parts: Buffer[] = [];
  for (const unit of path) {
    const code = unit.codePointAt(0) ?? 0;
    const escaped = code >= 0xdc80 && code <= 0xdcff;
    parts.push(escaped ? Buffer.from([code - ESCAPE_BASE]) : Buffer.from(unit, 'utf8'));
  }
  return Buffer.concat(parts);
}

/** Makes a path from text that is known to be one: a literal, a resolved import, a key of a test. */
export function repoPath(text: string): RepoPath {
  return text as RepoPath;
}

/**
 * The path as a person, a report or a terminal may see it: bytes that are not UTF-8, control characters and
 * invisible characters are written as escapes, so that no name can move the cursor or pass for another.
 */
export function displayPath(path: RepoPath): string {
  return path.replace(UNSAFE, (unit) => {
    const code = unit.codePointAt(0) ?? 0;
    if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - ESCAPE_BASE).toString(16)}`;
    const short = SHORT_ESCAPES[unit];
    return short ?? `\\u{${code.toString(16)}}`;
  });
}

/** Orders paths as git does: by their bytes, so that no locale changes a report. */
export function comparePaths(a: RepoPath, b: RepoPath): number {
  // Below the surrogates UTF-16 has the order of the bytes, and most paths are compared in lists of thousands.
  if (!LATE.test(a) && !LATE.test(b)) return a < b ? -1 : a > b ? 1 : 0;
  return Buffer.compare(pathToBytes(a), pathToBytes(b));
}

const LATE = /[\ud800-\uffff]/;
const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
// Cc, Cf (bidi controls, zero width, tags), line and paragraph separators, lone surrogates.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** How many bytes the valid UTF-8 sequence at `at` has; 0 when there is none. */
function sequenceWidth(buffer: Buffer, at: number): number {
  for (let width = 1; width <= 4 && at + width <= buffer.length; width++) {
    if (isUtf8(buffer.subarray(at, at + width))) return width;
  }
  return 0;
}
