/** The action as a step: started as the runner starts it, with inputs as variables and command files. */
import fs from 'node:fs';
import path from 'node:path';
import { runBundle, type Ran, type RunOptions } from './bundle.ts';
import type { Project } from './project.ts';

/** What stands for every secret of a step. */
export const CANARY = 'canary-5f1d3c';

export interface Step extends Ran {
  readonly outputs: Record<string, string>;
  readonly summary: string;
  /** The runner's temporary folder. */
  readonly temp: string;
}

export interface StepOptions {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The event that started the workflow. */
  readonly event?: string;
  readonly temp?: string;
  /** Variables of the workflow's own. */
  readonly env?: Readonly<Record<string, string>>;
  readonly onStart?: RunOptions['onStart'];
}

/** Runs `dist/action.js` on a pull request from `feature` to `main`, or on another event. */
export async function runActionStep(project: Project, options: StepOptions = {}): Promise<Step> {
  const { inputs = {}, cwd = project.dir, event = 'pull_request', temp = `${project.dir}.runner` } = options;
  const pull_request = {
    base: { sha: project.git('rev-parse', 'main') },
    head: { sha: project.git('rev-parse', 'feature') },
  };
  const payload = { action: 'synchronize', number: 7, pull_request };
  const env = { GITHUB_ACTIONS: 'true', CI: 'true', GITHUB_EVENT_NAME: event, GITHUB_TOKEN: CANARY };
  return startStep({ cwd, temp, payload, inputs, env: { ...env, ...options.env }, onStart: options.onStart });
}

export interface StartOptions extends Omit<StepOptions, 'event'> {
  readonly cwd: string;
  readonly temp: string;
  readonly payload: unknown;
}

/** Starts `dist/action.js` with the runner's files and the environment that is given, nothing else. */
export async function startStep(options: StartOptions): Promise<Step> {
  const { cwd, temp, payload, inputs = {}, onStart } = options;
  fs.mkdirSync(temp, { recursive: true });
  const file = (name: string) => path.join(temp, name);
  for (const name of ['output', 'summary', 'state', 'env']) fs.writeFileSync(file(name), '');
  fs.writeFileSync(file('event.json'), JSON.stringify(payload));
  const env: Record<string, string> = {
    GITHUB_EVENT_PATH: file('event.json'),
    GITHUB_WORKSPACE: cwd,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_STATE: file('state'),
    GITHUB_ENV: file('env'),
    RUNNER_TEMP: temp,
    ACTIONS_RUNTIME_TOKEN: CANARY,
    ...options.env,
  };
  for (const [name, value] of Object.entries(inputs)) env[`INPUT_${name.toUpperCase()}`] = value;
  const ran = await runBundle([], { cwd, env, entry: 'action.js', onStart });
  const outputs = Object.fromEntries(
    [
      ...fs.readFileSync(file('output'), 'utf8').matchAll(/^(.+?)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm),
    ].map((m) => [m[1], m[3]]),
  );
  return {
    ...ran,
    outputs: outputs as Record<string, string>,
    summary: fs.readFileSync(file('summary'), 'utf8'),
    temp,
  };
}
