/** What a verdict leaves behind: the log, files and outputs on the runner, and whatever GitHub shows of it. */
import path from 'node:path';
import * as core from '@actions/core';
import { exitCodeOf } from '../../domain/verdict.ts';
import type { Gated } from '../../gate.ts';
import { visible } from '../../kit/visible.ts';
import { linesOf } from '../../publish/lines.ts';
import { auditOf, renderAudit } from '../../report/audit.ts';
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
  await writeFiles({ ...gated, report }, desk);
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

async function writeFiles({ report, steps }: Gated, { env, run }: Desk): Promise<void> {
  const folder = env['RUNNER_TEMP'] || process.cwd();
  const fileOf = (input: string, name: string) => core.getInput(input) || path.join(folder, name);
  const lines = await linesOf(steps, report.change.head);
  const files = [
    {
      output: 'sarif-file',
      file: fileOf('sarif-file', 'gatewright.sarif'),
      text: renderSarif(report, { category: run.job }),
    },
    { output: 'report-file', file: fileOf('report-file', 'gatewright.json'), text: renderJson(report) },
    {
      output: 'audit-file',
      file: fileOf('audit-file', 'gatewright-audit.jsonl'),
      text: renderAudit(auditOf(report, { run: run.url, lines })),
    },
  ];
  for (const each of files) writeOutput(each);
}
