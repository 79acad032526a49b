/** Trees and changes in memory, for unit tests of whatever only reads trees. */
import { createHash } from 'node:crypto';
import type { Change, ChangedFile } from '../../src/domain/change.ts';
import { comparePaths, repoPath, type RepoPath } from '../../src/domain/path.ts';
import type { Entry, Tree } from '../../src/domain/tree.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

const bytesOf = (content: string | Uint8Array): Buffer => Buffer.from(content as string);

/** Git's blob id of some content (SHA-1 repositories). */
export function blobId(content: string | Uint8Array): string {
  const bytes = bytesOf(content);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** A tree with these files and nothing else. */
export function treeOf(files: Files): Tree {
  const blobs = new Map(Object.values(files).map((content) => [blobId(content), bytesOf(content)]));
  const entries: Entry[] = Object.entries(files)
    .map(([path, content]) => ({ path: repoPath(path), mode: 'file' as const, oid: blobId(content) }))
    .sort((a, b) => comparePaths(a.path, b.path));
  return {
    id: null,
    list: async () => entries,
    entry: async (path) => entries.find((entry) => entry.path === path),
    bytes: async (oid) => {
      const bytes = blobs.get(oid);
      return bytes ? { kind: 'bytes', bytes } : { kind: 'unreadable', reason: 'no such blob' };
    },
  };
}

/** The change between two sets of files; every line of a changed file counts as added unless `hunks` says so. */
export async function changeOf(
  base: Files,
  head: Files,
  hunks: Record<string, [number, number][]> = {},
): Promise<Change> {
  const [baseTree, headTree] = [treeOf(base), treeOf(head)];
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort() as RepoPath[];
  const files: ChangedFile[] = [];
  for (const path of paths) {
    const before = (await baseTree.entry(path)) ?? null;
    const after = (await headTree.entry(path)) ?? null;
    if (before?.oid === after?.oid) continue;
    const lines = bytesOf(head[path] ?? '')
      .toString('utf8')
      .split('\n').length;
    const added = hunks[path]?.map(([start, count]) => ({ start, count })) ?? [{ start: 1, count: lines }];
    files.push({
      path,
      status: !before ? 'added' : !after ? 'deleted' : 'modified',
      base: before,
      head: after,
      origin: null,
      hunks: after ? added : [],
      exempt: null,
    });
  }
  const addedLines = files.flatMap((file) => file.hunks).reduce((sum, hunk) => sum + hunk.count, 0);
  return { base: baseTree, head: headTree, baseLabel: 'base', headLabel: 'head', files, addedLines };
}
