/** What a block does to commits: rolled back once, whatever happens meanwhile, and nothing else is. */
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGithub, type Github } from '../support/github/github.ts';
import { leaksOf } from '../support/github/leaks.ts';
import { runOnGithub, type GithubStep, type RunnerOptions } from '../support/github/step.ts';
import { FIX_TOKEN, journalOf, publishTo, writingTo } from '../support/github/writing.ts';
import { makeProject, type Project } from '../support/project.ts';

const DEFECT = {
  'src/io.js':
    'export function read(file) {\n  try {\n    return file();\n  } finally {\n    return null;\n  }\n}\n',
};
const BASE = {
  'src/sum.js': 'export const sum = (a, b) => a + b;\n',
  '.github/gatewright.yml': 'on-failure: roll-back\nfix: off\nroll-back:\n  agents: [mallory]\n',
};
const FIXED = { 'src/sum.js': 'export const sum = (first, second) => first + second;\n' };

let project: Project;
let github: Github;
let last = 6;
beforeAll(async () => {
  project = makeProject(BASE, DEFECT);
  github = await startGithub({ from: project.dir });
  writingTo(github);
});
afterAll(() => project.remove());

/** Another pull request from a branch of its own, with a defect in it. */
function open(): number {
  const number = ++last;
  project.git('branch', `change-${number}`, 'feature');
  github.open({ number, head: `change-${number}` });
  return number;
}

const judge = (number: number, options: RunnerOptions = {}): Promise<GithubStep> =>
  runOnGithub(github, {
    ...{ number, checkout: 'none' },
    ...options,
    inputs: { show: 'comment', only: 'lint, imports', 'fix-token': FIX_TOKEN, ...options.inputs },
  });

const git = (...args: string[]): string => github.state.bare.git(...args);
const head = (number: number): string => github.pull(number).head;
/** What a person reads, however it is wrapped. */
const said = ({ stdout }: GithubStep): string => stdout.replace(/\s+/g, ' ');
/** What lies on the branch on top of the commit, newest first, by the first lines of the messages. */
const since = (commit: string, number: number): string[] =>
  git('log', '--format=%s', `${commit}..${head(number)}`)
    .split('\n')
    .filter(Boolean);

/** A commit of somebody's on top of the pull request's branch. */
function push(number: number, files: Record<string, string>, author = 'Test <test@example.com>'): string {
  project.git('fetch', '--quiet', github.state.bare.dir, `refs/heads/change-${number}`);
  project.git('checkout', '--quiet', '--detach', 'FETCH_HEAD');
  project.write(files);
  project.git('add', '--all');
  const message = 'Apply the fixes of lint rules\n\nGatewright-Proposal: key';
  project.git('commit', '--quiet', '--author', author, '--message', message);
  const commit = project.git('rev-parse', 'HEAD');
  github.push(number, commit);
  return commit;
}

describe('a pull request that is blocked', () => {
  it('[T108] [T112] loses what Gatewright published on it, once; the new head has no success', async () => {
    const number = open();
    const before = head(number);
    const own = await publishTo(github, { number, files: FIXED });
    const step = await judge(number);
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    expect(leaksOf(github, step, FIX_TOKEN)).toEqual([]);
    expect(since(own, number)).toEqual([`Roll back ${own.slice(0, 12)}`]);
    expect(git('rev-parse', `${head(number)}^{tree}`)).toBe(git('rev-parse', `${before}^{tree}`));
    expect(git('log', '-1', '--format=%B', head(number))).toContain(`Gatewright-Reverts: ${own}`);
    const jobs = [...github.jobs(head(number)), ...github.checkRuns(head(number))];
    expect(jobs.map(({ conclusion }) => conclusion)).not.toContain('success');

    // The same job again is about a head that is none any more; the new head has nothing left to roll back.
    const again = await judge(number, { payload: step.payload, run: { id: step.run.id, attempt: 2 } });
    expect(again.code).toBe(4);
    expect(await judge(number)).toMatchObject({ code: 1 });
    expect(since(own, number)).toHaveLength(1);
  });

  it('[T80] keeps what somebody committed as the gate, with its name, message and trailers', async () => {
    const number = open();
    const forged = push(number, FIXED, 'gate[bot] <99+gate[bot]@users.noreply.github.com>');
    expect(await judge(number)).toMatchObject({ code: 1 });
    expect(head(number)).toBe(forged);
  });

  it('[T111] stays as it is where others wrote on top, with what to do instead', async () => {
    const number = open();
    const own = await publishTo(github, { number, files: FIXED });
    const theirs = push(number, { 'src/sum.js': 'export const sum = (one, two) => one + two;\n' });
    const step = await judge(number);
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    expect(said(step)).toContain('later commits changed the same places of src/sum.js');
    expect(said(step)).toContain(own.slice(0, 12));
    expect(head(number)).toBe(theirs);
  });

  it('is left alone, and so is its branch, when the journal cannot be read', async () => {
    const number = open();
    const own = await publishTo(github, { number, files: FIXED });
    const other = git('rev-parse', 'refs/heads/main');
    github.state.bare.set(`refs/gatewright/journal/pull-${number}`, other);
    const step = await judge(number);
    expect(step).toMatchObject({ code: 1 });
    expect(said(step)).toContain('is not one that this version wrote');
    expect(head(number)).toBe(own);
  });

  it('says that nothing was rolled back without a token that may', async () => {
    const number = open();
    const own = await publishTo(github, { number, files: FIXED });
    const step = await judge(number, { inputs: { 'fix-token': github.token } });
    expect(said(step)).toContain('Nothing was rolled back: the input fix-token is GITHUB_TOKEN');
    expect(head(number)).toBe(own);
  });

  it('[T53] stays as somebody leaves it who pushes meanwhile', async () => {
    const number = open();
    await publishTo(github, { number, files: FIXED });
    let theirs = '';
    github.faults.push({
      match: ({ method, path, body }) =>
        method === 'POST' &&
        path === '/graphql' &&
        JSON.stringify(body).includes(`"refs/heads/change-${number}"`),
      meanwhile: () => void (theirs = push(number, { 'src/more.js': 'export const more = 1;\n' })),
    });
    const step = await judge(number);
    expect(theirs).not.toBe('');
    expect(head(number)).toBe(theirs);
    expect(said(step)).toContain('somebody pushed');
  });
});

