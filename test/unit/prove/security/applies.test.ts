/** Which files the security validator reads. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../../../src/domain/change.ts';
import type { OwnRules, PathGlobs } from '../../../../src/domain/policy.ts';
import { security } from '../../../../src/prove/validators/security/security.ts';
import { changeOf } from '../../../support/trees.ts';

const PATHS = ['a.js', 'a.TSX', 'a.py', 'A.java', 'a.go', 'a.rb', 'README.md', 'docs/b.md'];

let files: readonly ChangedFile[];
beforeAll(async () => {
  const head = Object.fromEntries(PATHS.map((path) => [path, 'x\n']));
  ({ files } = await changeOf({ 'gone.js': 'x\n' }, head));
});

const own = (...texts: PathGlobs[]): OwnRules => {
  return { files: [], rules: new Map(), texts, notRun: [], problems: [] };
};
const read = (rules?: OwnRules): string[] =>
  files.filter((file) => security.appliesTo(file, rules) === true).map(({ path }) => path);

describe('security reads', () => {
  it('what a grammar reads, by its name', () => {
    expect(read()).toEqual(['A.java', 'a.TSX', 'a.go', 'a.js', 'a.py']);
  });

  it('any text that a rule of the maintainers looks at', () => {
    expect(read(own({ include: ['/*.md'], exclude: [] }))).toEqual([...read(), 'README.md'].sort());
    expect(read(own({ include: [], exclude: ['docs'] }))).not.toContain('docs/b.md');
    expect(read(own({ include: [], exclude: ['docs'] }))).toContain('a.rb');
  });

  it.each([
    ['gone.js', {}, 'deleted'],
    ['a.js', { exempt: 'vendored' }, 'vendored'],
    ['a.rb', {}, 'no rule of security reads it'],
  ])('nothing of %s where %j, and says why', (path, more, reason) => {
    const file = files.find((one) => one.path === path);
    expect(file && security.appliesTo({ ...file, ...more })).toBe(reason);
  });

  it('no link and no submodule', () => {
    const [file] = files.filter(({ path }) => path === 'a.js');
    if (!file?.head) throw new Error('a.js is not there');
    const as = (mode: 'symlink' | 'submodule') => {
      const head = file.head && { ...file.head, mode };
      return security.appliesTo({ ...file, head });
    };
    expect([as('symlink'), as('submodule')]).toEqual(['symbolic link', 'submodule']);
  });
});
