/** Every event by which a step can be started, and every way in which GitHub can refuse to help with it. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startGithub, type Github, type GithubOptions } from '../support/github/github.ts';
import { runOnGithub, type GithubStep, type RunnerOptions } from '../support/github/step.ts';
import { makeProject, type Project } from '../support/project.ts';
import type { Files } from '../support/trees.ts';

const GOOD = { 'src/sum.js': 'export const sum = (a, b) => a + b;\n' };
const FINE = {
  'src/twice.js': "import { sum } from './sum.js';\nexport const twice = (a) => sum(a, a);\n",
};
const DEFECT = {
  'src/io.js':
    'export function read(file) {\n  try {\n    return file();\n  } finally {\n    return null;\n  }\n}\n',
};
const QUIET = { show: 'check, summary', only: 'lint, imports, tampering' };
let project: Project;
afterEach(() => project.remove());

function start(head: Files, more: Omit<Partial<GithubOptions>, 'from'> = {}, base: Files = GOOD) {
  project = makeProject(base, head);
  return startGithub({ from: project.dir, pull: { number: 7, head: 'feature', base: 'main' }, ...more });
}
const run = (github: Github, options: RunnerOptions = {}): Promise<GithubStep> =>
  runOnGithub(github, { checkout: 'none', inputs: QUIET, ...options });
const wrote = (github: Github) => github.requests.filter(({ method }) => method !== 'GET');
const NOTHING = { code: 0, outputs: { decision: 'nothing-to-judge', 'exit-code': '0' } };

describe('the event', () => {
  it.each(['opened', 'reopened', 'ready_for_review', 'labeled', 'closed'])(
    'pull_request %s is judged: what did not look at the head must not stand green on it',
    async (action) => {
      const github = await start(DEFECT);
      expect(await run(github, { action })).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    },
  );

  it('push is judged from what stood there before; a new branch from the default branch', async () => {
    const github = await start(DEFECT);
    const before = project.git('rev-parse', 'main');
    const push = { event: 'push', branch: 'feature' };
    expect(await run(github, { ...push, before })).toMatchObject({ code: 1, outputs: { blocking: '1' } });
    expect(await run(github, push)).toMatchObject({ code: 1, outputs: { blocking: '1' } });
  });

  it('push to the default branch is judged under the policy that stood there before', async () => {
    const github = await start({ ...DEFECT, '.github/gatewright.yml': 'mode: observe\n' });
    const before = project.git('rev-parse', 'main');
    github.advance('main', project.git('rev-parse', 'feature'));
    expect(await run(github, { event: 'push', before })).toMatchObject({ code: 1 });
  });

  it('push of a deleted branch has nothing to judge, and says so', async () => {
    const github = await start(DEFECT);
    const step = await run(github, {
      event: 'push',
      branch: 'feature',
      deleted: true,
      before: 'a'.repeat(40),
    });
    expect(step).toMatchObject(NOTHING);
    expect(step.stdout).not.toMatch(/passed/i);
  });

  it.each(['schedule', 'workflow_dispatch'])('%s audits the default branch', async (event) => {
    const github = await start(FINE, {}, { ...GOOD, ...DEFECT });
    const step = await run(github, { event });
    expect(step).toMatchObject({ code: 1, outputs: { blocking: '1' } });
  });

  it('issue_comment without a command has nothing to judge, and asks GitHub for nothing', async () => {
    const github = await start(DEFECT);
    github.say(7, 'root', 'Looks good to me.');
    expect(await run(github, { event: 'issue_comment' })).toMatchObject(NOTHING);
    expect(github.requests).toEqual([]);
  });

  it('issue_comment with a command runs the required job again', async () => {
    const github = await start(DEFECT);
    const { run: required } = await run(github);
    github.say(7, 'root', '/gatewright rerun');
    const step = await run(github, {
      event: 'issue_comment',
      run: { workflow: '.github/workflows/comments.yml' },
      inputs: { workflow: '.github/workflows/gatewright.yml' },
    });
    expect(step).toMatchObject(NOTHING);
    expect(github.reruns).toEqual([required.id]);
  });

  it('workflow_run of reviews runs the required job again, and of others nothing', async () => {
    const github = await start(DEFECT);
    const { run: required } = await run(github);
    const head = project.git('rev-parse', 'feature');
    const reviews = github.run({ head, path: '.github/workflows/reviews.yml', event: 'pull_request_review' });
    const inputs = { workflow: '.github/workflows/gatewright.yml' };
    expect(await run(github, { event: 'workflow_run', ended: reviews, inputs })).toMatchObject(NOTHING);
    expect(github.reruns).toEqual([required.id]);
    const other = github.run({ head, path: '.github/workflows/ci.yml', event: 'push' });
    expect(await run(github, { event: 'workflow_run', ended: other, inputs })).toMatchObject(NOTHING);
    expect(github.reruns).toHaveLength(1);
  });

  it('that names nothing is refused, not green', async () => {
    const github = await start(DEFECT);
    expect(await run(github, { event: 'release' })).toMatchObject({
      code: 3,
      outputs: { decision: 'config' },
    });
  });

  it('of a pull request with inputs of its own stays under the policy of the default branch', async () => {
    const lenient = { '.github/gatewright.yml': 'mode: observe\n' };
    project = makeProject(GOOD, {});
    project.git('checkout', '--quiet', '-b', 'side', 'main');
    const base = project.commit('lenient', lenient);
    project.git('checkout', '--quiet', '-b', 'change');
    const head = project.commit('defect', DEFECT);
    const github = await startGithub({ from: project.dir, pull: { head: 'change', base: 'side' } });
    const step = await run(github, { checkout: 'full', inputs: { ...QUIET, base, head } });
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
  });
});

describe('without help from GitHub', () => {
  it('and without a token a full checkout is judged as ever, and what was left out is said once', async () => {
    for (const [head, code] of [
      [FINE, 0],
      [DEFECT, 1],
    ] as const) {
      const github = await start(head);
      const step = await run(github, { checkout: 'full', inputs: { token: '', show: 'all' } });
      expect(step).toMatchObject({ code });
      expect(github.requests).toEqual([]);
      expect(step.stdout.match(/No token was given/g)).toHaveLength(1);
      project.remove();
    }
  });

  it('and without a token a public repository is fetched, history and all', async () => {
    const github = await start(DEFECT);
    expect(await run(github, { inputs: { token: '' } })).toMatchObject({ code: 1 });
    expect(await run(github, { checkout: 'shallow', inputs: { token: '' } })).toMatchObject({ code: 1 });
    const closed = await startGithub({ from: project.dir, private: true, pull: { head: 'feature' } });
    expect(await run(closed, { inputs: { token: '' } })).toMatchObject({ code: 2 });
  });

  it('[T4] a token that may not ask costs surfaces, never the verdict', async () => {
    const github = await start(DEFECT);
    github.permit({ contents: 'read' });
    const step = await run(github, { inputs: { show: 'all' } });
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    expect(wrote(github).filter(({ status }) => status < 300)).toEqual([]);
    expect(step.summary).toContain('lint/no-unsafe-finally');
  });

  it('[T4] a token that may nothing leaves the checkout to be judged', async () => {
    const github = await start(DEFECT, { private: true });
    github.permit({});
    expect(await run(github, { checkout: 'full' })).toMatchObject({ code: 1 });
  });

  it('[T5] a pull request that is not there any more cannot be judged, and nothing is written', async () => {
    const github = await start(FINE);
    github.faults.push({ match: 'GET /repos/acme/shop/pulls/7', times: Infinity, status: 404 });
    const step = await run(github);
    expect(step).toMatchObject({ code: 2, outputs: { decision: 'could-not-judge' } });
    expect(wrote(github)).toEqual([]);
    expect(step.summary).toContain('could not judge');
  });

  it('what keeps it from judging stands in the check of the head, which fails, and in no other', async () => {
    const github = await start(FINE);
    github.faults.push({ match: /git-upload-pack/, times: Infinity, status: 500 });
    expect(await run(github)).toMatchObject({ code: 2 });
    const checks = github.checkRuns(project.git('rev-parse', 'feature'));
    expect(checks).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
    expect(checks[0]?.output.title).toMatch(/^Could not judge/);
  });

  it('a policy that is wrong is told of where it is read: on the head of whoever changes nothing about it', async () => {
    const policy = { '.github/gatewright.yml': 'mode: lenient\n' };
    const github = await start(FINE, {}, { ...GOOD, ...policy });
    expect(await run(github)).toMatchObject({ code: 3, outputs: { decision: 'config' } });
    const [check] = github.checkRuns(project.git('rev-parse', 'feature'));
    expect(check).toMatchObject({ conclusion: 'failure' });
  });

  it('[T14] a token that is not valid cannot judge, and is told to nobody', async () => {
    const github = await start(FINE);
    const { token } = github;
    github.revoke();
    const step = await run(github);
    expect(step).toMatchObject({ code: 2, outputs: { decision: 'could-not-judge' } });
    const files = fs
      .readdirSync(step.temp)
      .filter((name) => fs.statSync(path.join(step.temp, name)).isFile());
    const left = files.map((name) => fs.readFileSync(path.join(step.temp, name), 'latin1'));
    expect([step.stdout, step.stderr, ...left].join('\n')).not.toContain(token);
  });

  it('[T14] a token that ends while it is judged leaves the verdict as it is', async () => {
    const github = await start(DEFECT);
    github.faults.push({
      match: 'GET /repos/acme/shop/commits/*',
      meanwhile: () => github.revoke(),
    });
    expect(await run(github)).toMatchObject({ code: 1, outputs: { decision: 'block' } });
  });
});

describe('what GitHub is asked', () => {
  it('is at most twelve requests for a clean change of ten files', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 10 }, (_, at) => [`src/f${at}.js`, `export const f${at} = ${at};\n`]),
    );
    const github = await start(files);
    expect(await run(github, { inputs: { show: 'all' } })).toMatchObject({ code: 0 });
    const asked = github.requests.filter(({ path: at }) => !/sarifs\/./.test(at));
    expect(asked.map(({ method, path: at }) => `${method} ${at}`).length).toBeLessThanOrEqual(12);
  });
});
