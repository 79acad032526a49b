/** A tree with some files replaced in memory: what a proposal is tried on. Nothing is written anywhere. */
import { comparePaths, type RepoPath } from '../../domain/path.ts';
import type { Entry, Mode, Oid, Tree } from '../../domain/tree.ts';
import { blobId, formatOf } from './blob-id.ts';
import { lazyTree } from './lazy-tree.ts';

/** The same tree with these contents; null deletes. New blobs get the ids that git would give them. */
export function overlay(tree: Tree, changes: ReadonlyMap<RepoPath, Uint8Array | null>): Tree {
  const blobs = new Map<Oid, Uint8Array>();
  const list = async (): Promise<readonly Entry[]> => {
    const below = await tree.list();
    const format = formatOf(below[0]?.oid ?? '');
    const modes = new Map<RepoPath, Mode>();
    const kept: Entry[] = [];
    for (const entry of below) {
      if (changes.has(entry.path)) modes.set(entry.path, entry.mode);
      else kept.push(entry);
    }
    const written: Entry[] = [];
    for (const [path, bytes] of changes) {
      if (!bytes) continue;
      const oid = blobId(bytes, format);
      blobs.set(oid, bytes);
      // Written bytes are a file's: a patch never makes a link or a submodule.
      const mode = modes.get(path) === 'executable' ? 'executable' : 'file';
      written.push({ path, mode, oid });
    }
    return mergeEntries(
      kept,
      written.sort((a, b) => comparePaths(a.path, b.path)),
    );
  };
  const over = lazyTree({
    id: null,
    list,
    bytes: async (oid) => {
      await over.list();
      const bytes = blobs.get(oid);
      return bytes ? { kind: 'bytes', bytes } : tree.bytes(oid);
    },
  });
  return over;
}

/** Joins two lists that are in order and share no path. */
export function mergeEntries(left: readonly Entry[], right: readonly Entry[]): Entry[] {
  if (right.length === 0) return [...left];
  const merged: Entry[] = [];
  let at = 0;
  for (const entry of right) {
    at = pushBefore(left, { at, entry, merged });
    merged.push(entry);
  }
  for (; at < left.length; at++) merged.push(left[at] as Entry);
  return merged;
}

function pushBefore(list: readonly Entry[], to: { at: number; entry: Entry; merged: Entry[] }): number {
  let { at } = to;
  for (; at < list.length; at++) {
    const next = list[at] as Entry;
    if (comparePaths(next.path, to.entry.path) > 0) break;
    to.merged.push(next);
  }
  return at;
}
