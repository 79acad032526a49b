import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { TestRepository } from '../../../support/repository.ts';
import { openShop } from './asking.ts';

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

it('holds what a fork pushed under the pull request alone', async () => {
  const { github, head } = await openShop({ pull: { fork: true } });
  expect(github.state.bare.commit('refs/heads/feature')).toBeNull();
  expect(github.state.bare.commit('refs/pull/7/head')).toBe(head);
  expect(github.state.bare.parents('refs/pull/7/merge')).toHaveLength(2);
});
