import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EnvironmentError, UserError } from '../../../src/errors.ts';
import { findEnds } from '../../../src/read/ends.ts';
import { openRepository } from '../../../src/read/repository.ts';
import { plainEnv, summary, temporaryFolder, TestRepository } from '../../support/repository.ts';

describe('openRepository', () => {
  it('finds the repository from a folder deep inside of it', async () => {
    const repository = new TestRepository();
    repository.write('a/b/c.ts', 'x\n');
    const opened = await repository.open(plainEnv(), path.join(repository.root, 'a/b'));
    expect(opened).toMatchObject({
      root: repository.root,
      cwd: path.join(repository.root, 'a/b'),
      format: 'sha1',
    });
  });

  it('knows a folder outside git as one, and needs no git for it', async () => {
    const opened = await openRepository(temporaryFolder(), {});
    expect(opened.kind).toBe('folder');
    const selection = { kind: 'commits', base: 'main', head: 'HEAD', twoDot: false } as const;
    await expect(findEnds(opened, selection)).rejects.toThrow(/is not in a git repository.*--all/);
  });

  it('says in one sentence that git is missing [T105]', async () => {
    const repository = new TestRepository();
    const opening = openRepository(repository.root, { PATH: temporaryFolder() });
    await expect(opening).rejects.toThrow(EnvironmentError);
    await expect(opening).rejects.toThrow(
      /^git is not installed, or not on the PATH: install git \d+\.\d+ or newer\.$/,
    );
  });

  it('takes no git from a relative entry of the PATH', async () => {
    const repository = new TestRepository();
    const sentinel = path.join(temporaryFolder(), 'ran');
    repository.write('git', `#!/bin/sh\ntouch ${sentinel}\n`);
    fs.chmodSync(path.join(repository.root, 'git'), 0o755);
    const env = { PATH: ['.', '', repository.root.slice(1)].join(path.delimiter) };
    await expect(openRepository(repository.root, env)).rejects.toThrow(EnvironmentError);
    expect(fs.existsSync(sentinel)).toBe(false);
  });

  it('takes no git from a folder of the work tree, however it got on the PATH', async () => {
    const repository = new TestRepository();
    const sentinel = path.join(temporaryFolder(), 'ran');
    const bin = path.join(repository.root, 'node_modules/.bin');
    repository.write('node_modules/.bin/git', `#!/bin/sh\ntouch ${sentinel}\n`);
    fs.chmodSync(path.join(bin, 'git'), 0o755);
    const link = path.join(temporaryFolder(), 'bin');
    fs.symlinkSync(bin, link);
    const env = plainEnv();
    const PATH = [bin, link, env['PATH']].join(path.delimiter);
    const opened = await openRepository(path.join(repository.root, 'node_modules'), { ...env, PATH });
    await opened.close();
    expect(fs.existsSync(sentinel)).toBe(false);
    await expect(openRepository(repository.root, { PATH: bin })).rejects.toThrow(EnvironmentError);
  });

  it('says in one sentence that git is too old to be hardened', async () => {
    const bin = temporaryFolder();
    fs.writeFileSync(path.join(bin, 'git'), '#!/bin/sh\necho git version 2.25.1\n', { mode: 0o755 });
    const repository = new TestRepository();
    await expect(openRepository(repository.root, { PATH: bin })).rejects.toThrow(
      'git version 2.25.1 is too old to be run safely: install git 2.32 or newer.',
    );
  });

  it('says that a folder is not there', async () => {
    await expect(openRepository('/nowhere/at/all', plainEnv())).rejects.toThrow(UserError);
  });

  it('opens a bare repository that somebody stands in, with or without its config', async () => {
    const bare = new TestRepository({ bare: true });
    const base = bare.commit({ 'a.ts': 'one\n' }, { ref: 'refs/heads/main' });
    const head = bare.commit({ 'a.ts': 'two\n' }, { parents: [base], ref: 'refs/heads/next' });
    expect(summary(await bare.between(base, head))).toEqual(['modified a.ts']);
    fs.rmSync(path.join(bare.root, 'config'));
    expect(summary(await bare.between(base, head))).toEqual(['modified a.ts']);
    const repository = await bare.open(plainEnv(), path.join(bare.root, 'refs'));
    expect(repository.root).toBeNull();
    await expect(findEnds(repository, { kind: 'worktree' })).rejects.toThrow(/bare repository/);
  });

  it('does not use a folder inside of a work tree that is shaped like a bare repository [T66]', async () => {
    const sentinel = path.join(temporaryFolder(), 'ran');
    const repository = new TestRepository();
    repository.write('HEAD', 'ref: refs/heads/main\n');
    repository.write('nested/HEAD', 'ref: refs/heads/main\n');
    repository.write(
      'nested/config',
      `[core]\n\tbare = false\n\tworktree = ..\n\tfsmonitor = "touch ${sentinel}; false"\n[alias]\n\tversion = "!touch ${sentinel}"\n`,
    );
    repository.write('nested/objects/keep', '');
    repository.write('nested/refs/keep', '');
    repository.commitAll();
    repository.write('nested/new.ts', 'x\n');
    const nested = await repository.open(plainEnv(), path.join(repository.root, 'nested'));
    expect(nested.root).toBe(repository.root);
    const ends = await findEnds(nested, { kind: 'worktree' });
    expect((await ends.head.list()).map((entry) => entry.path)).toContain('nested/new.ts');
    expect(fs.existsSync(sentinel)).toBe(false);
  });

  it('reads SHA-256 repositories', async () => {
    const repository = new TestRepository({ format: 'sha256' });
    const base = repository.commit({ 'a.ts': 'one\n' });
    const head = repository.commit({ 'a.ts': 'one\ntwo\n' }, { parents: [base] });
    const change = await repository.between(base, head);
    expect(change.addedLines).toBe(1);
    expect(change.files[0]?.head?.oid).toHaveLength(64);
  });

  it('opens linked work trees and the folder beside their bare repository', async () => {
    const folder = temporaryFolder();
    const source = new TestRepository();
    source.write('a.ts', 'one\n');
    source.commitAll();
    execFileSync('git', ['clone', '--quiet', '--bare', source.root, path.join(folder, '.bare')]);
    fs.writeFileSync(path.join(folder, '.git'), 'gitdir: ./.bare\n');
    const tree = path.join(folder, 'tree');
    execFileSync('git', ['-C', path.join(folder, '.bare'), 'worktree', 'add', '--quiet', tree, 'main']);
    fs.writeFileSync(path.join(tree, 'b.ts'), 'new\n');
    expect((await source.open(plainEnv(), folder)).root).toBeNull();
    const linked = await source.open(plainEnv(), tree);
    expect(linked.root).toBe(tree);
    const ends = await findEnds(linked, { kind: 'worktree' });
    expect((await ends.head.list()).map((entry) => entry.path)).toEqual(['a.ts', 'b.ts']);
  });

  it('obeys GIT_DIR and GIT_INDEX_FILE, as a hook needs it', async () => {
    const repository = new TestRepository();
    repository.write('a.ts', 'one\n');
    repository.commitAll();
    repository.write('b.ts', 'two\n');
    const env = { ...plainEnv(), GIT_DIR: '.git', GIT_INDEX_FILE: '.git/other' };
    fs.copyFileSync(path.join(repository.root, '.git/index'), path.join(repository.root, '.git/other'));
    execFileSync('git', ['add', 'b.ts'], { cwd: repository.root, env });
    const opened = await repository.open(env);
    const ends = await findEnds(opened, { kind: 'staged' });
    expect((await ends.head.list()).map((entry) => entry.path)).toEqual(['a.ts', 'b.ts']);
    const wrong = openRepository(repository.root, { ...plainEnv(), GIT_DIR: 'elsewhere' });
    await expect(wrong).rejects.toThrow(/GIT_DIR is .*elsewhere/);
  });

  it.runIf(process.getuid?.() === 0)(
    'reads a repository that another user owns, as in a container',
    async () => {
      const repository = new TestRepository();
      repository.write('a.ts', 'one\n');
      repository.commitAll();
      execFileSync('chown', ['-R', '12345:12345', repository.root]);
      repository.write('a.ts', 'one\ntwo\n');
      expect(summary(await repository.read({ kind: 'worktree' }))).toEqual(['modified a.ts']);
    },
  );
});
