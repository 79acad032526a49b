/** The id of a tree is the one that git gives it, whatever its names and modes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePaths, pathToBytes, repoPath } from '../../../../src/domain/path.ts';
import type { Entry } from '../../../../src/domain/tree.ts';
import { treeId } from '../../../../src/kit/tree/tree-id.ts';
import { TestRepository, type Content, type Contents } from '../../../support/repository.ts';

const text = (content: string): Content => ({ mode: '100644', content });

function idsOf(repository: TestRepository, files: Contents): { git: string; entries: Entry[] } {
  const commit = repository.commit(files);
  const listed = repository.run(['ls-tree', '-r', '-z', commit]).toString('latin1').split('\0').slice(0, -1);
  const modes = {
    '100644': 'file',
    '100755': 'executable',
    '120000': 'symlink',
    '160000': 'submodule',
  } as const;
  const entries = listed.map((line): Entry => {
    const [meta = '', name = ''] = line.split('\t');
    const [mode = '', , oid = ''] = meta.split(' ');
    const path = repoPath(Buffer.from(name, 'latin1').toString('utf8'));
    return { path, mode: modes[mode as keyof typeof modes], oid };
  });
  return { git: repository.git('rev-parse', `${commit}^{tree}`), entries };
}

describe('the id of a tree', () => {
  it.each(['sha1', 'sha256'] as const)(
    'is git’s own in %s, of every mode and of names that sort late',
    (format) => {
      const repository = new TestRepository({ format });
      const { git, entries } = idsOf(repository, {
        'a-b': text('1'),
        'a.b': { mode: '100755', content: '2' },
        'a/x/y': text('3'),
        'a/z': { mode: '120000', content: 'x/y' },
        a0: { commit: 'f'.repeat(format === 'sha1' ? 40 : 64) },
        'é/ü': text('4'),
        '\u{1f600}': text('5'),
        '\uffee': text('6'),
      });
      expect(treeId(entries, format)).toBe(git);
    },
  );

  it('is that of nothing for no entries', () => {
    expect(treeId([], 'sha1')).toBe('4b825dc642cb6eb9a060e54bf8d69288fbee4904');
  });

  it('is git’s own for any paths', () => {
    const repository = new TestRepository();
    const part = fc.constantFrom('a', 'b', 'a-', 'a.', 'a0', 'B', 'é', 'z');
    const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(path, { minLength: 1, maxLength: 8 }), (paths) => {
        const plain = paths.filter((one) => !paths.some((other) => other.startsWith(`${one}/`)));
        const sorted = plain.sort((a, b) => comparePaths(repoPath(a), repoPath(b)));
        const { git, entries } = idsOf(
          repository,
          Object.fromEntries(sorted.map((name) => [name, text(name)])),
        );
        expect(entries.map((entry) => entry.path)).toEqual(sorted);
        expect(entries.every((entry) => pathToBytes(entry.path).length > 0)).toBe(true);
        expect(treeId(entries, 'sha1')).toBe(git);
      }),
      { seed: 7, numRuns: 12 },
    );
  });
});
