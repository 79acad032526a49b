/** A job on a runner whose GitHub is the local one: checkout, environment, `dist/action.js`, and the job's own check. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { startStep, type Step, type StepOptions } from '../step.ts';
import type { Github } from './github.ts';
import { payloadOf, placeOf, type EventOptions, type Payload, type Placed } from './payloads.ts';
import { ACTIONS_APP, type CheckRun, type WorkflowRun } from './state.ts';

export interface RunnerOptions extends Omit<EventOptions, 'event'> {
  /** `pull_request` unless told. */
  readonly event?: string;
  /** Instead of what GitHub would send now. */
  readonly payload?: Payload;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Variables of the workflow's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** What lies in the workspace: nothing, or what actions/checkout leaves (`fetch-depth: 1` or 0). */
  readonly checkout?: 'none' | 'shallow' | 'full';
  readonly run?: {
    readonly id?: number;
    readonly attempt?: number;
    readonly workflow?: string;
    readonly job?: string;
  };
  readonly onStart?: StepOptions['onStart'];
}

export interface GithubStep extends Step {
  readonly payload: Payload;
  readonly run: WorkflowRun;
  readonly workspace: string;
}

/** Runs the action in a job of an event and closes the job's check as the platform does. */
export async function runOnGithub(github: Github, options: RunnerOptions = {}): Promise<GithubStep> {
  const { event = 'pull_request', number = 7, checkout = 'shallow' } = options;
  const about = github.state.pulls.has(number) ? { ...options, event, number } : { ...options, event };
  const payload = options.payload ?? payloadOf(github, about);
  const place = placeOf(github, event, payload);
  const run = beginRun(github, { event, place, options });
  const job = openJob(github, run, place.on);
  const temp = github.folder('runner');
  const workspace = path.join(temp, 'work');
  fs.mkdirSync(workspace);
  if (checkout !== 'none') checkOut(github, { workspace, place, depth: checkout === 'shallow' ? 1 : 0 });
  const env = { ...runnerEnv(github, { event, payload, place, run, job }), ...options.env };
  const inputs = { ...defaults(github), ...options.inputs };
  const step = await startStep({ cwd: workspace, temp, payload, env, inputs, onStart: options.onStart });
  closeJob(github, { run, job, step });
  return { ...step, payload, run, workspace };
}

interface Begun {
  readonly event: string;
  readonly place: Placed;
  readonly options: RunnerOptions;
}

function beginRun(github: Github, { event, place, options }: Begun): WorkflowRun {
  const {
    id,
    attempt = 1,
    workflow = '.github/workflows/gatewright.yml',
    job = 'gatewright',
  } = options.run ?? {};
  const known = github.state.runs.find((each) => each.id === id);
  const branch = place.ref.replace(/^refs\/heads\//, '');
  const given = { head: place.on, event, path: workflow, branch, jobs: [job], attempt };
  const run = known ?? github.run(id === undefined ? given : { ...given, id });
  run.attempt = Math.max(attempt, run.attempt);
  run.status = 'in_progress';
  run.conclusion = null;
  return run;
}

/** A job of `pull_request` and `pull_request_target` stands on the head (vitejs/vite#23370). */
function openJob({ state }: Github, run: WorkflowRun, head: string): CheckRun {
  const job: CheckRun = {
    ...{ id: state.id(), head_sha: head, name: run.jobs[0] ?? '', status: 'in_progress', conclusion: null },
    ...{ external_id: `job-${run.id}`, details_url: `${state.url}/runs/${run.id}`, started_at: state.now() },
    completed_at: null,
    output: { title: null, summary: null, text: null },
    annotations: [],
    app: ACTIONS_APP,
    job: true,
  };
  state.checkRuns.push(job);
  return job;
}

interface Ended {
  readonly run: WorkflowRun;
  readonly job: CheckRun;
  readonly step: Step;
}

/** The platform closes the job whatever became of the process. */
function closeJob({ state }: Github, { run, job, step }: Ended): void {
  const cancelled = step.signal !== null || step.code === 130 || step.code === 143;
  job.status = 'completed';
  job.conclusion = step.code === 0 ? 'success' : cancelled ? 'cancelled' : 'failure';
  job.completed_at = state.now();
  run.status = 'completed';
  run.conclusion = job.conclusion;
}

interface CheckedOut {
  readonly workspace: string;
  readonly place: Placed;
  readonly depth: number;
}

/** As actions/checkout does it: a fetch into a new repository, the remote without `.git`, a detached HEAD. */
function checkOut({ state, url }: Github, { workspace, place, depth }: CheckedOut): void {
  const env = { PATH: process.env['PATH'], HOME: os.devNull, GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: workspace, env, encoding: 'utf8', stdio: 'pipe' });
  const { owner, repo } = state.facts;
  git('init', '--quiet', `--object-format=${state.bare.git('rev-parse', '--show-object-format')}`);
  git('remote', 'add', 'origin', `${url}/${owner}/${repo}`);
  const from = `file://${state.bare.dir}`;
  const into = place.ref.replace(/^refs\/(?:heads\/)?/, 'refs/remotes/');
  const branches = depth === 0 ? ['+refs/heads/*:refs/remotes/origin/*'] : [];
  const shallow = depth === 0 ? [] : [`--depth=${depth}`];
  git('fetch', '--quiet', '--no-tags', ...shallow, from, `+${place.sha}:${into}`, ...branches);
  git('checkout', '--quiet', '--detach', place.sha);
}

