import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startGithub } from '../../../support/github/github.ts';
import { TestRepository } from '../../../support/repository.ts';
import { ask, openShop } from './asking.ts';

/** Fetches into a new repository, and says what git said when it fails. */
async function fetched(address: string, commit: string, login?: string): Promise<string> {
  const into = new TestRepository({ bare: true });
  const env = {
    PATH: process.env['PATH'],
    HOME: os.devNull,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
  const basic = `Authorization: Basic ${Buffer.from(`x-access-token:${login ?? ''}`).toString('base64')}`;
  const config = login === undefined ? [] : ['-c', `http.extraHeader=${basic}`];
  const args = [...config, 'fetch', '--quiet', '--depth=1', address, commit];
  try {
    await promisify(execFile)('git', args, { cwd: into.root, env });
    return into.git('rev-parse', 'FETCH_HEAD');
  } catch (error) {
    return String((error as { stderr?: string }).stderr);
  }
}

it('gives any commit by its id, with and without .git in the address', async () => {
  const { github, repository, head } = await openShop();
  const replaced = github.pull(7).head;
  github.push(7, repository.commit({ 'a.txt': 'other\n' }));
  expect(await fetched(github.git, head)).toBe(replaced);
  expect(await fetched(github.git.replace('.git', ''), github.pull(7).head)).toBe(github.pull(7).head);
  expect(await fetched(github.git, 'f'.repeat(40))).toContain('not our ref');
  expect(github.gitRequests.some(({ path }) => path.endsWith('/git-upload-pack'))).toBe(true);
});

it('wants a login for a private repository, and refuses a wrong one everywhere', async () => {
  const { github, head } = await openShop({ private: true });
  expect(await fetched(github.git, head)).toContain('could not read Username');
  expect(await fetched(github.git, head, github.token)).toBe(head);
  github.permit({ checks: 'write' });
  expect(await fetched(github.git, head, github.token)).toContain('not found');
  const open = await openShop();
  expect(await fetched(open.github.git, open.head, 'of-nobody')).toContain('could not read Username');
});

it('takes a push from whoever may write contents', async () => {
  const { github, repository } = await openShop();
  const push = async (branch: string): Promise<string> => {
    const basic = Buffer.from(`x-access-token:${github.token}`).toString('base64');
    const args = [
      '-c',
      `http.extraHeader=Authorization: Basic ${basic}`,
      'push',
      '--quiet',
      github.git,
      `feature:${branch}`,
    ];
    const env = { PATH: process.env['PATH'], HOME: os.devNull, GIT_CONFIG_NOSYSTEM: '1' };
    return promisify(execFile)('git', args, { cwd: repository.root, env }).then(
      () => 'pushed',
      (error: { stderr: string }) => error.stderr,
    );
  };
  expect(await push('one')).toBe('pushed');
  expect(github.state.bare.commit('one')).toBe(github.pull(7).head);
  github.permit({ contents: 'read' });
  expect(await push('two')).toContain('403');
  expect(github.state.bare.commit('two')).toBeNull();
});

it('serves repositories of SHA-256, too', async () => {
  const repository = new TestRepository({ format: 'sha256' });
  const commit = repository.commit({ 'a.txt': 'one\n' }, { ref: 'refs/heads/main' });
  const github = await startGithub({ from: repository.root });
  const { body } = await ask(github, 'GET {repo}/git/ref/heads/main');
  expect(body).toMatchObject({ object: { sha: commit } });
  expect(commit).toHaveLength(64);
});

it('holds what a fork pushed under the pull request alone', async () => {
  const { github, head } = await openShop({ pull: { fork: true } });
  expect(github.state.bare.commit('refs/heads/feature')).toBeNull();
  expect(github.state.bare.commit('refs/pull/7/head')).toBe(head);
  expect(github.state.bare.parents('refs/pull/7/merge')).toHaveLength(2);
});
