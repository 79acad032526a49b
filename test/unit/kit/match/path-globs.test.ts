import { describe, expect, it } from 'vitest';
import { pathTest } from '../../../../src/kit/match/path-globs.ts';

const PATHS = ['a.js', 'src/a.js', 'lib/src/a.js', 'lib/a.test.js', '.ci/a.js', 'src/new\nline.js'];
const looked = (include: string[], exclude: string[] = []) =>
  PATHS.filter(pathTest({ include, exclude })).map((path) => path.replace('\n', '~'));
const ALL = PATHS.map((path) => path.replace('\n', '~'));

describe('the paths of a rule', () => {
  it('are all of them when it names none', () => {
    expect(looked([])).toEqual(ALL);
  });

  it.each([
    ['*.js', ALL],
    ['src', ['src/a.js', 'lib/src/a.js', 'src/new~line.js']],
    ['src/', ['src/a.js', 'lib/src/a.js', 'src/new~line.js']],
    ['/src', ['src/a.js', 'src/new~line.js']],
    ['/*.js', ['a.js']],
    ['src/*.js', ['src/a.js', 'lib/src/a.js', 'src/new~line.js']],
    ['**/a.js', ['a.js', 'src/a.js', 'lib/src/a.js', '.ci/a.js']],
    ['*.test.*', ['lib/a.test.js']],
    ['a.js/', []],
  ])('that %s names', (glob, paths) => {
    expect(looked([glob])).toEqual(paths);
  });

  it('are those that it does not leave out', () => {
    expect(looked(['src'], ['lib'])).toEqual(['src/a.js', 'src/new~line.js']);
    expect(looked([], ['*.js'])).toEqual([]);
  });
});
