/** What people say on a pull request: accepts, commands, approvals, and everything said that must not count. */
import fs from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startGithub, type Github } from '../support/github/github.ts';
import { runOnGithub, type GithubStep } from '../support/github/step.ts';
import { makeProject, type Project } from '../support/project.ts';
import type { Files } from '../support/trees.ts';

const GATE = '.github/workflows/gatewright.yml';
const COMMENTS = '.github/workflows/gatewright-comments.yml';
const BASE = { 'src/sum.js': 'export const sum = (a, b) => a + b;\n' };
const DEFECT = {
  'src/io.js':
    'export function read(file) {\n  try {\n    return file();\n  } finally {\n    return null;\n  }\n}\n',
};
const OTHER = DEFECT['src/io.js'].replaceAll('null', 'file.name');
const ESCALATE = {
  '.github/gatewright.yml': 'escalate:\n  - rules: [lint/no-unsafe-finally]\n    to: [root, mallory]\n',
};

const projects: Project[] = [];
afterAll(() => projects.forEach((project) => project.remove()));

let github: Github;
let project: Project;

async function start(base: Files = BASE, head: Files = DEFECT, author = 'ada'): Promise<void> {
  project = makeProject(base, head);
  projects.push(project);
  github = await startGithub({ from: project.dir, pull: { number: 7, author } });
}

const judge = (options: Parameters<typeof runOnGithub>[1] = {}): Promise<GithubStep> =>
  runOnGithub(github, {
    inputs: { show: 'check, comment, summary', only: 'lint, tampering' },
    checkout: 'none',
    ...options,
  });

/** The same job of the same head, as GitHub runs it again. */
const again = ({ payload, run }: GithubStep): Promise<GithubStep> =>
  judge({ payload, run: { id: run.id, attempt: run.attempt + 1 } });

/** The comment, and the workflow that answers it. */
async function say(login: string, body: string): Promise<GithubStep> {
  const comment = github.say(7, login, body);
  return listen({ event: 'issue_comment', comment });
}

const listen = (options: Parameters<typeof runOnGithub>[1]): Promise<GithubStep> =>
  runOnGithub(github, {
    number: 7,
    checkout: 'none',
    inputs: { workflow: GATE },
    run: { workflow: COMMENTS, job: 'answer' },
    ...options,
  });

interface Finding {
  readonly rule: string;
  readonly standing: string;
  readonly fingerprint: string;
  readonly accepted: { readonly by: string; readonly reason: string } | null;
}

const reportOf = (step: GithubStep) =>
  JSON.parse(fs.readFileSync(step.outputs['report-file'] ?? '', 'utf8')) as {
    verdict: { reasons: string[] };
    findings: Finding[];
  };
const findingsOf = (step: GithubStep): Finding[] => reportOf(step).findings;
const reasonsOf = (step: GithubStep): string => reportOf(step).verdict.reasons.join(' ');

const fingerprintOf = (step: GithubStep): string =>
  findingsOf(step).find(({ standing }) => standing === 'new')?.fingerprint ?? 'none';

/** As people read them. */
const shown = (body: string): string => body.replaceAll('&#58;', ':');
const answers = (): string[] =>
  github.comments(7).flatMap(({ body }) => (body.startsWith('Gatewright: ') ? [shown(body)] : []));
const reactions = (): (readonly string[])[] =>
  github.comments(7).flatMap(({ user, reactions }) => (user.type === 'User' ? [reactions] : []));

