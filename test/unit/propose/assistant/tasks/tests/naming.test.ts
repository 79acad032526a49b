import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../../../../src/domain/path.ts';
import { readNaming } from '../../../../../../src/propose/assistant/tasks/tests/naming.ts';

/** Path and sample of where tests go, best first. */
function placesIn(source: string, ...paths: string[]): string[][] {
  return readNaming(paths.map(repoPath))(repoPath(source)).map(({ path, sample }) => [path, sample]);
}

describe('where a test goes', () => {
  it.each<[string, string, string[], string]>([
    ['beside its source', 'src/b/y.ts', ['src/a/x.ts', 'src/a/x.test.ts', 'src/b/y.ts'], 'src/b/y.test.ts'],
    ['under the mark that is used', 'src/y.js', ['src/x.js', 'src/x.spec.js', 'src/y.js'], 'src/y.spec.js'],
    ['in a folder beside', 'lib/y.js', ['lib/x.js', 'lib/__tests__/x.test.js'], 'lib/__tests__/y.test.js'],
    [
      'in a mirrored tree',
      'src/a/b/y.ts',
      ['src/a/b/y.ts', 'src/a/x.ts', 'test/unit/a/x.test.ts', 'test/unit/a/b/z.test.ts', 'src/a/b/z.ts'],
      'test/unit/a/b/y.test.ts',
    ],
    [
      'in the tree of its own package',
      'packages/two/src/y.ts',
      ['packages/one/src/x.ts', 'packages/one/test/x.test.ts', 'packages/two/test/setup.ts'],
      'packages/two/test/y.test.ts',
    ],
    [
      'in one folder for all',
      'src/flask/y.py',
      ['src/flask/x.py', 'tests/test_x.py', 'src/flask/y.py'],
      'tests/test_y.py',
    ],
    ['as Go wants it', 'pkg/y.go', ['pkg/x.go', 'pkg/x_test.go', 'pkg/y.go'], 'pkg/y_test.go'],
    [
      'as Java wants it',
      'src/main/java/org/p/Y.java',
      ['src/main/java/org/p/X.java', 'src/test/java/org/p/XTest.java'],
      'src/test/java/org/p/YTest.java',
    ],
  ])('is %s', (_name, source, paths, expected) => {
    expect(placesIn(source, ...paths)[0]?.[0]).toBe(expected);
  });

  it('is the file that is there, rather than a new one after a commoner habit', () => {
    const common = ['src/a.ts', 'src/a.test.ts', 'src/b.ts', 'src/b.test.ts'];
    const [first] = placesIn(
      'src/y.ts',
      ...common,
      'src/y.ts',
      'test/y.test.ts',
      'test/c.test.ts',
      'src/c.ts',
    );
    expect(first).toEqual(['test/y.test.ts', 'test/y.test.ts']);
  });

  it('is shown by the nearest test that was named by the same habit', () => {
    const paths = ['src/a/x.ts', 'src/a/x.test.ts', 'src/b/z.ts', 'src/b/z.test.ts', 'src/b/y.ts'];
    expect(placesIn('src/b/y.ts', ...paths)).toEqual([['src/b/y.test.ts', 'src/b/z.test.ts']]);
  });

  it('is in a mirrored tree within the tree of the sources', () => {
    const paths = ['p/src/node/a/x.ts', 'p/src/node/__tests__/a/x.spec.ts', 'p/src/node/a/y.ts'];
    expect(placesIn('p/src/node/a/y.ts', ...paths)[0]?.[0]).toBe('p/src/node/__tests__/a/y.spec.ts');
  });

  it('follows what is done near by, and no name that is alike by chance', () => {
    const near = ['p/src/a.ts', 'p/src/__tests__/a.spec.ts', 'p/src/cli.ts'];
    const far = ['q/lib/b.ts', 'q/lib/b.test.ts', 'q/lib/c.ts', 'q/lib/c.test.ts', 'play/cli/cli.test.ts'];
    expect(placesIn('p/src/cli.ts', ...far, ...near)[0]?.[0]).toBe('p/src/__tests__/cli.spec.ts');
  });

  it('is nowhere without a test in that language to learn from', () => {
    expect(placesIn('src/y.ts', 'src/y.ts', 'src/x.ts', 'x.py', 'test_x.py')).toEqual([]);
  });

  it('is nowhere in a folder that is not there', () => {
    expect(placesIn('lib/y.js', 'src/x.js', 'src/__tests__/x.test.js')).toEqual([]);
  });

  it('is not told from a name that everything has', () => {
    const namesakes = Array.from({ length: 60 }, (_, at) => `src/${at}/index.ts`);
    expect(placesIn('src/y.ts', ...namesakes, 'src/0/index.test.ts')).toEqual([]);
  });
});
