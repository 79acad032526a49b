import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import {
  addedIn,
  fileAt,
  plainEnv,
  summary,
  temporaryFolder,
  TestRepository,
} from '../../support/repository.ts';
import { findEnds } from '../../../src/read/ends.ts';

const worktree = { kind: 'worktree' } as const;
const staged = { kind: 'staged' } as const;

function withFiles(files: Record<string, string>): TestRepository {
  const repository = new TestRepository();
  for (const [name, content] of Object.entries(files)) repository.write(name, content);
  repository.commitAll();
  return repository;
}

describe('a HEAD that git cannot read', () => {
  it.each([worktree, staged])('is no repository without commits for %j', async (selection) => {
    const repository = withFiles({ 'a.ts': 'a\n' });
    const id = repository.git('rev-parse', 'HEAD');
    fs.rmSync(path.join(repository.root, '.git/objects', id.slice(0, 2), id.slice(2)));
    await expect(repository.read(selection)).rejects.toThrow(
      `HEAD is ${id.slice(0, 10)}, a commit that git cannot read`,
    );
  });
});

describe('the working tree', () => {
  it('holds what is committed on the branch, staged, edited and untracked, but not what is ignored', async () => {
    const repository = withFiles({
      'a.ts': 'a\n',
      '.gitignore': 'ignored.ts\n',
      'gone.ts': 'g\n',
      'kept.ts': 'k\n',
    });
    repository.git('checkout', '--quiet', '-b', 'feature');
    repository.write('committed.ts', 'c\n');
    repository.commitAll();
    repository.write('staged.ts', 's\n');
    repository.git('add', 'staged.ts');
    repository.write('a.ts', 'a\nb\n');
    repository.write('untracked/new.ts', 'n\n');
    repository.write('ignored.ts', 'i\n');
    fs.rmSync(path.join(repository.root, 'gone.ts'));
    const before = fs.readFileSync(path.join(repository.root, '.git/index'));
    const change = await repository.read(worktree);
    expect(summary(change)).toEqual([
      'modified a.ts',
      'added committed.ts',
      'deleted gone.ts',
      'added staged.ts',
      'added untracked/new.ts',
    ]);
    expect(addedIn(fileAt(change, 'a.ts'))).toEqual([2]);
    expect(fs.readFileSync(path.join(repository.root, '.git/index'))).toEqual(before);
  });

  it('takes a touched file with the same bytes as unchanged', async () => {
    const repository = withFiles({ 'a.ts': 'a\n' });
    fs.utimesSync(path.join(repository.root, 'a.ts'), 1, 1);
    expect((await repository.read(worktree)).files).toEqual([]);
  });

  it('takes the line ends of a checkout with autocrlf as no change, and finds the lines that are one', async () => {
    const repository = withFiles({ 'a.ts': 'a\nb\nc\n', 'b.ts': 'a\nb\n' });
    repository.write('a.ts', 'a\r\nb\r\nc\r\n');
    repository.write('b.ts', 'a\r\nNEW\r\nb\r\n');
    const change = await repository.read(worktree);
    expect(summary(change)).toEqual(['modified b.ts']);
    expect(addedIn(fileAt(change, 'b.ts'))).toEqual([2]);
  });

  it('takes a file of Git LFS as unchanged when it is what its pointer says', async () => {
    const content = 'x'.repeat(2_000);
    const digest = createHash('sha256').update(content).digest('hex');
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${digest}\nsize ${content.length}\n`;
    const repository = withFiles({ 'a.bin': pointer, 'b.bin': pointer });
    repository.write('a.bin', content);
    repository.write('b.bin', content.replace(/^x/, 'y'));
    expect(summary(await repository.read(worktree))).toEqual(['modified b.bin']);
  });

  it('works before the first commit', async () => {
    const repository = new TestRepository();
    repository.write('a.ts', 'a\n');
    repository.write('b.ts', 'b\n');
    repository.git('add', 'a.ts');
    const change = await repository.read(worktree);
    expect(summary(change)).toEqual(['added a.ts', 'added b.ts']);
    expect(change.baseLabel).toBe('no commit yet');
    expect(summary(await repository.read(staged))).toEqual(['added a.ts']);
    expect((await new TestRepository().read(worktree)).files).toEqual([]);
  });

  it('never reads through a link that stands where a folder was', async () => {
    const repository = withFiles({ 'dir/a.ts': 'a\n' });
    const outside = temporaryFolder();
    fs.writeFileSync(path.join(outside, 'a.ts'), 'secret\n');
    fs.rmSync(path.join(repository.root, 'dir'), { recursive: true });
    fs.symlinkSync(outside, path.join(repository.root, 'dir'));
    const change = await repository.read(worktree);
    expect(summary(change)).toEqual(['added dir', 'deleted dir/a.ts']);
    const link = fileAt(change, 'dir').head;
    expect(link?.mode).toBe('symlink');
    expect(await change.head.bytes(link?.oid ?? '')).toEqual({ kind: 'bytes', bytes: Buffer.from(outside) });
  });

  it('leaves pipes alone, and other repositories that lie inside', async () => {
    const repository = withFiles({ 'a.ts': 'a\n' });
    fs.mkdirSync(path.join(repository.root, 'pipes'));
    const { execFileSync } = await import('node:child_process');
    execFileSync('mkfifo', [path.join(repository.root, 'pipes/pipe')]);
    execFileSync('git', ['init', '--quiet', path.join(repository.root, 'inner')]);
    repository.write('inner/b.ts', 'b\n');
    expect((await repository.read(worktree)).files).toEqual([]);
  });

  it('says that a file cannot be read, and lists it', async () => {
    const repository = withFiles({ 'a.ts': 'a\n' });
    repository.write('large.ts', Buffer.alloc(5_000_001, 'x\n'));
    const change = await repository.read(worktree);
    const { head, hunks } = fileAt(change, 'large.ts');
    expect(hunks).toEqual([]);
    expect(await change.head.bytes(head?.oid ?? '')).toEqual({ kind: 'too-large', size: 5_000_001 });
  });

  it.skipIf(process.getuid?.() === 0)('names permissions as the reason', async () => {
    const repository = withFiles({ 'a.ts': 'a\n' });
    repository.write('b.ts', 'b\n');
    fs.chmodSync(path.join(repository.root, 'b.ts'), 0);
    const change = await repository.read(worktree);
    const blob = await change.head.bytes(fileAt(change, 'b.ts').head?.oid ?? '');
    expect(blob).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining('permissions') });
  });

  it('does not hand out the content of a file that changed after it was listed', async () => {
    const repository = withFiles({ 'a.ts': 'a\n' });
    repository.write('b.ts', 'b\n');
    const change = await repository.read(worktree);
    const oid = fileAt(change, 'b.ts').head?.oid ?? '';
    repository.write('b.ts', 'other\n');
    expect(await change.head.bytes(oid)).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringContaining('changed'),
    });
  });

  it('knows the origin of a file that was moved and edited, but not committed', async () => {
    const text = Array.from({ length: 20 }, (_, at) => `export const value${at} = ${at};\n`).join('');
    const repository = withFiles({ 'a.ts': text });
    fs.rmSync(path.join(repository.root, 'a.ts'));
    repository.write('b.ts', text.replace('value3', 'three'));
    expect(fileAt(await repository.read(worktree), 'b.ts').origin).toBe('a.ts');
  });

  it('keeps files that a sparse checkout leaves out', async () => {
    const repository = withFiles({ 'in/a.ts': 'a\n', 'out/b.ts': 'b\n' });
    repository.git('sparse-checkout', 'set', 'in');
    expect(fs.existsSync(path.join(repository.root, 'out/b.ts'))).toBe(false);
    expect((await repository.read(worktree)).files).toEqual([]);
  });

  it('judges an unmerged file as it lies on the disk', async () => {
    const repository = conflicted();
    const change = await repository.read(worktree);
    const blob = await change.head.bytes(fileAt(change, 'a.ts').head?.oid ?? '');
    expect(Buffer.from(blob.kind === 'bytes' ? blob.bytes : '').toString()).toContain('<<<<<<<');
    await expect(repository.read(staged)).rejects.toThrow(UserError);
    await expect(repository.read(staged)).rejects.toThrow(/"a\.ts" is not merged yet/);
  });

  it("leaves out what the person's own settings ignore", async () => {
    const repository = withFiles({ 'a.ts': 'a\n' });
    repository.write('.DS_Store', 'x');
    repository.write('note.swp', 'x');
    const home = temporaryFolder();
    fs.mkdirSync(path.join(home, '.config/git'), { recursive: true });
    fs.writeFileSync(path.join(home, '.config/git/ignore'), '.DS_Store\n');
    const paths = async (): Promise<string[]> => {
      const opened = await repository.open({ ...plainEnv(), HOME: home });
      return (await (await findEnds(opened, worktree)).head.list()).map((entry) => entry.path);
    };
    expect(await paths()).toEqual(['a.ts', 'note.swp']);
    fs.writeFileSync(path.join(home, '.gitconfig'), '[core]\n\texcludesFile = ~/mine\n');
    fs.writeFileSync(path.join(home, 'mine'), '*.swp\n');
    expect(await paths()).toEqual(['.DS_Store', 'a.ts']);
  });
});

describe('the index', () => {
  it('is compared with HEAD, or with the commit that is named', async () => {
    const repository = withFiles({ 'a.ts': 'a\n' });
    const first = repository.git('rev-parse', 'HEAD');
    repository.write('b.ts', 'b\n');
    repository.commitAll();
    repository.write('a.ts', 'a\nstaged\n');
    repository.git('add', 'a.ts');
    repository.write('a.ts', 'a\nstaged\nnot staged\n');
    repository.write('c.ts', 'c\n');
    const change = await repository.read(staged);
    expect(summary(change)).toEqual(['modified a.ts']);
    expect(addedIn(fileAt(change, 'a.ts'))).toEqual([2]);
    expect(summary(await repository.read({ ...staged, base: first }))).toEqual([
      'modified a.ts',
      'added b.ts',
    ]);
  });

  it('leaves out what is only intended to be added, and keeps files that are empty', async () => {
    const repository = withFiles({ 'a.ts': 'a\n' });
    repository.write('intended.ts', 'x\n');
    repository.git('add', '--intent-to-add', 'intended.ts');
    repository.write('empty.ts', '');
    repository.git('add', 'empty.ts');
    expect(summary(await repository.read(staged))).toEqual(['added empty.ts']);
  });
});

function conflicted(): TestRepository {
  const repository = withFiles({ 'a.ts': 'a\n' });
  repository.git('checkout', '--quiet', '-b', 'other');
  repository.write('a.ts', 'other\n');
  repository.commitAll();
  repository.git('checkout', '--quiet', 'main');
  repository.write('a.ts', 'main\n');
  repository.commitAll();
  try {
    repository.git('merge', '--quiet', 'other');
  } catch {
    // The conflict is the point.
  }
  return repository;
}
