import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import { overlay } from '../../../src/kit/tree/overlay.ts';
import { rechange } from '../../../src/read/read.ts';
import { addedIn, fileAt, summary, TestRepository } from '../../support/repository.ts';

const paths = (...names: string[]) => names.map(repoPath);

async function example() {
  const repository = new TestRepository();
  const text = Array.from({ length: 10 }, (_, at) => `line ${at}\n`).join('');
  const base = repository.commit({ 'a.ts': 'a\nb\n', 'old.ts': text, 'vendor/v.js': 'v\n', 'z.ts': 'z\n' });
  const files = { 'a.ts': 'a\nX\nb\n', 'new.ts': text, 'vendor/v.js': 'v\n', 'z.ts': 'z\n' };
  return repository.between(base, repository.commit(files, { parents: [base] }));
}

describe('rechange', () => {
  it('reads the touched paths anew and keeps all others as they were', async () => {
    const change = await example();
    const head = overlay(change.head, new Map([[repoPath('a.ts'), Buffer.from('a\nX\nY\nb\n')]]));
    const again = await rechange(change, head, paths('a.ts'));
    expect(summary(again)).toEqual(summary(change));
    expect(addedIn(fileAt(again, 'a.ts'))).toEqual([2, 3]);
    expect(fileAt(again, 'new.ts')).toBe(fileAt(change, 'new.ts'));
    expect(again.addedLines).toBe(change.addedLines + 1);
    expect(again.head).toBe(head);
    expect(again.base).toBe(change.base);
  });

  it('drops a path that is as in the base again, and takes up one that was not part of the change', async () => {
    const change = await example();
    const changes = new Map([
      [repoPath('a.ts'), Buffer.from('a\nb\n')],
      [repoPath('vendor/v.js'), Buffer.from('v\nw\n')],
      [repoPath('z.ts'), null],
    ]);
    const again = await rechange(change, overlay(change.head, changes), paths('z.ts', 'a.ts', 'vendor/v.js'));
    expect(summary(again)).toEqual([
      'added new.ts',
      'deleted old.ts',
      'modified vendor/v.js',
      'deleted z.ts',
    ]);
    expect(fileAt(again, 'vendor/v.js').exempt).toMatch(/^vendored/);
  });

  it('keeps the origin of a renamed file that a proposal edits', async () => {
    const change = await example();
    const head = overlay(change.head, new Map([[repoPath('new.ts'), Buffer.from('other\n')]]));
    const file = fileAt(await rechange(change, head, paths('new.ts')), 'new.ts');
    expect(file).toMatchObject({ origin: 'old.ts', status: 'added', hunks: [{ start: 1, count: 1 }] });
  });

  it('ignores a touched path that neither tree has', async () => {
    const change = await example();
    const again = await rechange(change, change.head, paths('nowhere.ts', 'a.ts', 'a.ts'));
    expect(summary(again)).toEqual(summary(change));
  });
});
