import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EnvironmentError, UserError } from '../../../src/errors.ts';
import { findEnds, headMoved } from '../../../src/read/ends.ts';
import { openRepository, type Repository } from '../../../src/read/repository.ts';
import { plainEnv, summary, temporaryFolder, TestRepository } from '../../support/repository.ts';

const commits = (base: string, head: string) => ({ kind: 'commits', base, head, twoDot: false }) as const;

/** main: one, two; feature, from one: three. */
function forked(): { repository: TestRepository; one: string; two: string; three: string } {
  const repository = new TestRepository();
  const one = repository.commit({ 'a.ts': 'a\n' });
  const two = repository.commit(
    { 'a.ts': 'a\n', 'main.ts': 'm\n' },
    { parents: [one], ref: 'refs/heads/main' },
  );
  const files = { 'a.ts': 'a\nb\n' };
  const three = repository.commit(files, { parents: [one], ref: 'refs/heads/feature' });
  return { repository, one, two, three };
}

/** A clone of only the newest commit, and the commits that it lacks. */
async function shallowClone(history: number): Promise<{ opened: Repository; base: string; head: string }> {
  const origin = new TestRepository();
  const base = origin.commit({ 'a.ts': 'a\n' }, { ref: 'refs/heads/main' });
  let head = base;
  for (let at = 0; at < history; at++) head = origin.commit({ 'a.ts': `${at}\n` }, { parents: [head] });
  origin.git('update-ref', 'refs/heads/feature', head);
  const moved = origin.commit({ 'a.ts': 'a\n', 'b.ts': 'b\n' }, { parents: [base], ref: 'refs/heads/main' });
  const clone = temporaryFolder();
  const url = pathToFileURL(origin.root).href;
  const flags = ['--quiet', '--depth=1', '--no-single-branch'];
  execFileSync('git', ['clone', ...flags, '--branch=feature', url, clone], { stdio: 'pipe' });
  return { opened: await openRepository(clone, plainEnv()), base: moved, head };
}

describe('findEnds between commits', () => {
  it('compares the head with the merge base, or with the base itself when asked to', async () => {
    const { repository, one, two, three } = forked();
    const merged = await findEnds(await repository.open(), commits('main', 'feature'));
    expect(merged).toMatchObject({ baseCommit: one, headCommit: three });
    expect(summary(await repository.read(commits('main', 'feature')))).toEqual(['modified a.ts']);
    const direct = await repository.read({ ...commits('main', 'feature'), twoDot: true });
    expect(summary(direct)).toEqual(['modified a.ts', 'deleted main.ts']);
    expect(direct.baseLabel).toBe(`main (${two.slice(0, 10)})`);
  });

  it('gives the head as git lists it, whatever differs', async () => {
    const repository = new TestRepository();
    const same = { 'm.ts': 'm\n', 'n/z.ts': 'z\n', 'z.ts': 'z\n' };
    const base = repository.commit({ ...same, a: 'a folder later\n', 'b.ts': 'b\n', 'l.ts': 'l\n' });
    const head = repository.commit(
      {
        ...same,
        'a/z.ts': 'z\n',
        'a-b/c.ts': 'c\n',
        'b.ts': 'B\n',
        'l.ts': { mode: '120000', content: 'm.ts' },
        s: { commit: base },
        'zz/\u{1f600}': '',
        'zz/\uff5e': '',
      },
      { parents: [base] },
    );
    const ends = await findEnds(await repository.open(), { ...commits(base, head), twoDot: true });
    const listed = (await ends.head.list()).map((entry) => entry.path);
    expect(listed).toEqual(repository.git('ls-tree', '-rz', '--name-only', head).split('\0').slice(0, -1));
    for (const entry of await ends.head.list()) {
      expect(repository.git('rev-parse', `${head}:${entry.path}`)).toBe(entry.oid);
    }
  });

  it('names the base that was judged, which stays when the branch moves on [T54]', async () => {
    const { repository, one, three } = forked();
    const ends = await findEnds(await repository.open(), commits('main', 'feature'));
    repository.git('update-ref', 'refs/heads/main', three);
    expect(ends.baseCommit).toBe(one);
    expect(ends.baseLabel).toBe(`merge base with main (${one.slice(0, 10)})`);
    expect(ends.headLabel).toBe(`feature (${three.slice(0, 10)})`);
    expect((await ends.base.list()).map((entry) => entry.path)).toEqual(['a.ts']);
  });

  it('notices that the head was force-pushed while it was read, and goes on reading the old one [T52] [T53]', async () => {
    const { repository, one, three } = forked();
    const opened = await repository.open();
    const ends = await findEnds(opened, commits('main', 'feature'));
    expect(await headMoved(opened, ends)).toBe(false);
    repository.git('update-ref', 'refs/heads/feature', one);
    expect(await headMoved(opened, ends)).toBe(true);
    expect(ends.headCommit).toBe(three);
    repository.git('update-ref', '-d', 'refs/heads/feature');
    expect(await headMoved(opened, ends)).toBe(true);
    const byId = await findEnds(opened, commits(one, three));
    expect(await headMoved(opened, byId)).toBe(false);
  });

  it('says that two histories have nothing in common [T50]', async () => {
    const { repository } = forked();
    repository.commit({ 'z.ts': 'z\n' }, { ref: 'refs/heads/other' });
    const finding = findEnds(await repository.open(), commits('main', 'other'));
    await expect(finding).rejects.toThrow(EnvironmentError);
    await expect(finding).rejects.toThrow(/have no common history.*--two-dot/);
  });

  it('takes the newest of several merge bases, in whichever order the ends are named [T51]', async () => {
    const repository = new TestRepository();
    const root = repository.commit({ 'a.ts': 'a\n' });
    const left = repository.commit({ 'a.ts': 'l\n' }, { parents: [root] });
    const right = repository.commit({ 'a.ts': 'r\n' }, { parents: [root] });
    const one = repository.commit({ 'a.ts': '1\n' }, { parents: [left, right], ref: 'refs/heads/one' });
    const two = repository.commit({ 'a.ts': '2\n' }, { parents: [right, left], ref: 'refs/heads/two' });
    const opened = await repository.open();
    for (const [base, head] of [
      ['one', 'two'],
      ['two', 'one'],
      [one, two],
    ] as const) {
      const ends = await findEnds(opened, commits(base, head));
      expect(ends.baseCommit).toBe(right);
      expect(ends.baseLabel).toMatch(/^newest of 2 merge bases with/);
    }
  });

  it('says that a revision is unknown', async () => {
    const { repository } = forked();
    const finding = findEnds(await repository.open(), commits('main', 'nowhere'));
    await expect(finding).rejects.toThrow(UserError);
    await expect(finding).rejects.toThrow(
      'There is no commit "nowhere": see git branch --all, or fetch it first.',
    );
  });

  it.each([
    '--output=x',
    '@{-1}',
    'x'.repeat(251),
    '-x',
    'a..b',
    '',
    'a\nb',
    '^main',
    'main:a.ts',
    ':/change',
  ])('takes the name %j literally or refuses it [T69]', async (name) => {
    const { repository } = forked();
    repository.git('symbolic-ref', 'HEAD', 'refs/heads/feature');
    const finding = findEnds(await repository.open(), commits('main', name));
    await expect(finding).rejects.toThrow(UserError);
    expect(fs.existsSync(path.join(repository.root, 'x'))).toBe(false);
  });

  it('takes a branch with an odd name literally [T69]', async () => {
    const { repository, three } = forked();
    const name = `odd/$(touch);\`x\`&${'y'.repeat(200)}`;
    repository.git('update-ref', `refs/heads/${name}`, three);
    const ends = await findEnds(await repository.open(), commits('main', name));
    expect(ends.headCommit).toBe(three);
  });

  it('compares with the default branch when no base is named', async () => {
    const { repository, one } = forked();
    const opened = await repository.open();
    const ends = await findEnds(opened, { kind: 'commits', head: 'feature', twoDot: false });
    expect(ends.baseCommit).toBe(one);
  });
});

