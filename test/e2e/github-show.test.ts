/** What GitHub would show after the action ran: check run, comment, review comments, alerts; and what it cost. */
import { afterEach, describe, expect, it } from 'vitest';
import { startGithub, type Github, type PullOptions } from '../support/github/github.ts';
import { secondaryLimit } from '../support/github/faults.ts';
import { tokenOf } from '../support/github/permissions.ts';
import { makeProject, type Project } from '../support/project.ts';
import { runOnGithub, type GithubStep, type RunnerOptions } from '../support/github/step.ts';
import type { Files } from '../support/trees.ts';

const GOOD: Files = { 'src/sum.js': 'export const sum = (a, b) => a + b;\n' };
const FINE: Files = Object.fromEntries(
  Array.from({ length: 10 }, (_, at) => [
    `src/fine${at}.js`,
    `import { sum } from './sum.js';\nexport const add${at} = (a) => sum(a, ${at});\n`,
  ]),
);
const defect = (name: string): string =>
  `export function ${name}(file) {\n  try {\n    return file();\n  } finally {\n    return null;\n  }\n}\n`;
const DEFECT: Files = { 'src/io.js': defect('read') };

interface Log {
  readonly runs: readonly {
    readonly results: readonly {
      readonly locations: readonly { readonly physicalLocation: { readonly region: object } }[];
    }[];
  }[];
}

let project: Project;
afterEach(() => project.remove());

function start(head: Files, pull: PullOptions = {}): Promise<Github> {
  project = makeProject(GOOD, head);
  return startGithub({ from: project.dir, pull: { number: 7, head: 'feature', base: 'main', ...pull } });
}

/** Code scanning takes GitHub its time: it is asked for where it is looked at. */
const SHOW = 'summary, annotations, check, comment, review';
const run = (github: Github, options: RunnerOptions = {}): Promise<GithubStep> =>
  runOnGithub(github, {
    checkout: 'none',
    ...options,
    inputs: { show: SHOW, only: 'lint, imports', ...options.inputs },
  });

const head = (github: Github) => github.pull(7).head;
const ours = (github: Github) =>
  github.comments(7).filter(({ user, minimized }) => user.login === 'github-actions[bot]' && !minimized);
const asked = (github: Github, route: string) => github.requests.filter((request) => request.route === route);
const settled = (github: Github) =>
  github.requests.filter(({ route }) => route !== 'code-scanning/get-sarif');

describe('a clean pull request of ten files', () => {
  it('is shown by one check run and an empty log, within twelve requests', async () => {
    const github = await start(FINE);
    const step = await run(github, { inputs: { show: '' } });
    expect(step).toMatchObject({ code: 0, outputs: { decision: 'pass' } });
    expect(settled(github).length).toBeLessThanOrEqual(12);
    expect(github.checkRuns(head(github))).toMatchObject([
      { name: 'Gatewright report', status: 'completed', conclusion: 'success', annotations: [] },
    ]);
    expect(github.comments(7)).toEqual([]);
    expect(github.sarifs()).toMatchObject([{ ref: 'refs/pull/7/head', commit_sha: head(github) }]);
  });
});

describe('a defect', () => {
  it('is one red check run, one comment, one review comment, one alert', async () => {
    const github = await start(DEFECT);
    const step = await run(github, { inputs: { show: 'all' } });
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    expect(github.checkRuns(head(github))).toMatchObject([{ conclusion: 'failure', annotations: [] }]);
    expect(ours(github)).toHaveLength(1);
    expect(ours(github)[0]?.body).toContain('## Gatewright: blocked');
    expect(github.reviewComments(7)).toMatchObject([{ path: 'src/io.js', line: 5, side: 'RIGHT' }]);
    const [sarif] = github.sarifs();
    expect(sarif).toMatchObject({ status: 'complete', ref: 'refs/pull/7/head' });
    expect(step.stdout).not.toMatch(/^::error file/m);
  });

  it('that is mended leaves the comment in place, in two lines', async () => {
    const github = await start(DEFECT);
    await run(github);
    github.push(7, project.commit('mend', { 'src/io.js': 'export const read = (file) => file();\n' }));
    expect(await run(github)).toMatchObject({ code: 0 });
    expect(github.comments(7)).toHaveLength(1);
    expect(ours(github)[0]?.body).toMatch(/^<!--.*-->\n\*\*Gatewright: passed\*\*/);
    expect(github.reviewComments(7)).toHaveLength(1);
    expect(github.checkRuns(head(github)).at(-1)).toMatchObject({ conclusion: 'success' });
  });

  it('[T106] that is judged twice is told once', async () => {
    const github = await start(DEFECT);
    await run(github);
    await run(github);
    expect(ours(github)).toHaveLength(1);
    expect(github.reviewComments(7)).toHaveLength(1);
    // Nobody is notified of a second one that is withdrawn at once.
    expect(asked(github, 'pulls/create-review')).toHaveLength(1);
    expect(asked(github, 'issues/create-comment')).toHaveLength(1);
    expect(new Set(github.checkRuns(head(github)).map(({ conclusion }) => conclusion))).toEqual(
      new Set(['failure']),
    );
  });

  it('[T79] is told beside whoever wrote our marker first, not over it', async () => {
    const github = await start(DEFECT);
    const marker = `<!-- gatewright run=999999999999.1 head=${head(github)} -->`;
    const forged = github.say(7, 'mallory', `${marker}\n**Gatewright: passed**`);
    await run(github);
    expect(ours(github)).toHaveLength(1);
    expect(github.comments(7).find(({ id }) => id === forged.id)?.body).toContain('passed');
  });

  it('[T79] is told in our comment though it is on the third page', async () => {
    const github = await start(DEFECT);
    for (let at = 0; at < 230; at++) github.say(7, 'ada', `chatter ${at}`);
    await run(github);
    for (let at = 0; at < 30; at++) github.say(7, 'ada', `more ${at}`);
    await run(github);
    expect(ours(github)).toHaveLength(1);
  });
});

