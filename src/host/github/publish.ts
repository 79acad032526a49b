/** What a verdict leaves behind on the runner: the log, annotations, summary, files and outputs. */
import fs from 'node:fs';
import path from 'node:path';
import * as core from '@actions/core';
import type { Report } from '../../domain/report.ts';
import { exitCodeOf } from '../../domain/verdict.ts';
import { visible } from '../../kit/visible.ts';
import { renderGithub } from '../../report/github.ts';
import { renderJson } from '../../report/json.ts';
import { renderMarkdown } from '../../report/markdown.ts';
import { renderPretty } from '../../report/pretty.ts';
import { renderSarif } from '../../report/sarif.ts';
import { headline } from './headline.ts';
import { inert } from './inert.ts';
import { writeOutput } from './write-output.ts';

export function publish(report: Report, env: NodeJS.ProcessEnv): number {
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
