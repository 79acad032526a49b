/** Applies a patch to text, bytes and trees: every edit exactly where it expects to be, or nothing at all. */
import { displayPath, type RepoPath } from '../domain/path.ts';
import type { Edit } from '../domain/proposal.ts';
import type { Tree } from '../domain/tree.ts';
import { newPathRefusal } from './new-path.ts';
import { pathRefusal } from './patch-path.ts';
import { decode, encode, Lines } from './text.ts';

interface Refused {
  readonly kind: 'refused';
  /** One clause that names the file, for people. */
  readonly reason: string;
}

/** What became of a file under edits, as text and as the bytes to write. */
export interface PatchedFile {
  readonly before: string;
  readonly after: string;
  readonly bytes: Uint8Array;
  /** The edits in the order of the text. */
  readonly edits: readonly Edit[];
}

export type Patched<T> = { readonly kind: 'applied'; readonly result: T } | Refused;

const refused = (reason: string): Refused => ({ kind: 'refused', reason });

/** The order of the text; an insertion comes before a replacement that starts where it stands. */
function inOrder(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Edits by the file they belong to, files in the order of their first edit. */
export function editsByFile(edits: readonly Edit[]): Map<RepoPath, Edit[]> {
  const files = new Map<RepoPath, Edit[]>();
  for (const edit of edits) files.set(edit.path, [...(files.get(edit.path) ?? []), edit]);
  return files;
}

/** Whether two edits of one file claim the same text, or insert at the same offset. Touching is not overlapping. */
export function overlaps(a: Edit, b: Edit): boolean {
  if (a.path !== b.path) return false;
  return a.start < b.end && b.start < a.end
    ? true
    : a.start === b.start && (a.start === a.end) === (b.start === b.end);
}

/** Applies edits of one file to its text. */
export function applyPatch(text: string, edits: readonly Edit[]): Patched<string> {
  const sorted = inOrder(edits);
  let after = '';
  let done = 0;
  for (const [index, edit] of sorted.entries()) {
    const previous = sorted[index - 1];
    const reason = misfit(text, edit) ?? (previous && overlaps(previous, edit) ? 'two edits overlap' : null);
    if (reason) return refused(`${where(text, edit)}: ${reason}`);
    after += text.slice(done, edit.start) + edit.replace;
    done = edit.end;
  }
  after += text.slice(done);
  return { kind: 'applied', result: after };
}

function misfit(text: string, { start, end, expect }: Edit): string | null {
  if (
    !Number.isSafeInteger(start) ||
    !Number.isSafeInteger(end) ||
    start < 0 ||
    end < start ||
    end > text.length
  ) {
    return 'the edit lies outside the text';
  }
  return text.slice(start, end) === expect ? null : 'the text is not what the edit expects there';
}

function where(text: string, edit: Edit): string {
  const line = Number.isSafeInteger(edit.start) ? new Lines(text).position(edit.start).line : 1;
  return `${displayPath(edit.path)}:${line}`;
}

/** Applies edits of one file to its bytes; encoding, byte order mark and every byte outside the edits stay. */
export function patchBytes(bytes: Uint8Array, edits: readonly Edit[]): Patched<PatchedFile> {
  const decoded = decode(bytes);
  const path = displayPath(edits[0]?.path ?? ('' as RepoPath));
  // Half a UTF-16 unit at the end, say: writing the text back would lose it.
  if (!encode(decoded)?.equals(bytes))
    return refused(`${path} has bytes that cannot be written back exactly`);
  const applied = applyPatch(decoded.text, edits);
  if (applied.kind === 'refused') return applied;
  const after = applied.result;
  if (after === decoded.text) return refused(`${path} would not change`);
  const written = encode({ ...decoded, text: after });
  if (!written || decode(written).text !== after) {
    return refused(`${path} is ${decoded.encoding} and cannot hold the new text`);
  }
  return { kind: 'applied', result: { before: decoded.text, after, bytes: written, edits: inOrder(edits) } };
}

/**
 * Applies a patch, or several at once, to a tree, all of it or none: only to regular files that exist, and to new ones
 * that an edit says it creates.
 */
export async function patchTree(
  tree: Tree,
  edits: readonly Edit[],
): Promise<Patched<ReadonlyMap<RepoPath, PatchedFile>>> {
  const files = new Map<RepoPath, PatchedFile>();
  const created: RepoPath[] = [];
  for (const [path, own] of editsByFile(edits)) {
    const unsafe = pathRefusal(path);
    if (unsafe) return refused(unsafe);
    const isNew = own.some(({ creates }) => creates);
    const misplaced = isNew ? await newPathRefusal(path, tree, created) : null;
    if (misplaced) return refused(misplaced);
    const bytes = isNew ? EMPTY : await regularFile(tree, path);
    if (bytes.kind === 'refused') return bytes;
    const patched = patchBytes(bytes.result, own);
    if (patched.kind === 'refused') return patched;
    files.set(path, patched.result);
    if (isNew) created.push(path);
  }
  return { kind: 'applied', result: files };
}

const EMPTY: Patched<Uint8Array> = { kind: 'applied', result: new Uint8Array() };

async function regularFile(tree: Tree, path: RepoPath): Promise<Patched<Uint8Array>> {
  const shown = displayPath(path);
  const entry = await tree.entry(path);
  if (!entry) return refused(`${shown} does not exist`);
  if (entry.mode !== 'file' && entry.mode !== 'executable')
    return refused(`${shown} is a ${entry.mode}, not a file`);
  const blob = await tree.bytes(entry.oid);
  if (blob.kind === 'bytes') return { kind: 'applied', result: blob.bytes };
  return refused(
    blob.kind === 'too-large' ? `${shown} is too large` : `${shown} cannot be read: ${blob.reason}`,
  );
}