describe('an accept', () => {
  beforeEach(() => start());

  it('of a maintainer runs the check again, which is green and says who answers for the finding', async () => {
    const red = await judge();
    expect(red).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    const answer = await say('root', `/gatewright accept ${fingerprintOf(red)} null is the contract`);
    expect(answer).toMatchObject({ code: 0, outputs: { decision: 'nothing-to-judge' } });
    expect(github.reruns).toEqual([red.run.id]);
    expect(reactions()).toEqual([['+1']]);
    expect(answers()).toEqual([]);

    const green = await again(red);
    expect(green).toMatchObject({ code: 0, outputs: { decision: 'pass' } });
    expect(findingsOf(green)).toEqual([
      expect.objectContaining({
        standing: 'accepted',
        accepted: expect.objectContaining({ by: 'root', reason: 'null is the contract' }),
      }),
    ]);
    expect(green.stdout).toContain('accepted by root: null is the contract');
    expect(
      github
        .comments(7)
        .map(({ body }) => shown(body))
        .join(),
    ).toContain('accepted by root: null is the contract');
    expect(github.checkRuns(github.pull(7).head).at(-1)).toMatchObject({ conclusion: 'success' });
  });

  it('outlives a push that leaves the code, and not one that changes it', async () => {
    const red = await judge();
    github.say(7, 'root', `/gatewright accept ${fingerprintOf(red)} null is the contract`);
    github.push(7, project.commit('more', { 'src/io.js': `// Reads.\n\n${DEFECT['src/io.js']}` }));
    expect((await judge()).code).toBe(0);
    github.push(7, project.commit('other', { 'src/io.js': OTHER }));
    expect((await judge()).code).toBe(1);
  });

  it('counts by its first digits for the head that it was said about, and for no later one', async () => {
    const red = await judge();
    github.say(7, 'root', `/gatewright accept ${fingerprintOf(red).slice(0, 8)} null is the contract`);
    expect((await again(red)).code).toBe(0);
    github.push(7, project.commit('more', { 'src/sum.js': `${BASE['src/sum.js']}\n` }));
    const later = await judge();
    expect(later.code).toBe(1);
    expect(reasonsOf(later)).toContain('one of a shortened fingerprint counts for one head alone');
  });

  it('counts in the merge queue', async () => {
    const red = await judge();
    expect((await judge({ event: 'merge_group' })).code).toBe(1);
    github.say(7, 'root', `/gatewright accept ${fingerprintOf(red)} null is the contract`);
    expect((await judge({ event: 'merge_group' })).code).toBe(0);
  });

  it('[T118] of whoever may not give one stays without effect, in the answer and in the verdict', async () => {
    const red = await judge();
    const command = `/gatewright accept ${fingerprintOf(red)} it is fine`;
    for (const login of ['mallory', 'ada', 'helper[bot]']) await say(login, command);
    expect(github.reruns).toEqual([]);
    expect(answers()).toEqual([
      'Gatewright: This does not count: it takes write access to this repository.',
      'Gatewright: This does not count: nobody accepts findings of their own change.',
    ]);
    const still = await again(red);
    expect(still.code).toBe(1);
    expect(reasonsOf(still)).toContain(
      'by mallory does not count: it takes write access to this repository.',
    );
    expect(reasonsOf(still)).toContain('by ada does not count: nobody accepts findings of their own change.');
  });

  it('does not count once its comment was edited', async () => {
    const red = await judge();
    const comment = github.say(7, 'root', '/gatewright rerun');
    github.editComment(comment.id, `/gatewright accept ${fingerprintOf(red)} it is fine`);
    const still = await again(red);
    expect(still.code).toBe(1);
    expect(reasonsOf(still)).toContain('the comment may have been edited; write a new one.');
  });

  it('counts though its comment was hidden, which moves the time of its last change', async () => {
    const red = await judge();
    const comment = github.say(7, 'root', `/gatewright accept ${fingerprintOf(red)} null is the contract`);
    comment.updated_at = github.state.now();
    expect((await again(red)).code).toBe(0);
  });

  it('counts for nothing where it is quoted', async () => {
    const red = await judge();
    await say('root', `> /gatewright accept ${fingerprintOf(red)} it is fine\n\nNo, it is not.`);
    expect((await again(red)).code).toBe(1);
    expect(github.reruns).toEqual([]);
  });

  it('fails closed, and says it, when comments cannot be read', async () => {
    const red = await judge();
    github.say(7, 'root', `/gatewright accept ${fingerprintOf(red)} null is the contract`);
    github.faults.push({ match: 'GET /repos/acme/shop/issues/7/comments*', times: 1, status: 403 });
    const still = await again(red);
    expect(still.code).toBe(1);
    expect(reasonsOf(still)).toContain('No accept counts:');
  });
});

describe('the change of an agent', () => {
  beforeEach(() => start(BASE, DEFECT, 'claude[bot]'));

  it('is judged as any other, and a person answers for its findings, never the agent', async () => {
    const red = await judge();
    expect(red.code).toBe(1);
    await say('claude[bot]', `/gatewright accept ${fingerprintOf(red)} trust me`);
    expect((await again(red)).code).toBe(1);
    await say('ada', `/gatewright accept ${fingerprintOf(red)} null is the contract`);
    expect((await again(red)).code).toBe(0);
    expect(answers()).toEqual([]);
  });
});

