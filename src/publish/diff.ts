/** What was kept, as a unified diff: exact bytes for `git apply`, and text that is safe to show. */
import { structuredPatch, type StructuredPatch } from 'diff';
import { comparePaths, displayPath, pathToBytes, type RepoPath } from '../domain/path.ts';
import type { Tree } from '../domain/tree.ts';
import { decode } from '../kit/text.ts';
import { visible } from '../kit/visible.ts';

type Kept = ReadonlyMap<RepoPath, Uint8Array>;

interface FileDiff {
  readonly path: RepoPath;
  /** Null for a new file. */
  readonly before: Uint8Array | null;
  readonly after: Uint8Array;
}

const NOTHING = new Uint8Array();

/** For people: decoded, invisible and control characters as escapes, line ends as the terminal wants them. */
export async function diffKept(head: Tree, kept: Kept): Promise<string> {
  const parts = (await changedFiles(head, kept)).map(({ path, before, after }) => {
    const hunks = hunksOf(decode(before ?? NOTHING).text, decode(after).text).map((line) =>
      visible(line.replace(/\r$/, ''), '\t'),
    );
    const name = (side: Side): string => `${side}/${visible(displayPath(path))}`;
    return `${header(name, before === null)}${hunks.join('\n')}\n`;
  });
  return parts.join('');
}

/** For `git apply`: the bytes of the files as they are, and names as git quotes them. */
export async function patchKept(head: Tree, kept: Kept): Promise<Buffer> {
  const parts = (await changedFiles(head, kept)).map(({ path, before, after }) => {
    const hunks = hunksOf(latin1(before ?? NOTHING), latin1(after));
    return `${header((side) => quoted(side, path), before === null)}${hunks.join('\n')}\n`;
  });
  return Buffer.from(parts.join(''), 'latin1');
}

async function changedFiles(head: Tree, kept: Kept): Promise<FileDiff[]> {
  const files: FileDiff[] = [];
  for (const path of [...kept.keys()].sort(comparePaths)) {
    const entry = await head.entry(path);
    const blob = entry && (await head.bytes(entry.oid));
    const after = kept.get(path);
    if (!after || (blob && blob.kind !== 'bytes')) continue;
    files.push({ path, before: blob?.bytes ?? null, after });
  }
  return files;
}

type Side = 'a' | 'b';

function header(name: (side: Side) => string, isNew: boolean): string {
  const [a, b] = [name('a'), name('b')];
  // A tab ends a name that has a space, for programs that would stop at the space (git does the same).
  const ended = (shown: string): string =>
    shown.includes(' ') && !shown.startsWith('"') ? `${shown}\t` : shown;
  const from = isNew ? 'new file mode 100644\n--- /dev/null' : `--- ${ended(a)}`;
  return `diff --git ${a} ${b}\n${from}\n+++ ${ended(b)}\n`;
}

/** Above this many differing lines a minimal diff costs more than it shows: the file is replaced as a whole. */
const MAX_EDITS = 2000;

function hunksOf(before: string, after: string): string[] {
  const patch = structuredPatch('', '', before, after, undefined, undefined, {
    context: 3,
    maxEditLength: MAX_EDITS,
  });
  return (patch ?? replaced(before, after)).hunks.flatMap((hunk) => [
    `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`,
    ...hunk.lines,
  ]);
}

/** An empty side starts at the line before it, which is 0 for an empty file. */
function range(start: number, lines: number): string {
  return lines === 1 ? `${start}` : `${lines === 0 ? start - 1 : start},${lines}`;
}

function replaced(before: string, after: string): Pick<StructuredPatch, 'hunks'> {
  const sides = [marked(before, '-'), marked(after, '+')] as const;
  const [oldLines, newLines] = sides.map((lines) => lines.filter((line) => !line.startsWith('\\')).length);
  const lines = sides.flat();
  return { hunks: [{ oldStart: 1, oldLines: oldLines ?? 0, newStart: 1, newLines: newLines ?? 0, lines }] };
}

function marked(text: string, sign: string): string[] {
  const lines = text.split('\n').map((line) => sign + line);
  if (text === '' || text.endsWith('\n')) return lines.slice(0, -1);
  return [...lines, '\\ No newline at end of file'];
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** A name as git writes it (quote.c): as it is, or in quotes with C escapes when a byte of it is unusual. */
function quoted(side: string, path: RepoPath): string {
  const bytes = pathToBytes(path);
  const plain = bytes.every((byte) => byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c);
  return plain ? `${side}/${path}` : `"${side}/${[...bytes].map(quotedByte).join('')}"`;
}

function quotedByte(byte: number): string {
  if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return `\\${byte.toString(8).padStart(3, '0')}`;
}
