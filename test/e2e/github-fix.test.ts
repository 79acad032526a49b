/** Proven fixes as commits on the judged branch, or as a pull request against it; and what stands in the way. */
import fs from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { KEY, startAnthropic } from '../support/anthropic/server.ts';
import { startGithub, type Github } from '../support/github/github.ts';
import { leaksOf } from '../support/github/leaks.ts';
import { runOnGithub, type GithubStep, type RunnerOptions } from '../support/github/step.ts';
import { makeProject, type Project } from '../support/project.ts';

const BROKEN =
  "import { price } from './mony.js';\n\nexport function show(cents) {\n  if (!!cents) return price(cents);\n  return 0;\n}\n";
const FIXED = BROKEN.replace('mony', 'money').replace('!!cents', 'cents');
const TOKEN = 'ghs_fixcanary0123456789abcdef';
const FEATURE = 'refs/heads/feature';
const JOURNAL = 'refs/gatewright/journal/pull-7';
const FIXES = 'gatewright/fix-7';

let project: Project;
afterEach(() => project.remove());

interface Start {
  readonly fix?: string;
  readonly head?: string;
}

async function start({ fix = 'commit', head = BROKEN }: Start = {}): Promise<Github> {
  const base = {
    '.github/gatewright.yml': `fix: ${fix}\n`,
    'package.json': '{ "name": "p" }\n',
    'src/money.js': 'export const price = (cents) => cents / 100;\n',
  };
  project = makeProject(base, { 'src/show.js': head });
  const github = await startGithub({
    from: project.dir,
    pull: { number: 7, head: 'feature', base: 'main' },
  });
  github.identify(TOKEN, {
    login: 'mender[bot]',
    app: { id: 77, slug: 'mender', name: 'Mender' },
  });
  return github;
}

interface Published {
  readonly kind: string;
  readonly branch?: string;
  readonly url?: string;
  readonly note: string;
  readonly commits?: readonly { id: string; title: string; proposals: string[] }[];
}

interface Ran extends GithubStep {
  readonly published: readonly Published[];
}

async function run(github: Github, options: RunnerOptions = {}): Promise<Ran> {
  const inputs = {
    'fix-token': TOKEN,
    show: 'summary, comment, review',
    only: 'lint, imports',
    ...options.inputs,
  };
  const step = await runOnGithub(github, { checkout: 'none', ...options, inputs });
  if (!step.outputs['report-file']) throw new Error(step.stdout + step.stderr);
  const report = JSON.parse(fs.readFileSync(step.outputs['report-file'] ?? '', 'utf8')) as object;
  return { ...step, published: (report as { published?: Published[] }).published ?? [] };
}

const tip = (github: Github, ref = FEATURE): string | null =>
  github.state.bare.ask('rev-parse', '--quiet', '--verify', ref);
const git = (github: Github, ...args: string[]): string => github.state.bare.git(...args);
const isMove = ({ body }: { readonly body: unknown }): boolean =>
  JSON.stringify(body ?? '').includes('mutation');
const comment = (github: Github): string => github.comments(7).at(-1)?.body ?? '';
const suggestions = (github: Github): number =>
  github.reviewComments(7).filter(({ body }) => body.includes('```suggestion')).length;

/** What the token that writes was used for, besides GraphQL. */
const routesOf = (github: Github): readonly string[] => {
  const spoken = github.requests.filter(({ headers }) => headers.authorization?.includes(TOKEN));
  return [...new Set(spoken.map(({ route }) => route ?? 'graphql'))].filter((route) => route !== 'graphql');
};

