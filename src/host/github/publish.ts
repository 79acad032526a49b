/** What a verdict leaves behind: the log, files and outputs on the runner, and whatever GitHub shows of it. */
import path from 'node:path';
import * as core from '@actions/core';
import type { Report } from '../../domain/report.ts';
import { exitCodeOf } from '../../domain/verdict.ts';
import type { Gated } from '../../gate.ts';
import { visible } from '../../kit/visible.ts';
import { renderJson } from '../../report/json.ts';
import { renderPretty } from '../../report/pretty.ts';
import { renderSarif } from '../../report/sarif.ts';
import type { Desk } from './desk.ts';
import { headline } from './headline.ts';
import { inert } from './inert.ts';
import type { Prepared } from './prepare.ts';
import { remarks } from './show/receipt.ts';
import { show } from './show/show.ts';
import { showingOf } from './showing-of.ts';
import { headNowBut, writeBranches } from './write-branches.ts';
import { writeOutput } from './write-output.ts';

/** Returns the step's exit code, which nothing here can change. Throws when the report itself cannot be left. */
export async function publish(gated: Gated, desk: Desk, prepared: Prepared): Promise<number> {
  const published = await writeBranches(gated, desk, prepared);
  const report = published.length > 0 ? { ...gated.report, published } : gated.report;
  const exitCode = exitCodeOf(report.verdict);
  process.stdout.write(inert(renderPretty(report, { color: false, width: 100 })));
  writeFiles(report, desk);
  core.setOutput('decision', report.verdict.decision);
  core.setOutput('exit-code', exitCode);
  core.setOutput('blocking', report.verdict.blocking.length);
  const { occasion, plan } = prepared;
  const { head, branch } = plan;
  const headNow = headNowBut(plan, published);
  const shown = { occasion, head, branch, headNow, worth: report.worth ?? null };
  const receipts = await show(report, showingOf(desk, shown));
  for (const remark of remarks(receipts)) desk.note(visible(remark));
  if (exitCode !== 0) core.setFailed(visible(headline(report.verdict)));
  return exitCode;
}

function writeFiles(report: Report, { env, run }: Desk): void {
  const folder = env['RUNNER_TEMP'] || process.cwd();
  const files = [
    {
      output: 'sarif-file',
      file: core.getInput('sarif-file') || path.join(folder, 'gatewright.sarif'),
      text: renderSarif(report, { category: run.job }),
    },
    {
      output: 'report-file',
      file: core.getInput('report-file') || path.join(folder, 'gatewright.json'),
      text: renderJson(report),
    },
  ];
  for (const each of files) writeOutput(each);
}
