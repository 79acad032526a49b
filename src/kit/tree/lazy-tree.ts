/** A tree whose entries are listed once, when somebody first asks. */
import type { RepoPath } from '../../domain/path.ts';
import type { Blob, Entry, Oid, Tree } from '../../domain/tree.ts';

interface Source {
  readonly id: string | null;
  /** Entries ordered by the bytes of their paths. */
  list(): Promise<readonly Entry[]>;
  bytes(oid: Oid): Promise<Blob>;
}

/** Turns a way to list and a way to read into a Tree. */
export function lazyTree(source: Source): Tree {
  let listed: Promise<readonly Entry[]> | null = null;
  let indexed: Promise<ReadonlyMap<RepoPath, Entry>> | null = null;
  const list = (): Promise<readonly Entry[]> => (listed ??= source.list());
  const byPath = async (): Promise<ReadonlyMap<RepoPath, Entry>> =>
    new Map((await list()).map((entry) => [entry.path, entry]));
  return {
    id: source.id,
    list,
    entry: async (path) => (await (indexed ??= byPath())).get(path),
    bytes: (oid) => source.bytes(oid),
  };
}

/** A tree without any file: the base of everything that has no base. */
export function emptyTree(): Tree {
  return lazyTree({
    id: null,
    list: async () => [],
    bytes: async () => ({ kind: 'unreadable', reason: 'the tree is empty' }),
  });
}
