/** The tree of a commit, straight from the object store. */
import type { Tree } from '../domain/tree.ts';
import { parseTree } from '../kit/git/records.ts';
import { lazyTree } from '../kit/tree/lazy-tree.ts';
import type { GitRepository } from './repository.ts';

export function commitTree(repository: GitRepository, commit: string): Tree {
  return lazyTree({
    id: commit,
    list: async () => parseTree(await repository.git.bytes(['ls-tree', '-r', '-z', '--full-tree', commit])),
    bytes: (oid) => repository.blobs.read(oid),
  });
}
