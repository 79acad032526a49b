import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { findEnds, headMoved } from '../../../src/read/ends.ts';
import { readChange } from '../../../src/read/read.ts';
import { openRepository } from '../../../src/read/repository.ts';
import {
  addedIn,
  fileAt,
  plainEnv,
  summary,
  temporaryFolder,
  TestRepository,
} from '../../support/repository.ts';

function folderWith(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

async function auditOf(cwd: string, paths: string[]) {
  const repository = await openRepository(cwd, plainEnv());
  const ends = await findEnds(repository, { kind: 'all', paths });
  const change = await readChange(ends, { generated: [], within: ends.within });
  expect(await headMoved(repository, ends)).toBe(false);
  await repository.close();
  return { ends, change };
}

describe('an audit outside git', () => {
  it('counts every line of every file, without what git and package managers keep', async () => {
    const folder = folderWith({
      'a.ts': 'a\nb\n',
      'sub/b.ts': 'b',
      '.git/config': 'no repository',
      'node_modules/x/index.js': 'x\n',
      'sub/node_modules/y.js': 'y\n',
    });
    const { ends, change } = await auditOf(folder, []);
    expect(summary(change)).toEqual(['added a.ts', 'added sub/b.ts']);
    expect(change.addedLines).toBe(3);
    expect(ends.root).toBe(folder);
  });

  it('looks only at the paths that are named, and keeps the rest as context', async () => {
    const folder = folderWith({
      'src/a.ts': 'a\n',
      'src/sub/b.ts': 'b\n',
      'lib/c.ts': 'c\n',
      'src/d.ts': 'd\n',
    });
    const { ends, change } = await auditOf(folder, ['src/a.ts', 'lib']);
    expect(ends.root).toBe(folder);
    expect(summary(change)).toEqual(['added lib/c.ts', 'added src/a.ts']);
    expect((await change.head.list()).map((entry) => entry.path)).toContain('src/sub/b.ts');
    const one = await auditOf(folder, ['src/a.ts']);
    expect(one.ends.root).toBe(path.join(folder, 'src'));
    expect(summary(one.change)).toEqual(['added a.ts']);
  });

  it('holds links as links, and names of any bytes', async () => {
    const folder = folderWith({ 'a.ts': 'a\n' });
    fs.symlinkSync('/etc', path.join(folder, 'link'));
    const name = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0x2e, 0x6a, 0x73])]);
    fs.writeFileSync(name, 'x\n');
    const { change } = await auditOf(folder, []);
    expect(summary(change)).toEqual(['added a.ts', 'added link', 'added \udcff.js']);
    expect(fileAt(change, 'link').head?.mode).toBe('symlink');
    expect(addedIn(fileAt(change, '\udcff.js'))).toEqual([1]);
  });

  it('says that a path is not there, or that there is nothing in it', async () => {
    const folder = folderWith({ 'a.ts': 'a\n', 'node_modules/x.js': 'x\n' });
    await expect(auditOf(folder, ['missing'])).rejects.toThrow('There is no file or folder "missing".');
    fs.mkdirSync(path.join(folder, 'empty'));
    expect((await auditOf(folder, ['empty'])).change.files).toEqual([]);
  });

  it('is what a check of the working tree means there', async () => {
    const repository = await openRepository(folderWith({ 'a.ts': 'a\n' }), plainEnv());
    const ends = await findEnds(repository, { kind: 'worktree' });
    expect(ends.audit).toBe(true);
    await expect(findEnds(repository, { kind: 'staged' })).rejects.toThrow(UserError);
  });
});

describe('an audit in a repository', () => {
  it('holds tracked and untracked files from the disk, but none that git ignores', async () => {
    const repository = new TestRepository();
    repository.write('a.ts', 'a\n');
    repository.write('.gitignore', 'dist/\n');
    repository.commitAll();
    repository.write('a.ts', 'a\nb\n');
    repository.write('src/new.ts', 'n\n');
    repository.write('dist/out.js', 'o\n');
    const { change } = await auditOf(path.join(repository.root, 'src'), ['.']);
    expect(summary(change)).toEqual(['added src/new.ts']);
    const whole = await auditOf(path.join(repository.root, 'src'), []);
    expect(summary(whole.change)).toEqual(['added .gitignore', 'added a.ts', 'added src/new.ts']);
    expect(addedIn(fileAt(whole.change, 'a.ts'))).toEqual([1, 2]);
    await expect(auditOf(repository.root, ['dist'])).rejects.toThrow(/nothing to judge in "dist"/);
  });

  it('takes paths outside of it as a folder of their own, and no mixture', async () => {
    const repository = new TestRepository();
    repository.write('a.ts', 'a\n');
    repository.commitAll();
    const other = folderWith({ 'b.ts': 'b\n' });
    expect(summary((await auditOf(repository.root, [other])).change)).toEqual(['added b.ts']);
    await expect(auditOf(repository.root, [other, 'a.ts'])).rejects.toThrow(/outside of the repository/);
  });

  it('reads the HEAD of a bare one', async () => {
    const bare = new TestRepository({ bare: true });
    bare.commit({ 'a.ts': 'a\n', 'sub/b.ts': 'b\n' }, { ref: 'refs/heads/main' });
    const { ends, change } = await auditOf(bare.root, ['./sub/']);
    expect(summary(change)).toEqual(['added sub/b.ts']);
    expect(ends.root).toBeNull();
  });

  it('finds nothing in an empty repository', async () => {
    const repository = new TestRepository();
    expect((await auditOf(repository.root, [])).change.files).toEqual([]);
    const bare = new TestRepository({ bare: true });
    await expect(auditOf(bare.root, [])).rejects.toThrow(/no commit "HEAD"/);
  });
});