describe('findEnds in a shallow clone', () => {
  it('names the cause when the merge base was cut off, and fetches nothing by itself [T49]', async () => {
    const { opened, base, head } = await shallowClone(3);
    const finding = findEnds(opened, commits(base, head));
    await expect(finding).rejects.toThrow(EnvironmentError);
    await expect(finding).rejects.toThrow(/history is cut off here \(a shallow clone\).*fetch-depth: 0/);
    await opened.close();
  });

  it('fetches history in steps when it may, and finds the merge base [T49]', async () => {
    const { opened, base, head } = await shallowClone(60);
    const ends = await findEnds(opened, commits(base, head), { fetching: { also: [] } });
    expect(ends.headCommit).toBe(head);
    expect(ends.baseLabel).toMatch(/^merge base with/);
    await opened.close();
  });

  it('gives up with one sentence when the histories have nothing in common [T49] [T50]', async () => {
    const origin = new TestRepository();
    const base = origin.commit({ 'a.ts': 'a\n' }, { ref: 'refs/heads/main' });
    const head = origin.commit({ 'b.ts': 'b\n' }, { ref: 'refs/heads/feature' });
    const clone = temporaryFolder();
    const url = pathToFileURL(origin.root).href;
    execFileSync('git', ['clone', '--quiet', '--depth=1', '--no-single-branch', url, clone], {
      stdio: 'pipe',
    });
    const opened = await openRepository(clone, plainEnv());
    await expect(findEnds(opened, commits(base, head), { fetching: { also: [] } })).rejects.toThrow(
      EnvironmentError,
    );
    await opened.close();
  });

  it('fetches a head that the checkout does not have, and says so when the remote has it no longer', async () => {
    const { opened, base } = await shallowClone(1);
    const gone = 'deadbeef'.repeat(5);
    await expect(findEnds(opened, commits(base, gone), { fetching: { also: [] } })).rejects.toThrow(
      EnvironmentError,
    );
    await opened.close();
  });
});

describe('the default branch', () => {
  it('is what the remote calls HEAD, before any usual name', async () => {
    const { repository, one, two } = forked();
    repository.git('update-ref', 'refs/remotes/origin/trunk', one);
    repository.git('update-ref', 'refs/remotes/origin/main', two);
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    repository.git('checkout', '--quiet', 'feature');
    const ends = await findEnds(await repository.open(), { kind: 'worktree' });
    expect(ends.baseLabel).toBe(`origin/trunk (${one.slice(0, 10)})`);
  });

  it('is HEAD itself when its branch is the only one', async () => {
    const repository = new TestRepository();
    repository.git('symbolic-ref', 'HEAD', 'refs/heads/trunk');
    repository.write('a.ts', 'a\n');
    const commit = repository.commitAll();
    const ends = await findEnds(await repository.open(), { kind: 'worktree' });
    expect(ends.baseCommit).toBe(commit);
  });

  it('is asked for when it cannot be told, so that nothing passes by comparing HEAD with itself', async () => {
    const repository = new TestRepository();
    const commit = repository.commit({ 'a.ts': 'a\n' }, { ref: 'refs/heads/trunk' });
    repository.git('update-ref', 'refs/heads/topic', commit);
    repository.git('checkout', '--quiet', '--detach', commit);
    const finding = findEnds(await repository.open(), { kind: 'worktree' });
    await expect(finding).rejects.toThrow(/name the base with --base/);
  });
});
