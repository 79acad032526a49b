/** Ways round the gate that somebody hostile would try on GitHub: other bases, other events, forged words, broken answers. */
import { afterEach, describe, expect, it } from 'vitest';
import { startGithub, type Github, type PullOptions } from '../support/github/github.ts';
import { runOnGithub, type GithubStep, type RunnerOptions } from '../support/github/step.ts';
import { makeProject, type Project } from '../support/project.ts';
import type { Files } from '../support/trees.ts';

const POLICY = '.github/gatewright.yml';
const GOOD: Files = { 'src/sum.js': 'export const sum = (a, b) => a + b;\n' };
const FINE: Files = {
  'src/twice.js': "import { sum } from './sum.js';\nexport const twice = (a) => sum(a, a);\n",
};
const DEFECT: Files = {
  'src/io.js':
    'export function read(file) {\n  try {\n    return file();\n  } finally {\n    return null;\n  }\n}\n',
};
const LENIENT: Files = { [POLICY]: 'mode: observe\nvalidators:\n  lint: { level: off }\n' };

let project: Project;
afterEach(() => project.remove());

function start(head: Files, pull: PullOptions = {}, base: Files = GOOD): Promise<Github> {
  project = makeProject(base, head);
  return startGithub({ from: project.dir, pull: { number: 7, head: 'feature', base: 'main', ...pull } });
}

const run = (github: Github, options: RunnerOptions = {}): Promise<GithubStep> =>
  runOnGithub(github, {
    checkout: 'none',
    inputs: { show: 'check, summary', only: 'lint, tampering' },
    ...options,
  });

/** A pull request into a branch that somebody pushed, with a policy of their own. */
async function startOnSide(): Promise<Github> {
  project = makeProject(GOOD, {});
  project.git('checkout', '--quiet', '-b', 'side', 'main');
  project.commit('lenient', LENIENT);
  project.git('checkout', '--quiet', '-b', 'change');
  project.commit('defect', DEFECT);
  return startGithub({ from: project.dir, pull: { head: 'change', base: 'side' } });
}

describe('a base that somebody pushed, with a policy of their own', () => {
  it.each([
    ['pull_request', 'full'],
    ['pull_request', 'none'],
    ['merge_group', 'none'],
  ] as const)(
    '[T72] counts for nothing without a token either, on %s with checkout %s',
    async (event, checkout) => {
      const github = await startOnSide();
      const inputs = { token: '', show: 'summary' };
      const step = await run(github, { event, checkout, inputs });
      expect(step).toMatchObject({ code: 2, outputs: { decision: 'could-not-judge' } });
      expect(step.stdout).toContain('The policy lies on main, and GitHub does not say where that is');
    },
  );

  it('[T72] counts for nothing on a push to it, nor with commits that the workflow names', async () => {
    const github = await startOnSide();
    const [base, head] = [project.git('rev-parse', 'side'), project.git('rev-parse', 'change')];
    const inputs = { token: '', show: 'summary' };
    const push = await run(github, {
      event: 'push',
      branch: 'change',
      before: base,
      inputs,
      checkout: 'full',
    });
    const given = await run(github, { checkout: 'full', inputs: { ...inputs, base, head } });
    expect([push.code, given.code]).toEqual([2, 2]);
  });

  it('while it is judged makes the verdict stale: nothing is green', async () => {
    const github = await start(FINE);
    github.state.bare.set('refs/heads/release', project.git('rev-parse', 'main'));
    github.faults.push({
      match: 'GET /repos/acme/shop/rules/branches/main',
      meanwhile: () => github.retarget(7, 'release'),
    });
    const step = await run(github);
    expect(step).toMatchObject({ code: 4, outputs: { decision: 'stale' } });
    expect(step.stdout).toContain('got another base while it was judged');
    expect(github.checkRuns(github.pull(7).head)).toMatchObject([{ conclusion: 'cancelled' }]);
  });
});

