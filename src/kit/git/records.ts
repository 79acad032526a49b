/** Git's `-z` records as bytes: trees, raw differences and the index. */
import { pathFromBytes, pathToBytes, type RepoPath } from '../../domain/path.ts';
import type { Entry, Mode, Oid } from '../../domain/tree.ts';
import { OCTAL } from '../tree/octal.ts';

const NUL = 0;
const TAB = 9;

/** What stands before each NUL. */
export function* splitNul(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(NUL, start);
    yield bytes.subarray(start, end === -1 ? bytes.length : end);
    start = end === -1 ? bytes.length : end + 1;
  }
}

/** Git's octal mode; 100664 of very old trees is a plain file. */
function modeOf(octal: string): Mode {
  if (octal === '160000') return 'submodule';
  if (octal === '120000') return 'symlink';
  return octal === '100755' ? 'executable' : 'file';
}

/** `git ls-tree -r -z`: `<mode> <type> <oid> TAB <path>`, ordered by the bytes of the path. */
export function parseTree(bytes: Buffer): Entry[] {
  const entries: Entry[] = [];
  // One string, since a repository has tens of thousands of records; as latin1 each character is a byte.
  const text = bytes.toString('latin1');
  const plain = !BEYOND_ASCII.test(text);
  for (
    let start = 0, end = text.indexOf('\0');
    end !== -1;
    start = end + 1, end = text.indexOf('\0', start)
  ) {
    const tab = text.indexOf('\t', start);
    const path = text.slice(tab + 1, end);
    entries.push({
      path: plain ? (path as RepoPath) : pathOf(path),
      mode: text.startsWith(OCTAL.file, start) ? 'file' : modeOf(text.slice(start, start + MODE_LENGTH)),
      oid: text.slice(text.lastIndexOf(' ', tab) + 1, tab),
    });
  }
  asRead.set(entries, bytes);
  return entries;
}

/** What lists were read from, so that to pass one on costs nothing. */
const asRead = new WeakMap<readonly Entry[], Buffer>();

/** The inverse of {@link parseTree}. */
export function formatTree(entries: readonly Entry[]): Buffer {
  const known = asRead.get(entries);
  if (known) return known;
  const records = entries.map(({ path, mode, oid }) => {
    const bytes = ASCII.test(path) ? path : pathToBytes(path).toString('latin1');
    return `${OCTAL[mode]} ${mode === 'submodule' ? 'commit' : 'blob'} ${oid}\t${bytes}\0`;
  });
  return Buffer.from(records.join(''), 'latin1');
}

const MODE_LENGTH = 6;
const ASCII = /^[\0-\x7f]*$/;
const BEYOND_ASCII = /[\u0080-\u00ff]/;

function pathOf(bytes: string): RepoPath {
  return BEYOND_ASCII.test(bytes) ? pathFromBytes(Buffer.from(bytes, 'latin1')) : (bytes as RepoPath);
}

export interface IndexEntry extends Entry {
  /** `ls-files -t`: H cached, S skipped in a sparse checkout, M unmerged. */
  readonly tag: string;
  readonly stage: number;
}

/** `git ls-files -t --stage -z`: `<tag> <mode> <oid> <stage> TAB <path>`. */
export function parseIndex(bytes: Buffer): IndexEntry[] {
  const entries: IndexEntry[] = [];
  for (const record of splitNul(bytes)) {
    const tab = record.indexOf(TAB);
    const [tag = '', mode = '', oid = '', stage = ''] = record.toString('latin1', 0, tab).split(' ');
    const path = pathFromBytes(record.subarray(tab + 1));
    entries.push({ path, mode: modeOf(mode), oid, tag, stage: Number(stage) });
  }
  return entries;
}

/** One side of a raw difference; the id is all zeros where git would have to read the disk. */
interface Side {
  readonly mode: Mode;
  readonly oid: Oid;
}

export interface RawDifference {
  readonly path: RepoPath;
  /** A, D, M, T or U. */
  readonly status: string;
  readonly before: Side | null;
  readonly after: Side | null;
}

/** `--raw -z` without renames: `:<mode> <mode> <oid> <oid> <status> NUL <path> NUL`. */
export function parseRaw(bytes: Buffer): RawDifference[] {
  const differences: RawDifference[] = [];
  let header: string[] | null = null;
  for (const record of splitNul(bytes)) {
    if (!header) {
      header = record.toString('latin1').slice(1).split(' ');
      continue;
    }
    const [from = '', to = '', oldOid = '', newOid = '', status = ''] = header;
    differences.push({
      path: pathFromBytes(record),
      status: status.charAt(0),
      before: sideOf(from, oldOid),
      after: sideOf(to, newOid),
    });
    header = null;
  }
  return differences;
}

function sideOf(mode: string, oid: string): Side | null {
  return mode === '000000' ? null : { mode: modeOf(mode), oid };
}