interface Job {
  readonly event: string;
  readonly payload: Payload;
  readonly place: Placed;
  readonly run: WorkflowRun;
  readonly job: CheckRun;
}

/** docs actions/reference/workflows-and-actions/variables; a GITHUB_TOKEN variable is the workflow's to set. */
function runnerEnv(github: Github, { event, payload, place, run, job }: Job): Record<string, string> {
  const { owner, repo, defaultBranch } = github.state.facts;
  const pull = payload['pull_request'] as { head: { ref: string }; base: { ref: string } } | undefined;
  const sender = payload['sender'] as { login: string; id: number };
  // The workflow of pull_request_target and of events without a commit is the default branch's.
  const trusted = event === 'pull_request_target' || !event.startsWith('pull_request');
  const workflowRef =
    trusted && event !== 'merge_group' && event !== 'push' ? `refs/heads/${defaultBranch}` : place.ref;
  return {
    ...{ GITHUB_ACTIONS: 'true', CI: 'true', GITHUB_EVENT_NAME: event, GITHUB_JOB: job.name },
    ...{
      GITHUB_REPOSITORY: `${owner}/${repo}`,
      GITHUB_REPOSITORY_OWNER: owner,
      GITHUB_REPOSITORY_ID: '100000',
    },
    ...{
      GITHUB_SERVER_URL: github.url,
      GITHUB_API_URL: github.apiUrl,
      GITHUB_GRAPHQL_URL: github.graphqlUrl,
    },
    ...{ GITHUB_RUN_ID: String(run.id), GITHUB_RUN_ATTEMPT: String(run.attempt), GITHUB_RUN_NUMBER: '1' },
    ...{
      GITHUB_ACTOR: sender.login,
      GITHUB_ACTOR_ID: String(sender.id),
      GITHUB_TRIGGERING_ACTOR: sender.login,
    },
    ...{
      GITHUB_SHA: place.sha,
      GITHUB_REF: place.ref,
      GITHUB_REF_NAME: place.ref.replace(/^refs\/(?:heads|pull)\//, ''),
    },
    ...{ GITHUB_REF_TYPE: 'branch', GITHUB_REF_PROTECTED: 'false' },
    ...{ GITHUB_HEAD_REF: pull?.head.ref ?? '', GITHUB_BASE_REF: pull?.base.ref ?? '' },
    ...{
      GITHUB_WORKFLOW: run.name,
      GITHUB_WORKFLOW_REF: `${owner}/${repo}/${run.path}@${workflowRef}`,
      GITHUB_WORKFLOW_SHA: place.sha,
    },
    ...{ GITHUB_ACTION: '__gatewright', GITHUB_RETENTION_DAYS: '90' },
    ...{ RUNNER_OS: 'Linux', RUNNER_ARCH: 'X64', RUNNER_NAME: 'runner', RUNNER_ENVIRONMENT: 'github-hosted' },
  };
}

/** The runner sets every input that action.yml names, empty where it has no default. */
function defaults(github: Github): Record<string, string> {
  const file = path.join(import.meta.dirname, '../../../action.yml');
  const { inputs } = parse(fs.readFileSync(file, 'utf8')) as {
    inputs: Record<string, { default?: unknown }>;
  };
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { default: value = '' }]) => [
      name,
      String(value).replace('${{ github.token }}', github.token),
    ]),
  );
}
