/** One difference as a changed file: its status, the lines that it gained, why it may be exempt. */
import type { ChangedFile, FileStatus, Hunk } from '../domain/change.ts';
import type { Entry, Mode, Tree } from '../domain/tree.ts';
import { addedLines } from '../kit/diff.ts';
import type { Difference } from './differences.ts';
import type { Exempt } from '../kit/exempt/exempt.ts';

export interface Context {
  readonly base: Tree;
  readonly head: Tree;
  readonly exempt: Exempt;
  /** There is no base to classify files by, so that the head's own version counts. */
  readonly audit: boolean;
}

/** Reads both versions, where there is something to learn from them, and lets them go again. */
export async function changedFile({ path, base, head }: Difference, context: Context): Promise<ChangedFile> {
  const status = statusOf(base, head);
  const before = isRegular(base) ? await bytesOf(context.base, base) : null;
  const after = head && head.mode !== 'submodule' ? await bytesOf(context.head, head) : null;
  // A deleted file is classified as well: what it was tells what a file renamed from it may owe to it.
  const classified = { path, before: context.audit && head ? after : before };
  return {
    path,
    status,
    base,
    head,
    origin: null,
    hunks: after ? hunksOf(status, status === 'modified' ? before : null, after) : [],
    exempt: isRegular(head ?? base) ? context.exempt(classified) : null,
  };
}

/** Submodules have no lines. Where only the mode changed, no line did. */
function hunksOf(status: FileStatus, before: Uint8Array | null, after: Uint8Array): Hunk[] {
  return status === 'mode-changed' ? [] : addedLines(before, after);
}

function statusOf(base: Entry | null, head: Entry | null): FileStatus {
  if (!base) return 'added';
  if (!head) return 'deleted';
  if (typeOf(base.mode) !== typeOf(head.mode)) return 'type-changed';
  return base.oid === head.oid ? 'mode-changed' : 'modified';
}

function typeOf(mode: Mode): Mode {
  return mode === 'executable' ? 'file' : mode;
}

export function isRegular(entry: Entry | null): entry is Entry {
  return entry !== null && typeOf(entry.mode) === 'file';
}

/** Null where there are no bytes: too large, or unreadable, which whoever judges the file finds out and says. */
export async function bytesOf(tree: Tree, entry: Entry): Promise<Uint8Array | null> {
  const blob = await tree.bytes(entry.oid);
  return blob.kind === 'bytes' ? blob.bytes : null;
}
