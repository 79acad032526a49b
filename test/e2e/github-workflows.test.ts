/** The workflows that we offer, run on the local GitHub with exactly the permissions and inputs that they write down. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startGithub, type Github } from '../support/github/github.ts';
import { tokenOf, type Permissions } from '../support/github/permissions.ts';
import { runOnGithub, type GithubStep } from '../support/github/step.ts';
import { makeProject, type Project } from '../support/project.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const WORKFLOW = '.github/workflows/gatewright.yml';
const DEFECT =
  'export function read(file) {\n  try {\n    return file();\n  } finally {\n    return null;\n  }\n}\n';
const REQUIRED = {
  type: 'required_status_checks',
  parameters: {
    strict_required_status_checks_policy: false,
    required_status_checks: [{ context: 'gatewright', integration_id: 15368 }],
  },
};

interface Job {
  readonly permissions: Permissions;
  readonly steps: readonly { readonly uses: string; readonly with?: Readonly<Record<string, string>> }[];
}

const text = (name: string) => fs.readFileSync(path.join(ROOT, `docs/workflows/${name}.yml`), 'utf8');
const jobOf = (name: string): Job =>
  Object.values((parse(text(name)) as { jobs: Record<string, Job> }).jobs)[0] as Job;

let project: Project;
beforeAll(() => {
  project = makeProject(
    { 'a.js': 'export const a = 1;\n', [WORKFLOW]: text('simple') },
    { 'src/io.js': DEFECT },
  );
});
afterAll(() => project.remove());

interface Case {
  readonly event: string;
  readonly fork?: boolean;
  /** A permission that the maintainer took out. */
  readonly without?: string;
}

/** Runs the one job of an example in a private repository whose rules require the check. */
async function run(
  name: string,
  { event, fork = false, without = '' }: Case,
): Promise<{ github: Github; step: GithubStep }> {
  const pull = { number: 7, head: 'feature', base: 'main', author: 'ada', fork };
  const github = await startGithub({ from: project.dir, private: !fork, pull });
  github.protect('main', [REQUIRED]);
  github.sarif.next = { pending: 0, status: 'complete', errors: [] };
  const { permissions, steps } = jobOf(name);
  const { [without as keyof Permissions]: _, ...left } = permissions;
  github.permit(tokenOf({ event, fork, permissions: left }));
  const inputs = Object.assign({}, ...steps.map((one) => one.with ?? {})) as Record<string, string>;
  if (event === 'issue_comment') {
    github.run({ head: github.pull(7).head, path: WORKFLOW, event: 'pull_request' });
    github.say(7, 'root', '/gatewright rerun');
  }
  return { github, step: await runOnGithub(github, { event, number: 7, checkout: 'none', inputs }) };
}

const displays = (github: Github, step: GithubStep) =>
  github.checkRuns(step.run.head).map(({ name, conclusion }) => `${name}: ${conclusion}`);

describe('a workflow that we offer', () => {
  it.each([
    ['simple', 'pull_request'],
    ['hardened', 'pull_request_target'],
    ['required', 'pull_request'],
  ])('%s shows everything in a private repository, on %s', async (name, event) => {
    const { github, step } = await run(name, { event });
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    expect(displays(github, step)).toContain('Gatewright report: failure');
    expect(github.comments(7)).toHaveLength(1);
    expect(github.sarifs()).toHaveLength(1);
    expect(step.summary).not.toContain('refused');
    expect(step.stdout).not.toMatch(/permission/i);
  });

  it.each(['checks', 'pull-requests', 'security-events'])(
    'simple needs %s only to show, and says once what is not shown',
    async (without) => {
      const { github, step } = await run('simple', { event: 'pull_request', without });
      expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
      const shown = {
        checks: displays(github, step).includes('Gatewright report: failure'),
        'pull-requests': github.comments(7).length > 0,
        'security-events': github.sarifs().length > 0,
      };
      expect(shown).toEqual({
        checks: true,
        'pull-requests': true,
        'security-events': true,
        [without]: false,
      });
      expect(step.summary).toContain(`${without}&#58; write`);
    },
  );

  it('simple cannot judge a private repository without contents, and is red', async () => {
    const { step } = await run('simple', { event: 'pull_request', without: 'contents' });
    expect(step).toMatchObject({ code: 2, outputs: { decision: 'could-not-judge' } });
    expect(step.stdout).toContain('contents: read');
  });

  it('simple keeps its verdict on a fork, where it may only read', async () => {
    const { github, step } = await run('simple', { event: 'pull_request', fork: true });
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    expect(displays(github, step)).not.toContain('Gatewright report: failure');
    expect(step.summary).toContain('no-unsafe-finally');
  });

  it('hardened shows everything on a fork', async () => {
    const { github, step } = await run('hardened', { event: 'pull_request_target', fork: true });
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    expect(displays(github, step)).toContain('Gatewright report: failure');
    expect(github.comments(7)).toHaveLength(1);
  });

  it('says by whom its green could be forged', async () => {
    const simple = await run('simple', { event: 'pull_request' });
    expect(simple.step.summary).toContain('whoever can push a branch, or whose fork');
    const hardened = await run('hardened', { event: 'pull_request_target' });
    expect(hardened.step.summary).toContain('forks cannot');
  });

  it.each(['simple', 'queue'])('%s judges the group of a merge queue', async (name) => {
    const { step } = await run(name, { event: 'merge_group' });
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
  });

  it.each(['schedule', 'workflow_dispatch'])('audit judges every line, on %s', async (event) => {
    const { github, step } = await run('audit', { event });
    expect(step).toMatchObject({ code: 0, outputs: { decision: 'pass' } });
    expect(github.sarifs()).toHaveLength(1);
    expect(displays(github, step)).not.toContain('Gatewright report: success');
  });

  it('comments runs the required job again', async () => {
    const { github, step } = await run('comments', { event: 'issue_comment' });
    expect(step).toMatchObject({ code: 0, outputs: { decision: 'nothing-to-judge' } });
    expect(github.reruns).toHaveLength(1);
  });
});
