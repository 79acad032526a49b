/** A tree with some files replaced in memory: what a proposal is tried on. Nothing is written anywhere. */
import type { RepoPath } from '../../domain/path.ts';
import type { Alterations, Entry, Oid, Tree } from '../../domain/tree.ts';
import { alteredTree } from './altered-tree.ts';
import { blobId, formatOf } from './blob-id.ts';

/** The same tree with these contents; null deletes. New blobs get the ids that git would give them. */
export function overlay(tree: Tree, changes: ReadonlyMap<RepoPath, Uint8Array | null>): Tree {
  const written = write(tree, changes);
  // Whoever asks is told of a failure.
  written.catch(() => undefined);
  return alteredTree({
    id: null,
    tree,
    alterations: async () => (await written).altered,
    bytes: async (oid) => {
      const bytes = (await written).blobs.get(oid);
      return bytes ? { kind: 'bytes', bytes } : tree.bytes(oid);
    },
  });
}

interface Written {
  readonly altered: Alterations;
  readonly blobs: ReadonlyMap<Oid, Uint8Array>;
}

async function write(tree: Tree, changes: ReadonlyMap<RepoPath, Uint8Array | null>): Promise<Written> {
  const format = formatOf((await tree.list())[0]?.oid ?? '');
  const altered = new Map<RepoPath, Entry | null>();
  const blobs = new Map<Oid, Uint8Array>();
  for (const [path, bytes] of changes) {
    altered.set(path, null);
    if (!bytes) continue;
    const oid = blobId(bytes, format);
    blobs.set(oid, bytes);
    // Written bytes are a file's: a patch never makes a link or a submodule.
    const mode = (await tree.entry(path))?.mode === 'executable' ? 'executable' : 'file';
    altered.set(path, { path, mode, oid });
  }
  return { altered, blobs };
}
