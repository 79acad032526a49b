/** Where commits are read: the checkout as far as it has them, and else a repository of our own. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { openSource, type Source } from '../../../../src/host/github/source/open-source.ts';
import { findEnds } from '../../../../src/read/ends.ts';
import { readChange } from '../../../../src/read/read.ts';
import { openRepository, type GitRepository } from '../../../../src/read/repository.ts';
import { plainEnv, summary, temporaryFolder, TestRepository } from '../../../support/repository.ts';

const signal = new AbortController().signal;

function origin(format: 'sha1' | 'sha256' = 'sha1') {
  const repository = new TestRepository({ format });
  repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const base = repository.commit({ 'a.js': '1\n' });
  const policy = repository.commit({ 'a.js': '1\n', 'p.yml': 'p\n' }, { parents: [base] });
  const head = repository.commit({ 'a.js': '2\n' }, { parents: [base], ref: 'refs/heads/x' });
  const remote = { url: pathToFileURL(repository.root).href, login: null };
  return { repository, base, policy, head, remote };
}

async function open(given: Partial<Parameters<typeof openSource>[0]>): Promise<Source> {
  const env = { ...plainEnv(), RUNNER_TEMP: temporaryFolder() };
  const workspace = temporaryFolder();
  return openSource({ env, workspace, commits: [], remote: null, signal, ...given });
}

it.each(['sha1', 'sha256'] as const)('fetches what is needed and no more, with %s', async (format) => {
  const { base, policy, head, remote } = origin(format);
  const source = await open({ commits: [base, head, policy], remote });
  const repository = (await openRepository(source.cwd, plainEnv())) as GitRepository;
  try {
    expect(repository).toMatchObject({ kind: 'git', root: null, format });
    const selection = { kind: 'commits', base, head, twoDot: true } as const;
    const fetching = { remote: source.remote, also: [policy] };
    const ends = await findEnds(repository, selection, { fetching });
    expect(summary(await readChange(ends, { generated: [], within: [] }))).toEqual(['modified a.js']);
    expect(await repository.git.text(['cat-file', '-t', policy])).toBe('commit');
    expect(await repository.git.text(['for-each-ref'])).toBe('');
  } finally {
    await repository.close();
    source.close();
  }
  expect(fs.existsSync(source.cwd)).toBe(false);
});

it('lies in the runner’s folder, and is found wherever that lies: below another repository, say', async () => {
  const outer = new TestRepository();
  const temp = path.join(outer.root, 'temp');
  fs.mkdirSync(temp);
  const { base, remote } = origin();
  const env = { ...plainEnv(), RUNNER_TEMP: temp };
  const source = await open({ env, commits: [base], remote });
  const repository = await openRepository(source.cwd, plainEnv());
  expect(path.dirname(source.cwd)).toBe(temp);
  expect(repository).toMatchObject({ kind: 'git', root: null });
  await repository.close();
  source.close();
});

it('is the checkout when that has every commit, or when history is needed', async () => {
  const { repository, base, head, remote } = origin();
  const workspace = repository.root;
  for (const commits of [[base, head], null])
    expect(await open({ workspace, commits, remote })).toMatchObject({ cwd: workspace });
});

it('is its own when a commit is missing, when there is no checkout, and when files were filtered out', async () => {
  const { repository, base, head, remote } = origin();
  const workspace = repository.root;
  const own = async (given: Parameters<typeof open>[0]): Promise<boolean> => {
    const source = await open({ remote, ...given });
    source.close();
    return source.cwd !== given.workspace && source.remote === remote;
  };
  expect(await own({ workspace, commits: [base, 'f'.repeat(40)] })).toBe(true);
  expect(await own({ workspace: temporaryFolder(), commits: null })).toBe(true);
  const within = path.join(repository.root, 'work');
  fs.mkdirSync(within);
  expect(await own({ workspace: within, commits: [base, head] })).toBe(true);
  const broken = temporaryFolder();
  fs.writeFileSync(path.join(broken, '.git'), 'gitdir: nowhere\n');
  expect(await own({ workspace: broken, commits: [base] })).toBe(true);
  repository.git('config', 'extensions.partialClone', 'origin');
  expect(await own({ workspace, commits: [base, head] })).toBe(true);
});

it('is the checkout where there is nothing else', async () => {
  const workspace = temporaryFolder();
  expect((await open({ workspace, commits: ['a'.repeat(40)] })).cwd).toBe(workspace);
});