describe('many findings', () => {
  it('[T15] take one request for each fifty annotations', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 120 }, (_, at) => [`src/f${at}.js`, defect(`read${at}`)]),
    );
    const github = await start(files);
    expect(await run(github, { inputs: { show: 'check' } })).toMatchObject({ code: 1 });
    expect(asked(github, 'checks/create')).toHaveLength(1);
    expect(asked(github, 'checks/update')).toHaveLength(2);
    const annotated = github.checkRuns(head(github))[0]?.annotations.map(({ path }) => path);
    expect(new Set(annotated)).toHaveLength(120);
  });

  it('[T15] keep the verdict when a batch in the middle fails', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 120 }, (_, at) => [`src/f${at}.js`, defect(`read${at}`)]),
    );
    const github = await start(files);
    github.faults.push({ match: 'PATCH */check-runs/*', status: 422, body: { message: 'no' }, times: 1 });
    expect(await run(github, { inputs: { show: 'check' } })).toMatchObject({ code: 1 });
    expect(github.checkRuns(head(github))).toMatchObject([{ conclusion: 'failure' }]);
    expect(github.checkRuns(head(github))[0]?.annotations).toHaveLength(120);
  });
});

describe('trouble', () => {
  it('[T8] a gateway that fails twice leaves exactly one comment', async () => {
    const github = await start(DEFECT);
    github.faults.push({ match: 'POST */issues/7/comments', status: 502, times: 2 });
    await run(github);
    expect(ours(github)).toHaveLength(1);
  });

  it('[T9] a comment and a check run whose answers get lost are adopted', async () => {
    const github = await start(DEFECT);
    github.faults.push({ match: 'POST */issues/7/comments', cut: 'after' });
    github.faults.push({ match: 'POST */check-runs', cut: 'after' });
    await run(github);
    expect(ours(github)).toHaveLength(1);
    expect(github.checkRuns(head(github))).toHaveLength(1);
  });

  it('[T1] a secondary limit is waited for, and all is shown', async () => {
    const github = await start(DEFECT);
    github.faults.push({ match: 'POST */check-runs', ...secondaryLimit(1) });
    expect(await run(github)).toMatchObject({ code: 1 });
    expect(github.checkRuns(head(github))).toHaveLength(1);
  });

  it('[T4] a fork’s token is tried once for each surface, and the job says the rest', async () => {
    const github = await start(DEFECT, { fork: true });
    github.permit(tokenOf({ event: 'pull_request', fork: true }));
    const step = await run(github);
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    expect(
      github.requests.filter(({ method, path }) => method === 'POST' && !path.includes('graphql')),
    ).toHaveLength(3);
    expect(step.stdout).toMatch(/^::error file=src\/io\.js,line=5/m);
    expect(step.summary.match(/fork may only read/g)).toHaveLength(1);
    expect(step.stdout.match(/fork may only read/g)).toHaveLength(1);
    expect([github.checkRuns(head(github)), github.comments(7), github.reviewComments(7)]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('[T52] a force-push while it is judged leaves nothing green on either head', async () => {
    const github = await start(FINE);
    const old = head(github);
    const newer = project.commit('more', DEFECT);
    let looked = 0;
    github.faults.push({
      match: ({ method, path }) => method === 'GET' && path.endsWith('/pulls/7') && ++looked === 2,
      meanwhile: () => github.push(7, newer),
    });
    const step = await run(github);
    expect(step).toMatchObject({ code: 4, outputs: { decision: 'stale' } });
    expect(github.checkRuns(old)).toMatchObject([{ conclusion: 'cancelled' }]);
    expect(github.checkRuns(newer)).toEqual([]);
    expect(github.comments(7)).toEqual([]);
  });

  it('[T53] a force-push between check run and comment leaves no word about the old head', async () => {
    const github = await start(DEFECT);
    const newer = project.commit('more', FINE);
    github.faults.push({ match: 'POST */check-runs', meanwhile: () => github.push(7, newer) });
    await run(github);
    expect([github.comments(7), github.reviewComments(7)]).toEqual([[], []]);
    expect(github.checkRuns(newer)).toEqual([]);
  });

  it('[T107] an older run that ends last leaves the newer one’s words', async () => {
    const github = await start(DEFECT);
    await run(github, { run: { id: 900_001 } });
    const [before] = ours(github);
    await run(github, { run: { id: 900_000 } });
    expect(ours(github).map(({ body }) => body)).toEqual([before?.body]);
    expect(github.checkRuns(head(github))).toHaveLength(1);
  });

  it('[T84] the log of a change that touches one line of many has no region off that line, and is taken', async () => {
    project = makeProject(
      { ...GOOD, 'src/io.js': `${defect('read')}// the end\n` },
      {
        'src/io.js': `${defect('read').replace('return null', 'return undefined')}// the end\n`,
      },
    );
    const github = await startGithub({
      from: project.dir,
      pull: { number: 7, head: 'feature', base: 'main' },
    });
    await run(github, { inputs: { show: 'code-scanning' } });
    const [sarif] = github.sarifs();
    expect(sarif).toMatchObject({ status: 'complete', errors: [] });
    const { results } = (sarif?.log as Log).runs[0] ?? { results: [] };
    const regions = results.map(({ locations: [place] }) => place?.physicalLocation.region);
    expect(regions).toMatchObject([{ startLine: 5, endLine: 5 }]);
  });

  it('[T78] hostile names stay inert in all that GitHub gets', async () => {
    const name = 'src/a|b`@everyone<img src=x>[x](y).js';
    const github = await start({ [name]: defect('read') });
    await run(github);
    const bodies = [ours(github)[0]?.body ?? '', github.reviewComments(7)[0]?.body ?? ''];
    for (const body of bodies) {
      expect(body).not.toBe('');
      expect(body).not.toMatch(/<img|@everyone|\[x\]\(y\)/);
    }
    expect(github.reviewComments(7)).toMatchObject([{ path: name }]);
  });
});

describe('two runs of one head at the same time', () => {
  it('[T106] leave one comment, one review comment and one outcome', async () => {
    const github = await start(DEFECT);
    const steps = await Promise.all([
      run(github, { run: { id: 900_000 } }),
      run(github, { run: { id: 900_001 } }),
    ]);
    expect(steps.map(({ code }) => code)).toEqual([1, 1]);
    expect(ours(github)).toHaveLength(1);
    expect(ours(github)[0]?.body).toContain('Gatewright: blocked');
    expect(github.reviewComments(7)).toHaveLength(1);
    expect(github.checkRuns(head(github)).at(-1)).toMatchObject({ conclusion: 'failure' });
  });
});

describe('another token than the workflow’s own', () => {
  it('[T79] of a person makes no check run, and knows its own comment again', async () => {
    const github = await start(DEFECT);
    const token = 'ghp_canaryperson';
    github.identify(token, { login: 'root' });
    await run(github, { inputs: { token } });
    const step = await run(github, { inputs: { token } });
    expect(github.checkRuns(head(github))).toEqual([]);
    expect(github.comments(7)).toMatchObject([{ user: { login: 'root' } }]);
    expect(github.reviewComments(7)).toHaveLength(1);
    expect(step.stdout + step.summary).not.toContain(token);
  });

  it('[T79] of an app knows its own comment again, and leaves that of the workflow’s token alone', async () => {
    const github = await start(DEFECT);
    await run(github);
    const app = { id: 77, slug: 'our-gate', name: 'Our gate' };
    github.identify('ghs_canaryapp', { login: 'our-gate[bot]', app });
    for (const inputs of [{ token: 'ghs_canaryapp' }, { token: 'ghs_canaryapp' }])
      await run(github, { inputs });
    expect(github.comments(7).map(({ user }) => user.login)).toEqual([
      'github-actions[bot]',
      'our-gate[bot]',
    ]);
  });
});

describe('a run that comes to no verdict', () => {
  it('fails its check run, and takes the green away from the comment of the head before', async () => {
    const github = await start(DEFECT);
    await run(github);
    const broken = project.git('commit-tree', 'main^{tree}', '-p', 'main', '-m', 'same');
    github.push(7, broken);
    await run(github);
    expect(ours(github)[0]?.body).toContain('passed');
    github.push(7, project.commit('more', FINE));
    github.faults.push({ match: /shop\.git/, status: 500, times: 99 });
    const step = await run(github);
    expect(step).toMatchObject({ code: 2, outputs: { decision: 'could-not-judge' } });
    expect(github.checkRuns(head(github))).toMatchObject([
      { conclusion: 'failure', output: { title: expect.stringMatching(/^Could not judge: /) as string } },
    ]);
    expect(ours(github)).toHaveLength(1);
    expect(ours(github)[0]?.body).toContain('could not judge');
  });
});