it('[T75] a change from before the gate was adopted brings no job of its name unseen', async () => {
  const forged = { '.github/workflows/evil.yml': 'on: pull_request\njobs:\n  gatewright: {}\n' };
  const gate = 'on: pull_request\njobs:\n  gatewright:\n    steps:\n      - uses: acme/gatewright@v1\n';
  project = makeProject(GOOD, forged);
  project.git('checkout', '--quiet', 'main');
  project.commit('adopt', { '.github/workflows/gatewright.yml': gate });
  const github = await startGithub({ from: project.dir, pull: { number: 7, head: 'feature', base: 'main' } });
  expect(await run(github)).toMatchObject({ code: 1, outputs: { decision: 'block' } });
});

it('a head that was merged is judged as it was proposed when its job runs again, and stays red', async () => {
  const github = await start(DEFECT);
  const { payload, run: red } = await run(github);
  github.advance('main', github.pull(7).head);
  github.closePull(7, true);
  const step = await run(github, { payload, run: { id: red.id, attempt: 2 } });
  expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
});

describe('the display on the head of a pull request', () => {
  const display = (github: Github) =>
    github.checkRuns(github.pull(7).head).filter(({ name }) => name === 'Gatewright report');

  it('stays red when a later push, judged alone, is fine', async () => {
    const github = await start(DEFECT);
    const before = github.pull(7).head;
    github.push(7, project.commit('more', FINE));
    expect((await run(github)).code).toBe(1);
    expect((await run(github, { event: 'push', branch: 'feature', before })).code).toBe(0);
    expect(display(github)).toMatchObject([{ conclusion: 'failure' }]);
  });

  it('has no green of a proposal for another branch, to which somebody pushed the rest', async () => {
    const github = await start(DEFECT);
    github.state.bare.set('refs/heads/copy', github.pull(7).head);
    github.push(7, project.commit('more', FINE));
    github.retarget(7, 'copy');
    expect((await run(github)).code).toBe(0);
    expect(display(github)).toEqual([]);
    github.retarget(7, 'main');
    expect((await run(github, { action: 'edited' })).code).toBe(1);
    expect(display(github)).toMatchObject([{ conclusion: 'failure' }]);
  });

  it('[T107] is taken back when a newer run was shown just before it', async () => {
    const github = await start(FINE);
    const meanwhile = () => {
      const { state } = github;
      const [first] = state.checkRuns;
      if (!first) throw new Error('there is no job');
      const output = { title: 'Blocked', summary: 'Blocked', text: null };
      const newer = {
        id: state.id(),
        name: 'Gatewright report',
        conclusion: 'failure',
        external_id: '99999.1',
      };
      state.checkRuns.push({ ...first, ...newer, output, status: 'completed', job: false });
    };
    github.faults.push({ match: 'POST */check-runs', meanwhile });
    await run(github);
    expect(display(github)).toMatchObject([{ conclusion: 'failure' }, { conclusion: 'cancelled' }]);
  });
});

describe('what GitHub answers', () => {
  const ODD = [
    { status: 201, body: {} },
    { status: 201, body: [] },
    { status: 204, body: '' },
  ];
  it.each([
    ['check', 'POST */check-runs', [0, 1, 1]],
    ['comment', 'POST */issues/7/comments', [1, 0, 1]],
    ['review', 'POST */pulls/7/reviews', [1, 1, 0]],
  ] as const)(
    'about the %s alone may be what nobody documents: the others are shown',
    async (_, match, left) => {
      const shown = [];
      for (const odd of ODD) {
        const github = await start(DEFECT);
        github.faults.push({ match, times: Infinity, ...odd });
        const step = await run(github, { inputs: { show: 'check, comment, review, summary' } });
        expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
        const { head } = github.pull(7);
        shown.push(
          [github.checkRuns(head), github.comments(7), github.reviewComments(7)].map((all) => all.length),
        );
        project.remove();
      }
      expect(shown).toEqual(ODD.map(() => left));
    },
  );

  it('[T76] is no workflow command in the log, in the old spelling neither', async () => {
    const github = await start(DEFECT);
    const errors = ['bad ##[set-output name=decision;]pass', '::set-output name=decision::pass'];
    github.sarif.next = { pending: 0, status: 'failed', errors };
    const step = await run(github, { inputs: { show: 'code-scanning, summary' } });
    expect(step.stdout).toContain('could not take the SARIF log: bad ##');
    expect(step.stdout).not.toMatch(/##\[/);
    expect(step.outputs).toMatchObject({ decision: 'block' });
  });
});
