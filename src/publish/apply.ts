/** Writes what was kept into the working files: all of it or nothing, and never over something that was not judged. */
import fs from 'node:fs';
import { comparePaths, displayPath, type RepoPath } from '../domain/path.ts';
import { MAX_BLOB_BYTES, type Tree } from '../domain/tree.ts';
import { pathRefusal } from '../kit/patch-path.ts';
import { fileIn } from '../kit/tree/file-in.ts';
import { replaceFile, type Content } from './replace-file.ts';

export interface ApplyInput {
  /** The folder that the paths are relative to; null when the change has no working files. */
  readonly root: string | null;
  readonly kept: ReadonlyMap<RepoPath, Uint8Array>;
  /** The head that was judged: a working file that differs from it is left alone. */
  readonly judged: Tree;
}

export type Receipt = {
  /** One sentence or more, for people. */
  readonly message: string;
} & (
  | { readonly kind: 'applied'; readonly written: readonly RepoPath[] }
  /** Nothing was written. */
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  /** Writing failed half-way; what was written is back as it was, but for `unrestored`. */
  | { readonly kind: 'failed'; readonly unrestored: readonly RepoPath[] }
);

interface Refusal {
  readonly path: RepoPath;
  readonly reason: string;
}

interface Work {
  readonly path: RepoPath;
  readonly file: Buffer;
  /** Null for a file that is new. */
  readonly before: Content;
  readonly after: Uint8Array;
}

/** Checks every file before the first is written; a second run after a crash finishes what the first began. */
export async function applyKept({ root, kept, judged }: ApplyInput): Promise<Receipt> {
  if (root === null) {
    return {
      kind: 'refused',
      refusals: [],
      message: 'Nothing was written: this change has no working files.',
    };
  }
  const checked: (Work | Refusal)[] = [];
  for (const path of [...kept.keys()].sort(comparePaths))
    checked.push(await prepare({ root, kept, judged }, path));
  const refusals = checked.filter((item) => 'reason' in item);
  if (refusals.length > 0) return refusedReceipt(refusals);
  return write(checked.filter((item) => 'file' in item));
}

function refusedReceipt(refusals: readonly Refusal[]): Receipt {
  const reasons = refusals.map(({ path, reason }) => `${displayPath(path)} ${reason}`).join('; ');
  return { kind: 'refused', refusals, message: `Nothing was written: ${reasons}.` };
}

async function prepare(input: ApplyInput & { root: string }, path: RepoPath): Promise<Work | Refusal> {
  const entry = await input.judged.entry(path);
  const blob = entry && (await input.judged.bytes(entry.oid));
  const unsafe = pathRefusal(path) ?? linkOnTheWay(input.root, path, entry === undefined);
  if (unsafe) return { path, reason: `is not touched: ${unsafe}` };
  const after = input.kept.get(path);
  if ((blob && blob.kind !== 'bytes') || !after) return { path, reason: 'cannot be read as it was judged' };
  const file = fileIn(input.root, path);
  const now = read(file);
  if (now === undefined) return { path, reason: 'cannot be read' };
  const found = asOnDisk(now, { before: blob?.bytes ?? null, after });
  return found
    ? { path, file, ...found }
    : { path, reason: 'is not what was judged any more: run gatewright fix again' };
}

type Texts = Pick<Work, 'before' | 'after'>;

/**
 * Both texts in the line ends of the file, which is one of them; null when it is neither. A checkout with `core.autocrlf`
 * has CR LF where git stores LF, and was judged as git stores it.
 */
function asOnDisk(now: Buffer | null, texts: Texts): Texts | null {
  const { before, after } = texts;
  // The new text is there already: an earlier run was cut off after this file.
  if (now?.equals(after) || (now && before ? now.equals(before) : now === before)) return texts;
  if (!now || !before || Buffer.from(before).includes('\r\n')) return null;
  const dressed = { before: withCr(before), after: withCr(after) };
  return now.equals(dressed.before) || now.equals(dressed.after) ? dressed : null;
}

function withCr(bytes: Uint8Array): Buffer {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
}

/** The file and each folder above it, up to the root, must be what it looks like: no link leads elsewhere. */
function linkOnTheWay(root: string, path: RepoPath, isNew: boolean): string | null {
  const parts = path.split('/');
  for (let depth = 1; depth <= parts.length; depth++) {
    const part = parts.slice(0, depth).join('/') as RepoPath;
    const stat = fs.lstatSync(fileIn(root, part), { throwIfNoEntry: false });
    const isLast = depth === parts.length;
    if (!stat && isLast && isNew) return null;
    if (!stat) return `${displayPath(part)} does not exist`;
    if (isLast ? !stat.isFile() : !stat.isDirectory()) {
      return `${displayPath(part)} is not a ${isLast ? 'regular file' : 'folder'}`;
    }
  }
  return null;
}

/** Null where there is nothing, undefined where something cannot be read. */
function read(file: Buffer): Buffer | null | undefined {
  try {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat) return null;
    return stat.size > MAX_BLOB_BYTES ? undefined : fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

function write(work: readonly Work[]): Receipt {
  const written: Work[] = [];
  for (const item of work) {
    const failure = replaceFile(item.file, item.before, item.after);
    if (failure !== null) return undo(written, `${displayPath(item.path)}: ${failure}`);
    written.push(item);
  }
  const count = `${written.length} ${written.length === 1 ? 'file' : 'files'}`;
  return { kind: 'applied', written: written.map(({ path }) => path), message: `Wrote ${count}.` };
}

function undo(written: readonly Work[], failure: string): Receipt {
  const unrestored = written
    .filter(({ file, before, after }) => replaceFile(file, after, before) !== null)
    .map(({ path }) => path);
  const shown = unrestored.map(displayPath).join(', ');
  const rest = shown === '' ? 'every file is as it was' : `these files are changed already: ${shown}`;
  return { kind: 'failed', unrestored, message: `Writing failed at ${failure}; ${rest}.` };
}
