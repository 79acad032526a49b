/** How the action reads a change on GitHub: without a checkout, under the default branch's policy, for the right head. */
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startGithub, type Github, type GithubOptions } from '../support/github/github.ts';
import { runOnGithub, type GithubStep, type RunnerOptions } from '../support/github/step.ts';
import { makeProject, type Project } from '../support/project.ts';
import type { Files } from '../support/trees.ts';

const POLICY = '.github/gatewright.yml';
const WORKFLOW = '.github/workflows/gatewright.yml';
const GATE = 'on: pull_request\njobs:\n  gatewright:\n    steps:\n      - uses: acme/gatewright@v1\n';
const GOOD = { 'src/sum.js': 'export const sum = (a, b) => a + b;\n', [WORKFLOW]: GATE };
const FINE = {
  'src/twice.js': "import { sum } from './sum.js';\nexport const twice = (a) => sum(a, a);\n",
};
const DEFECT = {
  'src/io.js':
    'export function read(file) {\n  try {\n    return file();\n  } finally {\n    return null;\n  }\n}\n',
};
const LENIENT = { [POLICY]: 'mode: observe\nvalidators:\n  lint: { level: off }\n' };

let project: Project;
afterEach(() => project.remove());

type More = Omit<Partial<GithubOptions>, 'from'>;

/** A repository on GitHub with one pull request, from `feature` to `main`. */
function start(head: Files, more: More = {}, base: Files = GOOD): Promise<Github> {
  project = makeProject(base, head);
  const { pull = { number: 7 }, ...rest } = more;
  return startGithub({ from: project.dir, pull: { head: 'feature', base: 'main', ...pull }, ...rest });
}

/** Without what takes GitHub its time, and without a checkout unless told. */
const run = (github: Github, options: RunnerOptions = {}): Promise<GithubStep> =>
  runOnGithub(github, {
    checkout: 'none',
    inputs: { show: 'check, summary', only: 'lint, imports, tampering' },
    ...options,
  });

const reportOf = (step: { outputs: Record<string, string> }) =>
  JSON.parse(fs.readFileSync(step.outputs['report-file'] ?? '', 'utf8')) as {
    policy: { source: string };
    change: { base: string; head: string };
    findings: { rule: string; standing: string }[];
  };
const rulesOf = (step: { outputs: Record<string, string> }) =>
  reportOf(step).findings.map(({ rule }) => rule);
const greenOn = (github: Github, sha: string) =>
  [...github.checkRuns(sha), ...github.jobs(sha)].filter(({ conclusion }) => conclusion === 'success');

