import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Branch, Done, Move } from '../../../../src/domain/branch.ts';
import { pathFromBytes, repoPath } from '../../../../src/domain/path.ts';
import { follow } from '../../../../src/kit/git/follow.ts';
import type { Git } from '../../../../src/kit/git/git.ts';
import { localBranch } from '../../../../src/kit/git/local-branch.ts';
import { TestRepository } from '../../../support/repository.ts';

const FEATURE = 'refs/heads/feature';
const person = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

let repository: TestRepository;
let git: Git;
let branch: Branch;
let base: string;
const bytes = (text: string) => Buffer.from(text);
const read = (name: string) => fs.readFileSync(path.join(repository.root, name), 'utf8');
const status = () => repository.git('status', '--porcelain');
const tip = (ref = FEATURE) => repository.git('rev-parse', ref);

function valueOf<T>(done: Done<T>): T {
  if (done.ok) return done.value;
  throw new Error(`${done.fault.kind}: ${done.fault.message}`);
}

async function committed(text: string, name = 'src/a.js', parent: string | null = base): Promise<string> {
  const files = [{ path: repoPath(name), content: { mode: 'file', bytes: bytes(text) } as const }];
  return valueOf(await branch.commit({ parent, files, message: 'Mend it\n\nGatewright-Run: 1\n' })).commit;
}

const moving = (to: string, from: string | null = base, ref = FEATURE): Move => ({ ref, from, to });

beforeEach(async () => {
  repository = new TestRepository();
  repository.write('src/a.js', 'one\n');
  repository.write('src/b.js', 'other\n');
  base = repository.commitAll();
  repository.git('checkout', '--quiet', '-b', 'feature');
  ({ git } = await repository.open());
  branch = localBranch({ git, person });
});

describe('a commit of the local branch', () => {
  it('is the parent with what was written, by whoever runs it, and no name leads to it', async () => {
    const commit = await committed('two\n');
    expect(repository.git('show', '--no-patch', '--format=%an %ce%n%B', commit)).toBe(
      'Ada ada@example.com\nMend it\n\nGatewright-Run: 1\n',
    );
    expect(repository.git('diff', '--name-status', base, commit)).toBe('M\tsrc/a.js');
    expect([tip(), status()]).toEqual([base, '']);
  });

  it('says the id of its tree, takes paths away, keeps modes and begins histories of its own', async () => {
    const name = pathFromBytes(Buffer.from([0x66, 0xff]));
    const files = [
      { path: repoPath('src/a.js'), content: null },
      { path: repoPath('run.sh'), content: { mode: 'executable', bytes: bytes('#!/bin/sh\n') } as const },
      { path: name, content: { mode: 'file', bytes: bytes('x') } as const },
    ];
    const { commit, tree } = valueOf(await branch.commit({ parent: base, files, message: 'm' }));
    expect(tree).toBe(repository.git('rev-parse', `${commit}^{tree}`));
    expect(repository.git('ls-tree', '-r', '--format=%(objectmode) %(path)', commit)).toBe(
      '100644 "f\\377"\n100755 run.sh\n100644 src/b.js',
    );
    expect(valueOf(await branch.read(commit, name))).toEqual(bytes('x'));
    const root = await committed('{}\n', 'journal.jsonl', null);
    expect(repository.git('rev-list', '--count', root)).toBe('1');
    expect(repository.git('ls-tree', '--name-only', root)).toBe('journal.jsonl');
  });

  it('is made in a partial clone, too, which has not every blob', async () => {
    repository.git('config', 'uploadpack.allowFilter', 'true');
    const clone = new TestRepository();
    clone.git('fetch', '--quiet', '--filter=blob:none', `file://${repository.root}`, 'main');
    branch = localBranch({ git: (await clone.open()).git, person });
    const commit = await committed('two\n');
    expect(clone.git('diff-tree', '--name-only', '-r', base, commit)).toBe('src/a.js');
    expect(clone.git('rev-list', '--objects', '--missing=print', commit)).toContain('?');
  });

  it('is made in a repository of SHA-256, too', async () => {
    repository = new TestRepository({ format: 'sha256' });
    repository.write('src/a.js', 'one\n');
    base = repository.commitAll();
    branch = localBranch({ git: (await repository.open()).git, person });
    const files = [{ path: repoPath('src/a.js'), content: null }];
    const { commit } = valueOf(await branch.commit({ parent: base, files, message: 'm' }));
    expect(repository.git('ls-tree', '-r', commit)).toBe('');
    expect(await committed('two\n')).toHaveLength(64);
  });

  it('can be read, compared, and asked for its past', async () => {
    const commit = await committed('two\n');
    expect(valueOf(await branch.read(commit, repoPath('src/a.js')))).toEqual(bytes('two\n'));
    expect(valueOf(await branch.read(commit, repoPath('src/none.js')))).toBeNull();
    const [altered, ...rest] = valueOf(await branch.changes(base, commit));
    expect([altered?.path, altered?.before?.oid, rest]).toEqual(['src/a.js', repository.blob('one\n'), []]);
    expect(valueOf(await branch.contains(commit, base))).toBe(true);
    expect(valueOf(await branch.contains(base, commit))).toBe(false);
    expect(valueOf(await branch.contains(base, '0'.repeat(39) + '1'))).toBe(false);
    expect(await branch.read('0'.repeat(40), repoPath('a'))).toMatchObject({ ok: false });
  });
});

