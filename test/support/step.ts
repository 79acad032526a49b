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
  fs.mkdirSync(temp, { recursive: true });
  const file = (name: string) => path.join(temp, name);
  for (const name of ['output', 'summary', 'state', 'env']) fs.writeFileSync(file(name), '');
  const pull_request = {
    base: { sha: project.git('rev-parse', 'main') },
    head: { sha: project.git('rev-parse', 'feature') },
  };
  fs.writeFileSync(file('event.json'), JSON.stringify({ action: 'synchronize', number: 7, pull_request }));
  const env: Record<string, string> = {
    GITHUB_ACTIONS: 'true',
    CI: 'true',
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: file('event.json'),
    GITHUB_WORKSPACE: cwd,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_STATE: file('state'),
    GITHUB_ENV: file('env'),
    RUNNER_TEMP: temp,
    GITHUB_TOKEN: CANARY,
    ACTIONS_RUNTIME_TOKEN: CANARY,
  };
  for (const [name, value] of Object.entries(inputs)) env[`INPUT_${name.toUpperCase()}`] = value;
  const { onStart } = options;
  const ran = await runBundle([], { cwd, env: { ...env, ...options.env }, entry: 'action.js', onStart });
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
