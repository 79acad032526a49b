/**
 * How much longer the action takes than the command line for the same change of ten files, with a GitHub on this machine:
 * with the checkout's commits, and with commits that are fetched. Alternating runs. node bench/action.ts [RUNS]
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { startGithub } from '../test/support/github/github.ts';
import { runOnGithub } from '../test/support/github/step.ts';
import { makeProject } from '../test/support/project.ts';

const CLI = path.join(import.meta.dirname, '../dist/cli.js');
const runs = Number(process.argv[2] ?? 11);
const numbered = (name: string) =>
  Object.fromEntries(
    Array.from({ length: 10 }, (_, at) => [`src/${name}${at}.js`, `export const ${name}${at} = ${at};\n`]),
  );

const project = makeProject(numbered('old'), numbered('fresh'));
const github = await startGithub({ from: project.dir, pull: { number: 7, head: 'feature', base: 'main' } });

/** One cache for both, and one key to it, so that neither is colder than the other. */
const cache = {
  HOME: `${project.dir}.home`,
  XDG_CACHE_HOME: `${project.dir}.home/cache`,
  XDG_STATE_HOME: `${project.dir}.home/state`,
};

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function commandLine(): Promise<unknown> {
  const args = [CLI, 'check', '--base', 'main', '--head', 'feature'];
  const child = spawn(process.execPath, args, {
    cwd: project.dir,
    stdio: 'ignore',
    env: { ...process.env, ...cache },
  });
  return new Promise((resolve) => child.once('close', resolve));
}

/** The step alone: what the runner does before it does not count. */
async function action(checkout: 'full' | 'none'): Promise<number> {
  let started = 0;
  const onStart = (): void => void (started = performance.now());
  await runOnGithub(github, { checkout, env: cache, onStart });
  return performance.now() - started;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;
const [command, full, none]: [number[], number[], number[]] = [[], [], []];
for (let run = 0; run < runs; run++) {
  command.push(await time(commandLine));
  full.push(await action('full'));
  none.push(await action('none'));
}
const requests = github.requests.length / (2 * runs);
await github.close();
project.remove();
const ms = (values: number[]) => `${median(values).toFixed(0)} ms (least ${(values[0] ?? NaN).toFixed(0)})`;
console.log(`command line: ${ms(command)}   action: ${ms(full)}, fetching: ${ms(none)}`);
console.log(`requests of a run: ${requests.toFixed(1)}`);