describe('a move of the local branch', () => {
  it('moves all names or none, each from where it stood', async () => {
    const commit = await committed('two\n');
    const journal = await committed('{}\n', 'journal.jsonl', null);
    const ref = 'refs/gatewright/journal/branch-feature';
    const lost = await branch.move([moving(journal, null, ref), moving(commit, commit)]);
    expect(lost).toMatchObject({ ok: false, fault: { kind: 'moved' } });
    expect(valueOf(await branch.tip(ref))).toBeNull();
    expect(await branch.move([moving(journal, null, ref), moving(commit)])).toEqual({
      ok: true,
      value: null,
    });
    expect([valueOf(await branch.tip(ref)), tip()]).toEqual([journal, commit]);
    expect(await branch.move([moving(base, null, ref)])).toMatchObject({ fault: { kind: 'moved' } });
    expect(await branch.move([{ ref, from: journal, to: null }])).toMatchObject({ ok: true });
    expect(valueOf(await branch.tip(ref))).toBeNull();
  });

  it('never takes a name to where commits are lost', async () => {
    const commit = await committed('two\n');
    const other = await committed('three\n');
    expect(await branch.move([moving(commit)])).toMatchObject({ ok: true });
    expect(await branch.move([moving(other, commit)])).toMatchObject({ fault: { kind: 'invalid' } });
    expect(tip()).toBe(commit);
  });

  it('says in one sentence that another git is at work', async () => {
    const commit = await committed('two\n');
    fs.writeFileSync(path.join(repository.root, '.git/refs/heads/feature.lock'), '');
    expect(await branch.move([moving(commit)])).toMatchObject({
      fault: { kind: 'unavailable', message: expect.stringMatching(/^git could not move .*feature\.lock/) },
    });
    expect(tip()).toBe(base);
  });

  it.each(['known to the index', 'written anew since'])(
    '[T71] says so when the index is locked, and moves nothing: files %s',
    async (when) => {
      const commit = await committed('two\n');
      const lock = path.join(repository.root, '.git/index.lock');
      // Git takes the lock where what it knows of the disk has to be written down, and for every merge.
      if (when === 'written anew since') fs.utimesSync(path.join(repository.root, 'src/b.js'), 1e9, 1e9);
      fs.writeFileSync(lock, '');
      expect(await branch.move([moving(commit)])).toMatchObject({
        fault: {
          kind: 'unavailable',
          message: expect.stringMatching(/^git cannot write its index: .*index\.lock/),
        },
      });
      expect(tip()).toBe(base);
      fs.rmSync(lock);
      expect(await branch.move([moving(commit)])).toMatchObject({ ok: true });
      if (when === 'written anew since') repository.write('src/a.js', 'two\n');
      fs.writeFileSync(lock, '');
      expect(await follow(git)).toMatch(/could not follow .*index\.lock/);
      fs.rmSync(lock);
      expect(await follow(git)).toBeNull();
      expect([read('src/a.js'), status()]).toEqual(['two\n', '']);
    },
  );

  it('[T67] runs no hook and no filter that the repository names', async () => {
    const sentinel = path.join(repository.root, 'ran');
    const script = `#!/bin/sh\ntouch ${sentinel}\n`;
    for (const hook of [
      'reference-transaction',
      'post-checkout',
      'post-index-change',
      'post-commit',
      'pre-commit',
    ]) {
      fs.writeFileSync(path.join(repository.root, '.git/hooks', hook), script, { mode: 0o755 });
    }
    repository.write('.gitattributes', '* filter=evil\n');
    repository.git('config', 'filter.evil.clean', `touch ${sentinel}; cat`);
    repository.git('config', 'filter.evil.smudge', `touch ${sentinel}; cat`);
    const commit = await committed('two\n');
    expect(await branch.move([moving(commit)])).toMatchObject({ ok: true });
    expect(await follow(git)).toBeNull();
    expect([read('src/a.js'), fs.existsSync(sentinel)]).toEqual(['two\n', false]);
  });
});

