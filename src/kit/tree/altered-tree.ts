/** A tree that is told by another one and by what differs from it. */
import { comparePaths } from '../../domain/path.ts';
import type { Alterations, Blob, Entry, Oid, Tree } from '../../domain/tree.ts';
import { lazyTree } from './lazy-tree.ts';
import { mergeEntries } from './merge.ts';

interface Source {
  readonly id: string | null;
  readonly tree: Tree;
  /** Asked at most once. */
  alterations(): Promise<Alterations>;
  bytes(oid: Oid): Promise<Blob>;
}

/** Of two trees of tens of thousands of files only one is listed, and only one is indexed. */
export function alteredTree({ id, tree, bytes, ...source }: Source): Tree {
  let asked: Promise<Alterations> | null = null;
  const alterations = (): Promise<Alterations> => (asked ??= source.alterations());
  const list = async (): Promise<readonly Entry[]> => {
    const [below, altered] = await Promise.all([tree.list(), alterations()]);
    const fresh = [...altered.values()].filter((entry) => entry !== null);
    return mergeEntries(
      below.filter(({ path }) => !altered.has(path)),
      fresh.sort((a, b) => comparePaths(a.path, b.path)),
    );
  };
  return {
    ...lazyTree({ id, list, bytes }),
    entry: async (path) => {
      const altered = await alterations();
      return altered.has(path) ? (altered.get(path) ?? undefined) : tree.entry(path);
    },
    since: { tree, alterations },
  };
}
