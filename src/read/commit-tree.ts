/** The tree of a commit: straight from the object store, or from what differs between it and another one. */
import type { Tree } from '../domain/tree.ts';
import { parseTree } from '../kit/git/records.ts';
import { alteredTree } from '../kit/tree/altered-tree.ts';
import { lazyTree } from '../kit/tree/lazy-tree.ts';
import type { Difference } from './differences.ts';
import type { GitRepository } from './repository.ts';

export function commitTree(repository: GitRepository, commit: string): Tree {
  return lazyTree({
    id: commit,
    list: async () => parseTree(await repository.git.bytes(['ls-tree', '-r', '-z', '--full-tree', commit])),
    bytes: (oid) => repository.blobs.read(oid),
  });
}

/** The base's tree with what differs in the head: one of two lists of tens of thousands need not be read. */
export function changedTree(
  repository: GitRepository,
  commit: string,
  since: { readonly base: Tree; readonly differences: Promise<readonly Difference[]> },
): Tree {
  return alteredTree({
    id: commit,
    tree: since.base,
    alterations: async () => new Map((await since.differences).map(({ path, head }) => [path, head])),
    bytes: (oid) => repository.blobs.read(oid),
  });
}