describe('files that follow', () => {
  it('are index and working tree, and what nobody wrote keeps its changes', async () => {
    repository.write('src/b.js', 'my own\n');
    repository.write('notes.txt', 'mine\n');
    expect(await branch.move([moving(await committed('two\n'))])).toMatchObject({ ok: true });
    expect(await follow(git)).toBeNull();
    expect([read('src/a.js'), read('src/b.js'), read('notes.txt')]).toEqual(['two\n', 'my own\n', 'mine\n']);
    expect(status()).toBe(' M src/b.js\n?? notes.txt');
    expect(repository.git('for-each-ref', 'refs/worktree')).toBe('');
    expect(await follow(git)).toBeNull();
  });

  it.each([
    ['a changed file', () => repository.write('src/a.js', 'mine\n')],
    [
      'a staged file',
      () => {
        repository.write('src/a.js', 'mine\n');
        repository.git('add', 'src/a.js');
        repository.write('src/a.js', 'one\n');
      },
    ],
    ['a deleted file', () => fs.rmSync(path.join(repository.root, 'src/a.js'))],
  ])('hold the move back for %s that it would write', async (_, change) => {
    change();
    const before = status();
    expect(await branch.move([moving(await committed('two\n'))])).toMatchObject({
      fault: { kind: 'invalid', message: expect.stringMatching(/not committed .*src\/a\.js/) },
    });
    expect([tip(), status()]).toEqual([base, before]);
  });

  it('hold it back for a file of somebody that a new one would replace', async () => {
    repository.write('.git/info/exclude', 'src/new.js\n');
    repository.write('src/new.js', 'mine\n');
    const commit = await committed('theirs\n', 'src/new.js');
    expect(await branch.move([moving(commit)])).toMatchObject({ fault: { kind: 'invalid' } });
    expect([tip(), read('src/new.js')]).toEqual([base, 'mine\n']);
  });

  it('have the line ends that the repository asks for', async () => {
    repository.write('.gitattributes', '*.js text eol=crlf\n');
    base = repository.commitAll();
    fs.rmSync(path.join(repository.root, 'src/a.js'));
    repository.git('checkout', '--', 'src/a.js');
    expect(read('src/a.js')).toBe('one\r\n');
    expect(await branch.move([moving(await committed('two\n'))])).toMatchObject({ ok: true });
    expect(await follow(git)).toBeNull();
    expect([read('src/a.js'), status()]).toEqual(['two\r\n', '']);
  });

  it('may be left out of a sparse checkout', async () => {
    repository.git('sparse-checkout', 'set', '--no-cone', '/src/b.js');
    expect(fs.existsSync(path.join(repository.root, 'src/a.js'))).toBe(false);
    expect(await branch.move([moving(await committed('two\n'))])).toMatchObject({ ok: true });
    expect(await follow(git)).toBeNull();
    expect([repository.git('show', 'HEAD:src/a.js'), status()]).toEqual(['two', '']);
    expect(fs.existsSync(path.join(repository.root, 'src/a.js'))).toBe(false);
  });

  it('[T103] catch up in the next run when the first ended after the move', async () => {
    const commit = await committed('two\n');
    expect(await branch.move([moving(commit)])).toMatchObject({ ok: true });
    expect(read('src/a.js')).toBe('one\n');
    expect(await follow(git)).toBeNull();
    expect([read('src/a.js'), status(), tip()]).toEqual(['two\n', '', commit]);
  });

  it('[T103] stay where the move never came about, or somebody went on', async () => {
    const commit = await committed('two\n');
    const left = (to: string) => {
      repository.git('update-ref', 'refs/worktree/gatewright/behind', base);
      repository.git('update-ref', 'refs/worktree/gatewright/ahead', to);
    };
    left(commit);
    expect(await follow(git)).toBeNull();
    expect([read('src/a.js'), status()]).toEqual(['one\n', '']);
    await branch.move([moving(commit)]);
    repository.git('checkout', '--quiet', 'main');
    expect(await follow(git)).toBeNull();
    expect([read('src/a.js'), repository.git('for-each-ref', 'refs/worktree')]).toEqual(['one\n', '']);
  });

  it('[T103] are never written over when they were changed after the move', async () => {
    await branch.move([moving(await committed('two\n'))]);
    repository.write('src/a.js', 'mine\n');
    expect(await follow(git)).toMatch(/could not follow .*src\/a\.js.*run it again\.$/);
    expect(read('src/a.js')).toBe('mine\n');
    repository.write('src/a.js', 'one\n');
    expect(await follow(git)).toBeNull();
    expect(read('src/a.js')).toBe('two\n');
  });

  it('[T103] catch up when the first run was killed while it wrote them', async () => {
    const files = [
      { path: repoPath('src/a.js'), content: { mode: 'file', bytes: bytes('two\n') } as const },
      { path: repoPath('src/b.js'), content: { mode: 'file', bytes: bytes('two\n') } as const },
      { path: repoPath('src/new.js'), content: { mode: 'file', bytes: bytes('new\n') } as const },
    ];
    const { commit } = valueOf(await branch.commit({ parent: base, files, message: 'm' }));
    await branch.move([moving(commit)]);
    repository.write('src/a.js', 'two\n');
    repository.write('src/new.js', 'new\n');
    expect(await follow(git)).toBeNull();
    expect([read('src/b.js'), read('src/new.js'), status()]).toEqual(['two\n', 'new\n', '']);
  });

  it('belong to the work tree that has the branch', async () => {
    const beside = `${repository.root}-beside`;
    repository.git('worktree', 'add', '--quiet', beside, 'main');
    try {
      const there = (await repository.open(undefined, beside)).git;
      const local = localBranch({ git: there, person });
      const { commit } = valueOf(await local.commit({ parent: base, files: [], message: 'm' }));
      await branch.move([moving(await committed('two\n'))]);
      expect(await follow(there)).toBeNull();
      expect(read('src/a.js')).toBe('one\n');
      expect(await local.move([moving(commit, base, 'refs/heads/main')])).toMatchObject({ ok: true });
      expect(await follow(git)).toBeNull();
      expect(read('src/a.js')).toBe('two\n');
    } finally {
      fs.rmSync(beside, { recursive: true, force: true });
    }
  });
});

describe('a commit that is looked for', () => {
  it('has its tree and all its parents, or is not there', async () => {
    const commit = await committed('two\n');
    const tree = repository.git('rev-parse', `${commit}^{tree}`);
    expect(valueOf(await branch.find(commit))).toEqual({ tree, parents: [base] });
    const message = `tree ${'e'.repeat(40)}\nparent ${'f'.repeat(40)}`;
    const merge = repository.git('commit-tree', '-p', base, '-p', commit, '-m', message, tree);
    expect(valueOf(await branch.find(merge))).toEqual({ tree, parents: [base, commit] });
    for (const none of ['f'.repeat(40), tree])
      expect(await branch.find(none)).toMatchObject({ ok: false, fault: { kind: 'absent' } });
  });
});