describe('the push of an agent that the policy names', () => {
  const pushed = (number: number, before: string, sender: string): Promise<GithubStep> =>
    judge(number, { event: 'pull_request', action: 'synchronize', before, sender });

  it('is taken back as far as it reached, with the commits of others before it as they were', async () => {
    const number = open();
    const before = push(number, { 'src/theirs.js': 'export const theirs = 1;\n' });
    push(number, { 'src/one.js': 'export const one = 1;\n' });
    const after = push(number, { 'src/two.js': 'export const two = 2;\n' });
    const step = await pushed(number, before, 'mallory');
    expect(step).toMatchObject({ code: 1 });
    expect(since(after, number)).toEqual([`Roll back ${before.slice(0, 12)}..${after.slice(0, 12)}`]);
    expect(git('diff', '--name-only', before, head(number))).toBe('');
    // The run of the roll-back's own push, should it be blocked as well, does not take that back.
    const own = head(number);
    expect(await pushed(number, after, 'gate[bot]')).toMatchObject({ code: 1 });
    expect(head(number)).toBe(own);
  });
});

describe('a push to the default branch that is blocked', () => {
  it('is taken back by one pull request, which people merge or close', async () => {
    const before = git('rev-parse', 'refs/heads/main');
    project.git('checkout', '--quiet', 'main');
    const after = project.commit('break it', { 'src/broken.js': DEFECT['src/io.js'] });
    github.advance('main', after);
    const known = github.state.pulls.size;
    const step = await runOnGithub(github, {
      ...{ event: 'push', branch: 'main', before, checkout: 'none' },
      inputs: { show: 'summary', 'fix-token': FIX_TOKEN },
    });
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    expect(github.state.pulls.size).toBe(known + 1);
    const pull = [...github.state.pulls.values()].at(-1);
    expect(pull).toMatchObject({
      base: 'main',
      headRef: `gatewright/revert-${after.slice(0, 12)}`,
      state: 'open',
    });
    expect(pull?.body).toContain('src/broken.js');
    expect(git('diff', '--name-only', before, pull?.head ?? '')).toBe('');
    expect(git('rev-parse', 'refs/heads/main')).toBe(after);
  });
});

describe('a fix that was committed', () => {
  it('is not made again after somebody took it back, and not when they rewrite the branch', async () => {
    const number = open();
    const policy = `${github.folder('policy')}/policy.yml`;
    fs.writeFileSync(policy, 'fix: commit\nvalidators: { duplication: { level: off } }\n');
    const mend = (): Promise<GithubStep> => judge(number, { inputs: { config: policy } });
    const lax = { 'src/lax.js': 'export const isSet = (value) => (!!value ? 1 : 2);\n' };
    const before = push(number, lax);
    await mend();
    expect(since(before, number)).toEqual(['Apply the fixes of lint rules']);

    const back = push(number, lax);
    expect(said(await mend())).toContain('somebody took it back here before');
    expect(head(number)).toBe(back);
    github.push(number, before);
    expect(said(await mend())).toContain('somebody took it back here before');
    expect(head(number)).toBe(before);
  });
});

describe('killed in the middle of rolling back', () => {
  const WRITES = /^POST \/(?:repos\/acme\/shop\/git\/(?:trees|commits)|graphql)$/;
  const points = [
    { skip: 5, applied: false },
    { skip: 9, applied: true },
  ];

  it.each(points)(
    '[T103] [T109] at write $skip (done: $applied) rolls back once in the end',
    async ({ skip, applied }) => {
      const number = open();
      const before = head(number);
      const own = await publishTo(github, { number, files: FIXED });
      let child: ChildProcess | undefined;
      const meanwhile = () => void child?.kill('SIGKILL');
      github.faults.push({ match: WRITES, skip, meanwhile, ...(!applied && { hang: true }) });
      await judge(number, { onStart: (started) => (child = started) });
      github.faults.length = 0;
      // Whatever stands there now is judged by its own run.
      await judge(number);
      await judge(number);
      expect(since(own, number)).toEqual([`Roll back ${own.slice(0, 12)}`]);
      expect(git('rev-parse', `${head(number)}^{tree}`)).toBe(git('rev-parse', `${before}^{tree}`));
      const moved = (await journalOf(writingTo(github), number)).entries.filter(
        ({ kind }) => kind === 'moved',
      );
      expect(moved).toHaveLength(2);
    },
  );
});