describe('a pull request without a checkout', () => {
  it('is judged from three commits, fetched at once, and nothing of it stays', async () => {
    const github = await start(DEFECT);
    const step = await run(github);
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    expect(github.gitRequests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    const left = fs.readdirSync(step.temp, { withFileTypes: true });
    // Files are what the step's outputs name.
    expect(left.filter((one) => one.isDirectory() && one.name.startsWith('gatewright-'))).toEqual([]);
    expect(fs.readdirSync(step.workspace)).toEqual([]);
  });

  it('is judged the same with a shallow checkout and a full one, which is asked first', async () => {
    const github = await start(DEFECT);
    const [shallow, full] = [
      await run(github, { checkout: 'shallow' }),
      await run(github, { checkout: 'full' }),
    ];
    expect([shallow.code, full.code]).toEqual([1, 1]);
    expect(reportOf(shallow)).toMatchObject({ change: reportOf(full).change });
    const fetched = github.gitRequests.length;
    await run(github, { checkout: 'full' });
    expect(github.gitRequests).toHaveLength(fetched);
  });

  it('of a fork, a draft, Dependabot or an agent is judged like any other', async () => {
    for (const pull of [{ fork: true }, { draft: true }, { dependabot: true }, { author: 'agent[bot]' }]) {
      const github = await start(DEFECT, { pull });
      expect(await run(github)).toMatchObject({ code: 1 });
      project.remove();
    }
  });

  it('of a private repository is fetched with a login that stands in no argument, variable or file', async () => {
    const github = await start(FINE, { private: true });
    const bin = github.folder('bin');
    const log = path.join(bin, 'seen');
    const real = '/usr/bin/git';
    const shim = `#!/bin/sh\n{ printf '%s\\n' "$@"; env; cat "$GIT_DIR/config" 2>/dev/null; } >> ${log}\nexec ${real} "$@"\n`;
    fs.writeFileSync(path.join(bin, 'git'), shim, { mode: 0o755 });
    const PATH = `${bin}:${process.env['PATH']}`;
    const step = await run(github, { env: { PATH } });
    expect(step).toMatchObject({ code: 0, outputs: { decision: 'pass' } });
    const seen = fs.readFileSync(log, 'utf8');
    expect(seen).toContain('fetch');
    const forms = [github.token, Buffer.from(`x-access-token:${github.token}`).toString('base64')];
    const left = fs
      .readdirSync(step.temp, { recursive: true, encoding: 'utf8' })
      .filter((name) => fs.statSync(path.join(step.temp, name)).isFile())
      .map((name) => fs.readFileSync(path.join(step.temp, name), 'latin1'));
    for (const form of forms)
      expect([seen, step.stdout, step.stderr, step.summary, ...left].join('\n')).not.toContain(form);
  });
});

describe('the policy', () => {
  it('[T72] is the default branch’s, whichever branch somebody made the base', async () => {
    project = makeProject(GOOD, {});
    project.git('checkout', '--quiet', '-b', 'side', 'main');
    project.commit('lenient', LENIENT);
    project.git('checkout', '--quiet', '-b', 'change');
    project.commit('defect', DEFECT);
    const github = await startGithub({ from: project.dir, pull: { head: 'change', base: 'side' } });
    for (const event of ['pull_request', 'pull_request_target']) {
      const step = await run(github, { event });
      expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    }
  });

  it('[T72] is not the change’s own, and that it was edited is a finding', async () => {
    const github = await start({ ...DEFECT, ...LENIENT });
    const step = await run(github);
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block', blocking: '1' } });
    expect(rulesOf(step)).toContain('tampering/policy');
  });

  it('[T72] of a merge group is the default branch’s, though the group carries the edit', async () => {
    const github = await start({ ...DEFECT, ...LENIENT });
    const step = await run(github, { event: 'merge_group' });
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
  });

  it('is the newest of the default branch, not that of the commit where the change began', async () => {
    const github = await start(DEFECT);
    project.git('checkout', '--quiet', 'main');
    github.advance(
      'main',
      project.commit('stop linting', { [POLICY]: 'validators:\n  lint: { level: off }\n' }),
    );
    const step = await run(github);
    expect(step).toMatchObject({ code: 0, outputs: { decision: 'pass' } });
    expect(reportOf(step).policy.source).toContain(project.git('rev-parse', 'main').slice(0, 12));
  });

  it('[T75] is not got round by a workflow that the change brings', async () => {
    const github = await start({
      ...FINE,
      [WORKFLOW]: GATE.replace('acme/gatewright@v1', 'actions/checkout@v7'),
    });
    const step = await run(github, { event: 'pull_request_target' });
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    expect(rulesOf(step)).toEqual(['tampering/workflow']);
  });
});

describe('a head that moves', () => {
  it('[T52] while it is judged makes the verdict stale: nothing is green on either head', async () => {
    const github = await start(FINE);
    const old = project.git('rev-parse', 'feature');
    const next = project.commit('next', { 'src/next.js': 'export const next = 1;\n' });
    github.faults.push({
      match: 'GET /repos/acme/shop/pulls/7',
      skip: 1,
      meanwhile: () => github.push(7, next),
    });
    const step = await run(github);
    expect(step).toMatchObject({ code: 4, outputs: { decision: 'stale', 'exit-code': '4' } });
    expect([...greenOn(github, old), ...greenOn(github, next)]).toEqual([]);
    expect(step.stdout).toContain('moved while it was judged');
  });

  it('[T52] before its run begins is judged as the event says, and stale', async () => {
    const github = await start(FINE);
    const payload = (await run(github, { inputs: { show: 'none' } })).payload;
    const next = project.commit('next', { 'src/next.js': 'export const next = 1;\n' });
    github.push(7, next);
    const step = await run(github, { payload });
    expect(step).toMatchObject({ code: 4, outputs: { decision: 'stale' } });
    expect(greenOn(github, next)).toEqual([]);
  });

  it('[T54] is another matter than a base that moves: the verdict names the base that it was measured from', async () => {
    const github = await start(FINE);
    const base = project.git('rev-parse', 'main');
    project.git('checkout', '--quiet', 'main');
    const moved = project.commit('more', { 'src/more.js': 'export const more = 1;\n' });
    github.faults.push({
      match: 'GET /repos/acme/shop/rules/branches/main',
      meanwhile: () => github.advance('main', moved),
    });
    const step = await run(github);
    expect(step).toMatchObject({ code: 0 });
    expect(reportOf(step).change.base).toContain(base.slice(0, 10));
  });

  it('[T117] is judged and shown, not the merge that GitHub tried', async () => {
    const github = await start(DEFECT);
    const step = await run(github, { checkout: 'shallow' });
    const head = project.git('rev-parse', 'feature');
    expect(reportOf(step).change.head).toContain(head.slice(0, 10));
    expect(github.checkRuns(head)).toHaveLength(1);
    const merge = github.state.bare.git('rev-parse', 'refs/pull/7/merge');
    expect(github.checkRuns(merge)).toEqual([]);
  });

  it('is judged when the pull request was closed meanwhile: its job stands on a commit that others may have', async () => {
    const github = await start(DEFECT);
    github.closePull(7);
    expect(await run(github)).toMatchObject({ code: 1 });
  });

  it('is compared with the base that the pull request has now', async () => {
    project = makeProject(GOOD, DEFECT);
    project.git('branch', 'release', 'feature');
    project.commit('fine', FINE);
    const github = await startGithub({ from: project.dir, pull: { head: 'feature', base: 'main' } });
    github.retarget(7, 'release');
    const step = await run(github, { action: 'edited' });
    expect(step).toMatchObject({ code: 0, outputs: { decision: 'pass' } });
  });
});

describe('history', () => {
  it('[T50] that two commits do not share cannot be judged', async () => {
    project = makeProject(GOOD);
    project.git('checkout', '--quiet', '--orphan', 'stranger');
    project.commit('alone', DEFECT);
    const github = await startGithub({ from: project.dir, pull: { head: 'stranger', base: 'main' } });
    const step = await run(github);
    expect(step).toMatchObject({ code: 2, outputs: { decision: 'could-not-judge' } });
  });

  it('[T51] with two merge bases is judged from the one that GitHub names', async () => {
    project = makeProject(GOOD, FINE);
    const [main, feature] = [project.git('rev-parse', 'main'), project.git('rev-parse', 'feature')];
    project.git('merge', '--quiet', '--no-ff', '-m', 'theirs', main);
    project.git('checkout', '--quiet', 'main');
    project.commit('main', { 'src/main.js': 'export const main = 1;\n' });
    project.git('merge', '--quiet', '--no-ff', '-m', 'crossed', feature);
    project.git('checkout', '--quiet', 'feature');
    project.commit('defect', DEFECT);
    const github = await startGithub({ from: project.dir, pull: { head: 'feature', base: 'main' } });
    const [one, two] = [await run(github), await run(github)];
    expect([one.code, two.code]).toEqual([1, 1]);
    expect(reportOf(one).change).toEqual(reportOf(two).change);
  });

  it('[T49] that no remote has any more cannot be judged', async () => {
    const github = await start(DEFECT);
    github.faults.push({ match: /git-upload-pack/, times: Infinity, status: 404 });
    const step = await run(github);
    expect(step).toMatchObject({ code: 2, outputs: { decision: 'could-not-judge' } });
  });
});

describe('a run that is ended while it fetches', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('[T100] [T101] by %s leaves no folder, no process and nothing green', async (signal, code) => {
    const github = await start(FINE);
    let step: ChildProcess | undefined;
    github.faults.push({
      match: /git-upload-pack/,
      hang: true,
      times: Infinity,
      meanwhile: () => setTimeout(() => step?.kill(signal), 200),
    });
    const ended = await run(github, { onStart: (child) => (step = child) });
    expect(ended).toMatchObject({ code });
    expect(fs.readdirSync(ended.temp).filter((name) => name.startsWith('gatewright-'))).toEqual([]);
    expect(greenOn(github, project.git('rev-parse', 'feature'))).toEqual([]);
    expect(github.checkRuns(project.git('rev-parse', 'feature'))).toEqual([]);
    const left = fs
      .readdirSync('/proc')
      .filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes(github.git));
    expect(left).toEqual([]);
  });
});

function commandOf(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
