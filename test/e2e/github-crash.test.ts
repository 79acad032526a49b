/** Killed at every request that it makes: nothing green in between, and the run after it converges. */
import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGithub, type Github } from '../support/github/github.ts';
import { makeProject, type Project } from '../support/project.ts';
import { runOnGithub, type GithubStep, type RunnerOptions } from '../support/github/step.ts';

const GOOD = { 'src/sum.js': 'export const sum = (a, b) => a + b;\n' };
const DEFECT = {
  'src/io.js':
    'export function read(file) {\n  try {\n    return file();\n  } finally {\n    return null;\n  }\n}\n',
};

let project: Project;
beforeAll(() => void (project = makeProject(GOOD, DEFECT)));
afterAll(() => project.remove());

const RUN = { id: 900_000, attempt: 1 };
const EXIT = { SIGKILL: null, SIGINT: 130, SIGTERM: 143 } as const;
const SIGNALS = ['SIGKILL', 'SIGINT', 'SIGTERM'] as const;

interface Point {
  readonly at: string;
  readonly match: RegExp;
  /** Requests that match and are answered before. */
  readonly skip: number;
  /** Whether GitHub does what this request asks for. */
  readonly applied: boolean;
  readonly signal: keyof typeof EXIT;
}

/** The action puts fifteen requests to the API until all is shown; the last nine are about showing. */
const API = /^\w+ \/(?!acme\/)/;
const GIT = /\/shop\.git/;
const unanswered = Array.from({ length: 15 }, (_, skip) => ({ match: API, skip, applied: false }));
const answered = unanswered.slice(6).map((point) => ({ ...point, applied: true }));
const fetching = [0, 1].map((skip) => ({ match: GIT, skip, applied: false }));
const points: readonly Point[] = [...unanswered, ...answered, ...fetching].map((point, index) => ({
  ...point,
  at: `${point.match === GIT ? 'git' : 'API'} request ${point.skip + 1}${point.applied ? ', which is done' : ''}`,
  signal: SIGNALS[index % SIGNALS.length] ?? 'SIGKILL',
}));

function start(): Promise<Github> {
  return startGithub({ from: project.dir, pull: { number: 7, head: 'feature', base: 'main' } });
}

const judge = (github: Github, options: RunnerOptions): Promise<GithubStep> =>
  runOnGithub(github, {
    checkout: 'none',
    inputs: { show: 'summary, annotations, check, comment, review', only: 'lint' },
    ...options,
  });

/** Runs the action until the point, and ends it there. */
async function killedAt(github: Github, { match, skip, applied, signal }: Point): Promise<GithubStep> {
  let child: ChildProcess | undefined;
  const meanwhile = () => void child?.kill(signal);
  github.faults.push({ match, skip, meanwhile, ...(!applied && { hang: true }) });
  return judge(github, { run: RUN, onStart: (started) => (child = started) });
}

const head = (github: Github) => github.pull(7).head;
const visible = (github: Github) => github.comments(7).filter(({ minimized }) => !minimized);

describe.each(points)('killed by $signal at $at', (point) => {
  it('[T100] [T101] [T103] [T110] shows nothing green, and the next attempt shows everything once', async () => {
    const github = await start();
    const killed = await killedAt(github, point);
    expect(killed.code).toBe(EXIT[point.signal]);
    const green = [...github.checkRuns(head(github)), ...github.jobs(head(github))].filter(
      ({ conclusion }) => conclusion === 'success',
    );
    expect(green).toEqual([]);
    expect(visible(github).map(({ body }) => body.includes('passed'))).not.toContain(true);

    github.faults.length = 0;
    const again = await judge(github, { run: { ...RUN, attempt: 2 } });
    expect(again).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    expect(visible(github)).toHaveLength(1);
    expect(visible(github)[0]?.body).toContain('run=900000.2');
    expect(github.reviewComments(7)).toHaveLength(1);
    expect(github.checkRuns(head(github)).at(-1)).toMatchObject({
      ...{ external_id: '900000.2', conclusion: 'failure' },
    });
  });
});

describe('a second signal', () => {
  it('[T102] ends the action at once, and the next attempt shows everything once', async () => {
    const github = await start();
    let child: ChildProcess | undefined;
    const meanwhile = () => {
      child?.kill('SIGINT');
      child?.kill('SIGINT');
    };
    github.faults.push({ match: 'POST */check-runs', meanwhile, hang: true });
    const killed = await judge(github, { run: RUN, onStart: (started) => (child = started) });
    expect(killed.code).toBe(130);
    github.faults.length = 0;
    expect(await judge(github, { run: { ...RUN, attempt: 2 } })).toMatchObject({ code: 1 });
    expect(visible(github)).toHaveLength(1);
    expect(github.checkRuns(head(github))).toHaveLength(1);
  });
});
