import { describe, expect, it } from 'vitest';
import { comparePaths, repoPath } from '../../../../src/domain/path.ts';
import { blobId } from '../../../../src/kit/tree/blob-id.ts';
import { emptyTree, lazyTree } from '../../../../src/kit/tree/lazy-tree.ts';
import { overlay } from '../../../../src/kit/tree/overlay.ts';
import { TestRepository } from '../../../support/repository.ts';
import { treeOf } from '../../../support/trees.ts';

const [a, b, c] = [repoPath('a.ts'), repoPath('b.ts'), repoPath('c.ts')];

describe('overlay', () => {
  it('replaces, adds and deletes, in the order of the paths, and leaves the tree below alone', async () => {
    const below = treeOf({ 'a.ts': 'old', 'c.ts': 'stays' });
    const tree = overlay(
      below,
      new Map([
        [a, Buffer.from('new')],
        [b, Buffer.from('added')],
      ]),
    );
    expect((await tree.list()).map((entry) => entry.path)).toEqual([a, b, c]);
    const entry = await tree.entry(a);
    expect(await tree.bytes(entry?.oid ?? '')).toEqual({ kind: 'bytes', bytes: Buffer.from('new') });
    const deleted = overlay(tree, new Map([[a, null]]));
    expect(await deleted.entry(a)).toBeUndefined();
    expect((await deleted.entry(b))?.oid).toBe((await tree.entry(b))?.oid);
    expect((await below.list()).length).toBe(2);
  });

  it('gives new blobs the ids that git gives them, in SHA-1 and in SHA-256', async () => {
    for (const format of ['sha1', 'sha256'] as const) {
      const repository = new TestRepository({ format });
      expect(blobId(Buffer.from('text\n'), format)).toBe(repository.blob('text\n'));
    }
  });

  it('keeps an executable executable, and never writes a link', async () => {
    const below = treeOf({ 'a.ts': 'x' });
    const mixed = lazyTree({
      ...below,
      list: async () => [
        { path: a, mode: 'executable' as const, oid: '1'.repeat(40) },
        { path: b, mode: 'symlink' as const, oid: '2'.repeat(40) },
      ],
    });
    const over = overlay(
      mixed,
      new Map([
        [a, Buffer.from('1')],
        [b, Buffer.from('2')],
      ]),
    );
    expect((await over.list()).map((entry) => entry.mode)).toEqual(['executable', 'file']);
  });

  it('lies over an empty tree, and orders names by their bytes', async () => {
    const names = ['\u{1f600}', '\uff5e', 'z', 'a/b', 'a-b'].map(repoPath);
    const over = overlay(emptyTree(), new Map(names.map((name) => [name, Buffer.from(name)])));
    const listed = (await over.list()).map((entry) => entry.path);
    expect(listed).toEqual([...names].sort(comparePaths));
  });
});