describe('an edit of the workflow that runs the gate', () => {
  const gate = (name: string) =>
    `name: ${name}\non: pull_request\njobs:\n  gatewright:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: acme/gatewright@v1\n`;
  beforeEach(() => start({ ...BASE, [GATE]: gate('Gate') }, { [GATE]: gate('Gates') }));

  it('[T75] passes when a maintainer accepts it, and the next edit does not', async () => {
    const red = await judge();
    expect(findingsOf(red).map(({ rule }) => rule)).toEqual(['tampering/workflow']);
    github.say(7, 'root', `/gatewright accept ${fingerprintOf(red)} read it`);
    expect((await again(red)).code).toBe(0);
    github.push(7, project.commit('more', { [GATE]: gate('Gone') }));
    expect((await judge()).code).toBe(1);
  });
});

describe('a rerun', () => {
  beforeEach(() => start());

  it("is the author's to ask, and not a stranger's", async () => {
    const red = await judge();
    await say('ada', '/gatewright rerun');
    expect(github.reruns).toEqual([red.run.id]);
    red.run.status = 'completed';
    await say('mallory', '/gatewright rerun');
    expect(github.reruns).toHaveLength(1);
    expect(reactions()).toEqual([['+1'], ['confused']]);
  });

  it('says which permission is missing', async () => {
    await judge();
    github.permit({ contents: 'read', actions: 'read', 'pull-requests': 'write' });
    const step = await say('root', '/gatewright rerun');
    expect(step).toMatchObject({ code: 0, outputs: { decision: 'nothing-to-judge' } });
    expect(answers()[0]).toContain('actions: write');
  });
});

it('a comment that is no command asks nothing of GitHub', async () => {
  await start();
  const before = github.requests.length;
  expect((await say('mallory', 'Nice work!')).outputs['decision']).toBe('nothing-to-judge');
  expect(github.requests).toHaveLength(before);
});

describe('an escalated rule', () => {
  beforeEach(() => start({ ...BASE, ...ESCALATE }));

  it('blocks until somebody named approves this very head, after which the workflow of reviews runs it again', async () => {
    const red = await judge();
    expect(red.code).toBe(1);
    expect(reasonsOf(red)).toContain('Waiting for an approval of this head by root or mallory');
    github.approve(7, 'root');
    const ended = github.run({
      head: github.pull(7).head,
      path: '.github/workflows/gatewright-reviews.yml',
      event: 'pull_request_review',
    });
    await listen({ event: 'workflow_run', ended });
    expect(github.reruns).toEqual([red.run.id]);
    const green = await again(red);
    expect(green.code).toBe(0);
    expect(green.stdout).toContain('accepted by root: approved this head');
    expect((await judge({ event: 'merge_group' })).code).toBe(0);

    github.push(7, project.commit('more', { 'src/sum.js': `${BASE['src/sum.js']}\n` }));
    expect((await judge()).code).toBe(1);
  });

  it('is not released by an accept, by somebody without write access, nor by an approval that was taken back', async () => {
    const red = await judge();
    github.say(7, 'root', `/gatewright accept ${fingerprintOf(red)} it is fine`);
    github.approve(7, 'mallory');
    const still = await again(red);
    expect(still.code).toBe(1);
    expect(reasonsOf(still)).toContain('still waits: the policy escalates lint/no-unsafe-finally');
    expect(reasonsOf(still)).toContain('The approval of mallory does not count: it takes write access here.');
    github.approve(7, 'root');
    github.review(7, 'root', 'CHANGES_REQUESTED');
    expect((await again(red)).code).toBe(1);
  });

  it('[T72] stays escalated though the change edits the policy and adds a directive', async () => {
    github.push(
      7,
      project.commit('loosen', {
        '.github/gatewright.yml': 'validators:\n  lint: { level: off }\n',
        'src/io.js': DEFECT['src/io.js'].replace(
          '    return null',
          '    // eslint-disable-next-line\n    return null',
        ),
      }),
    );
    const red = await judge();
    expect(red.code).toBe(1);
    expect(reasonsOf(red)).toContain('Waiting for an approval of this head by root or mallory');
  });
});
