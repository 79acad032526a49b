/** The gate as a workflow step: the event's change in; annotations, summary, outputs and the job's status out. */
import fs from 'node:fs';
import path from 'node:path';
import * as core from '@actions/core';
import type { Report } from '../../domain/report.ts';
import { CONFIG_EXIT, COULD_NOT_JUDGE_EXIT, exitCodeOf } from '../../domain/verdict.ts';
import { EnvironmentError, UserError } from '../../errors.ts';
import { runGate, type Request } from '../../gate.ts';
import { visible } from '../../kit/visible.ts';
import { parseShard } from '../../parts/shard.ts';
import { renderGithub } from '../../report/github.ts';
import { renderJson } from '../../report/json.ts';
import { renderMarkdown } from '../../report/markdown.ts';
import { renderPretty } from '../../report/pretty.ts';
import { renderSarif } from '../../report/sarif.ts';
import { runMerge } from '../../shards.ts';
import { interruptible } from '../signals.ts';
import { selectionOf } from './event.ts';
import { headline } from './headline.ts';
import { inert } from './inert.ts';
import { runShardStep } from './shard-step.ts';
import { writeOutput } from './write-output.ts';

/**
 * Judges, shows, and returns the step's exit code; a failure to show never changes it. `cacheKey` is what
 * `GATEWRIGHT_CACHE_KEY` was: it is no longer in `env`.
 */
export async function runAction(env: NodeJS.ProcessEnv, cacheKey?: string): Promise<number> {
  try {
    return await interruptible(async (signal, onProver) => {
      const shown = { onStage: core.info, onNote: core.info };
      return step({ ...readInputs(env), ...shown, env, cacheKey, signal, onProver });
    });
  } catch (error) {
    return fail(error);
  }
}

/** The whole gate, one shard of it, or the end of it, as the inputs say. */
async function step(request: Request): Promise<number> {
  const [shard, parts] = [core.getInput('shard'), core.getMultilineInput('merge')];
  if (shard && parts.length > 0)
    throw new UserError('The inputs shard and merge are both given: a job does one of them.');
  if (shard) return runShardStep(request, parseShard(shard, 'The input shard'));
  const { report } = parts.length > 0 ? await runMerge(request, parts) : await runGate(request);
  return publish(report, request.env);
}

type Inputs = Pick<Request, 'cwd' | 'selection' | 'config' | 'only' | 'skip' | 'deepen'>;

function readInputs(env: NodeJS.ProcessEnv): Inputs {
  const config = core.getInput('config');
  return {
    cwd: env['GITHUB_WORKSPACE'] || process.cwd(),
    selection: selectionOf(env, {
      base: core.getInput('base'),
      head: core.getInput('head'),
      all: core.getMultilineInput('all'),
    }),
    config: config ? { path: config, text: readConfig(config) } : undefined,
    only: ids(core.getInput('only')),
    skip: ids(core.getInput('skip')),
    deepen: true,
  };
}

const ids = (value: string): string[] =>
  value
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);

function readConfig(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    throw new UserError(`The input config names ${file}, which cannot be read.`);
  }
}

function publish(report: Report, env: NodeJS.ProcessEnv): number {
  const exitCode = exitCodeOf(report.verdict);
  process.stdout.write(inert(renderPretty(report, { color: false, width: 100 })));
  if (core.getInput('annotations') !== 'false') process.stdout.write(renderGithub(report));
  writeFiles(report, env);
  core.setOutput('decision', report.verdict.decision);
  core.setOutput('exit-code', exitCode);
  core.setOutput('blocking', report.verdict.blocking.length);
  writeSummary(report, env);
  if (exitCode !== 0) core.setFailed(visible(headline(report.verdict)));
  return exitCode;
}

function writeFiles(report: Report, env: NodeJS.ProcessEnv): void {
  const folder = env['RUNNER_TEMP'] || process.cwd();
  const files = [
    {
      output: 'sarif-file',
      file: core.getInput('sarif-file') || path.join(folder, 'gatewright.sarif'),
      text: renderSarif(report),
    },
    {
      output: 'report-file',
      file: core.getInput('report-file') || path.join(folder, 'gatewright.json'),
      text: renderJson(report),
    },
  ];
  for (const each of files) writeOutput(each);
}

/** The summary is a courtesy: where it cannot be written the verdict stands and the log says so. */
function writeSummary(report: Report, env: NodeJS.ProcessEnv): void {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (!file || core.getInput('summary') === 'false') return;
  try {
    fs.appendFileSync(file, `${renderMarkdown(report)}\n`);
  } catch {
    core.info('The job summary could not be written; the verdict does not depend on it.');
  }
}

function fail(error: unknown): number {
  const known = error instanceof UserError || error instanceof EnvironmentError;
  const exitCode = error instanceof UserError ? CONFIG_EXIT : COULD_NOT_JUDGE_EXIT;
  const message = error instanceof Error ? error.message : String(error);
  core.setOutput('decision', exitCode === CONFIG_EXIT ? 'config' : 'could-not-judge');
  core.setOutput('exit-code', exitCode);
  if (!known) process.stdout.write(inert(`${error instanceof Error ? error.stack : message}\n`));
  core.setFailed(
    known ? visible(message, '\n') : `This is a bug in Gatewright; nothing was judged: ${visible(message)}`,
  );
  return exitCode;
}