describe('fix: commit', () => {
  it('puts one commit for each kind of fix on the branch, whose new head passes and is left alone', async () => {
    const github = await start();
    const judged = github.pull(7).head;
    const ran = await run(github);
    expect(ran).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    const [{ kind, commits = [], url } = { kind: '' }] = ran.published;
    expect(kind).toBe('committed');
    const log = git(github, 'log', '--format=%H %an %cn %s', `${judged}..feature`).split('\n');
    expect(log).toEqual([
      `${commits[1]?.id} mender[bot] GitHub Correct imports`,
      `${commits[0]?.id} mender[bot] GitHub Apply the fixes of lint rules`,
    ]);
    expect(url).toBe(`${github.url}/acme/shop/commit/${commits[1]?.id}`);
    expect(git(github, 'show', 'feature:src/show.js')).toBe(FIXED.trimEnd());
    expect(git(github, 'diff', '--name-only', judged, 'feature')).toBe('src/show.js');
    const trailers = git(github, 'log', '-1', '--format=%(trailers)', 'feature').trim().split('\n');
    expect(trailers).toEqual([
      `Gatewright-Run: ${github.url}/acme/shop/actions/runs/${ran.run.id}`,
      `Gatewright-Proposal: ${commits[1]?.proposals[0]}`,
    ]);
    expect(git(github, 'show', `${JOURNAL}:journal.jsonl`).split('\n')).toHaveLength(2);
    const note = git(github, 'notes', '--ref', 'gatewright', 'show', 'feature');
    expect(note).toContain('"source":"fixer:imports"');
    const audit = fs.readFileSync(ran.outputs['audit-file'] ?? '', 'utf8').split('\n');
    expect(audit).toContain(note.trim());
    expect(comment(github)).toContain('2 commits on feature');
    expect(leaksOf(github, ran, TOKEN)).toEqual([]);
    expect(routesOf(github).every((route) => route.startsWith('git/'))).toBe(true);

    const again = await run(github, { action: 'synchronize' });
    expect(again).toMatchObject({ code: 0, outputs: { decision: 'pass' }, published: [] });
    expect(tip(github)).toBe(commits[1]?.id);
  });

  it('names prompt, model and request in the commit of what an assistant wrote', async () => {
    const server = await startAnthropic();
    const edits = [{ find: 'cents === NaN', replace: 'Number.isNaN(cents)' }];
    server.answer(() => ({ summary: 'Ask for a number [skip ci]', confidence: 'high', edits }));
    const github = await start({ head: 'export const show = (cents) => (cents === NaN ? 0 : cents);\n' });
    const inputs = { assistant: 'claude', 'anthropic-api-key': KEY };
    const ran = await run(github, { inputs, env: { ANTHROPIC_BASE_URL: server.url } });
    await server.close();
    expect(ran.published).toMatchObject([{ kind: 'committed' }]);
    const message = git(github, 'log', '-1', '--format=%B', 'feature');
    expect(message).toMatch(/^Mend what the gate found\n\n- Ask for a number skip ci in src\/show\.js\n/);
    expect(message).toMatch(/^Gatewright-Prompt: fix v\d+ [0-9a-f]{64}\nGatewright-Model: claude-\S+\n/m);
    expect(message).toMatch(/^Gatewright-Request-Id: \S+$/m);
    expect(leaksOf(github, ran, KEY)).toEqual([]);
  });

  it('[T53] leaves the branch to whoever pushed while it was judged, and says so', async () => {
    const github = await start();
    const theirs = project.commit('theirs', { 'README.md': 'mine\n' });
    // Of the moves the first is the journal's, then comes that of the branch.
    github.faults.push({ match: isMove, skip: 1, meanwhile: () => github.push(7, theirs) });
    const ran = await run(github);
    const note = expect.stringContaining('somebody pushed meanwhile');
    expect(ran.published).toMatchObject([{ kind: 'nothing', note }]);
    expect(ran).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    expect(tip(github)).toBe(theirs);
  });

  it('moves nothing where GitHub writes something else than was proven', async () => {
    const github = await start();
    const judged = github.pull(7).head;
    const sha = git(github, 'rev-parse', `${judged}^{tree}`);
    github.faults.push({ match: 'POST *git/trees', status: 201, body: { sha, truncated: false, tree: [] } });
    const ran = await run(github);
    const note = expect.stringContaining('not what was proven');
    expect(ran.published).toMatchObject([{ kind: 'nothing', note }]);
    expect([tip(github), tip(github, JOURNAL)]).toEqual([judged, null]);
  });

  it('suggests where a rule keeps the branch, and says which', async () => {
    const github = await start();
    const judged = github.pull(7).head;
    github.protect('feature', [{ type: 'pull_request' }]);
    const ran = await run(github);
    const note = expect.stringContaining('through a pull request');
    expect(ran.published).toMatchObject([{ kind: 'nothing', note }]);
    expect([tip(github), suggestions(github)]).toEqual([judged, 2]);
  });

  it('[T112] suggests without a token that may commit, and says in one sentence why', async () => {
    const github = await start();
    const judged = github.pull(7).head;
    const ran = await run(github, { inputs: { 'fix-token': github.token } });
    const note = expect.stringContaining('whose pushes start no workflow');
    expect(ran.published).toMatchObject([{ kind: 'nothing', note }]);
    expect(comment(github)).toContain('Nothing was committed');
    expect([tip(github), suggestions(github)]).toEqual([judged, 2]);
  });
});

describe('fix: suggest', () => {
  it('asks nothing with the token', async () => {
    const github = await start({ fix: 'suggest' });
    expect((await run(github)).published).toEqual([]);
    expect(github.requests.filter(({ headers }) => headers.authorization?.includes(TOKEN))).toEqual([]);
  });
});

describe('fix: pr', () => {
  it('opens one pull request against the branch, and finds it again', async () => {
    const github = await start({ fix: 'pr' });
    const judged = github.pull(7).head;
    const url = `${github.url}/acme/shop/pull/8`;
    expect((await run(github)).published).toMatchObject([{ kind: 'offered', branch: FIXES, url }]);
    expect(github.pull(8)).toMatchObject({ base: 'feature', headRef: FIXES, title: 'Fixes for #7' });
    expect(git(github, 'show', `${FIXES}:src/show.js`)).toBe(FIXED.trimEnd());
    const offered = tip(github, `refs/heads/${FIXES}`);
    expect((await run(github)).published).toMatchObject([{ kind: 'offered', url }]);
    expect([tip(github), tip(github, `refs/heads/${FIXES}`)]).toEqual([judged, offered]);
    expect(github.state.pulls.size).toBe(2);
  });
});
