/** Every event, from everybody, with every token: the required job is right, and nothing green stands beside a defect. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameOf, PULLS, type Cell } from '../support/github/cells.ts';
import { startGithub, type Github } from '../support/github/github.ts';
import { ALL, tokenOf, type Permissions } from '../support/github/permissions.ts';
import { runOnGithub, type GithubStep, type RunnerOptions } from '../support/github/step.ts';
import { renderTable, TRIED, type Seen } from '../support/github/table.ts';
import { makeProject, type Project } from '../support/project.ts';

const BASE = {
  'src/old.js': 'export function old(f) {\n  try {\n    return f();\n  } finally {\n    return 1;\n  }\n}\n',
};
// One defect that blocks, on lines that the change adds.
const HEAD = { 'src/new.js': BASE['src/old.js'].replace('old', 'fresh').replace('return 1', 'return null') };
const READ: Permissions = Object.fromEntries(Object.keys(ALL).map((scope) => [scope, 'read']));

let project: Project;
beforeAll(() => (project = makeProject(BASE, HEAD)));
afterAll(() => project.remove());

const seen = new Map<string, { shown: string; notes: string[] }>();

describe('the table of docs/events.md', () => {
  it.each(TRIED.map((cell) => [nameOf(cell), cell] as const))(
    'has what is seen on %s',
    async (name, cell) => {
      const github = await githubFor(cell);
      const { step, judged } = await happen(github, cell);
      if (judged) expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
      else expect(step).toMatchObject({ code: 0, outputs: { decision: 'nothing-to-judge' } });
      const displays = github.checkRuns(step.run.head).filter(({ job }) => !job);
      expect(displays.map(({ conclusion }) => conclusion)).not.toContain('success');
      expect(displays.map(({ status }) => status)).not.toContain('in_progress');
      seen.set(name, { shown: shown(github, step), notes: notesOf(step) });
    },
  );

  it('is the one that the documentation holds', async () => {
    await expect(renderTable(seen as Seen)).toMatchFileSnapshot('../../docs/events.md');
  });
});

async function githubFor({ actor, event, token }: Cell): Promise<Github> {
  const pull = { number: 7, head: 'feature', base: 'main', ...PULLS[actor] };
  const github = await startGithub({ from: project.dir, pull });
  const permissions = token === 'write' ? ALL : READ;
  const [name = ''] = event.split(',');
  github.sarif.next = { pending: 0, status: 'complete', errors: [] };
  github.permit(tokenOf({ event: name, fork: pull.fork, dependabot: pull.dependabot, permissions }));
  return github;
}

interface Happened {
  readonly step: GithubStep;
  readonly judged: boolean;
}

async function happen(github: Github, { event, token }: Cell): Promise<Happened> {
  const inputs: Record<string, string> = token === 'none' ? { token: '' } : {};
  const run = (options: RunnerOptions) =>
    runOnGithub(github, {
      checkout: 'none',
      ...options,
      inputs: { only: 'lint', ...inputs, ...options.inputs },
    });
  switch (event) {
    case 'push':
      return { step: await run({ event, ...pushed(github) }), judged: true };
    case 'issue_comment, rerun':
    case 'issue_comment, accept': {
      github.run({ head: github.pull(7).head, path: WORKFLOW, event: 'pull_request' });
      const words = event.endsWith('rerun') ? 'rerun' : 'accept 0123456789abcdef it is a test double';
      const comment = github.say(7, 'root', `/gatewright ${words}`);
      return { step: await run({ event: 'issue_comment', number: 7, comment }), judged: false };
    }
    case 'workflow_run': {
      github.run({ head: github.pull(7).head, path: WORKFLOW, event: 'pull_request' });
      github.approve(7, 'root');
      const ended = github.run({ head: github.pull(7).head, path: REVIEWS, event: 'pull_request_review' });
      return { step: await run({ event, number: 7, ended }), judged: false };
    }
    case 'workflow_dispatch':
    case 'schedule':
      return { step: await run({ event }), judged: true };
    default:
      return { step: await run({ event, number: 7 }), judged: true };
  }
}

const WORKFLOW = '.github/workflows/gatewright.yml';
const REVIEWS = '.github/workflows/reviews.yml';

/** The feature lands on the default branch. */
function pushed(github: Github): Pick<RunnerOptions, 'branch' | 'before'> {
  const before = github.state.bare.git('rev-parse', 'refs/heads/main');
  github.advance('main', github.pull(7).head);
  return { branch: 'main', before };
}

/** In the order in which a person meets it. */
function shown(github: Github, step: GithubStep): string {
  const display = github.checkRuns(step.run.head).findLast(({ job }) => !job);
  const comments = github.comments(7);
  const ours = comments.filter(({ body }) => body.includes('<!-- gatewright'));
  const count = (items: readonly unknown[], one: string) =>
    items.length === 0 ? [] : [items.length === 1 ? one : `${items.length} ${one}s`];
  return [
    step.code === 0 ? 'job green' : 'job **red**',
    ...(display
      ? [
          `check ${display.conclusion} (${count(display.annotations, 'annotation').join('') || 'no annotation'})`,
        ]
      : []),
    ...count(ours, 'comment'),
    ...count(github.reviewComments(7), 'review comment'),
    ...(/^::(?:error|warning|notice) .*file=/m.test(step.stdout) ? ['annotations of the job'] : []),
    ...(github.sarifs().length > 0 ? ['code scanning'] : []),
    ...(step.summary === '' ? [] : ['summary']),
    ...(github.reruns.length > 0 ? ['required job run again'] : []),
    ...comments.flatMap(({ reactions }) => (reactions.length > 0 ? [`reaction ${reactions.join(' ')}`] : [])),
    ...count(
      comments.filter(({ body }) => !body.startsWith('/gatewright') && !body.includes('<!-- gatewright')),
      'answer',
    ),
  ].join(', ');
}

/** The log without progress, the report and commands: what was done instead of showing, or could not be shown. */
function notesOf({ stdout }: GithubStep): string[] {
  const plain = stdout.replace(/^::stop-commands::(\w+)\n[^]*?^::\1::$/gm, '');
  return plain
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('::') && !/^(?:reading|proving|trying) /.test(line));
}
