/** The report in GitHub's Markdown: for the job summary and for a comment. */
import type { Finding } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { shownPath } from './escape.ts';
import { duration, filesLine, headlineOf, otherReasons } from './headline.ts';
import { code, prose } from './markdown/inert.ts';
import { Sheet } from './markdown/sheet.ts';
import { coverageOf, tallyOf, unfinished, type Coverage } from './tally.ts';
import { counted, endOf, placeOf, reasonOf, stopped, tell, wordsOf } from './words.ts';

// A comment may have 65,536 characters.
const LIMIT = 60_000;
const MAX_ROWS = 10;

export function renderMarkdown(report: Report): string {
  const sheet = new Sheet(LIMIT);
  const tally = tallyOf(report);
  const coverage = coverageOf(report);
  const { state, counts } = headlineOf(report);
  const { baseLabel, headLabel } = report.change;
  sheet.add(`## Gatewright: ${state}`);
  sheet.add(`**${prose(counts)}** (${filesLine(report)})`);
  sheet.add(`From ${code(baseLabel)} to ${code(headLabel)}.`);
  for (const fault of faults(report)) sheet.add(fault);
  addReasons(sheet, report);
  addTable(sheet, tally.blocking.slice(0, MAX_ROWS));
  sheet.addFold(
    counted(tally.blocking.length - MAX_ROWS, 'more finding blocks', 'more findings block'),
    tally.blocking.slice(MAX_ROWS).map(itemOf),
  );
  sheet.addFold(counted(tally.warnings.length, 'warning'), tally.warnings.map(itemOf));
  sheet.addFold(counted(tally.notes.length, 'note'), tally.notes.map(itemOf));
  sheet.addFold(counted(report.trials.length, 'proposal'), report.trials.map(trialItem));
  addUnjudged(sheet, report, coverage);
  addValidators(sheet, report, coverage);
  const { policy, tool } = report;
  sheet.add(
    `<sub>Gatewright ${prose(tool.version)}, policy ${prose(policy.source)} (${prose(policy.digest.slice(0, 12))})</sub>`,
  );
  return sheet.toString();
}

function faults(report: Report): string[] {
  return unfinished(report)
    .slice(0, 10)
    .map((outcome) => {
      const required = outcome.required ? '' : ' (not required)';
      return `**${prose(endOf(outcome))}**${required}: ${prose(stopped(outcome.message), 600)}`;
    });
}

function addReasons(sheet: Sheet, report: Report): void {
  const lines = otherReasons(report).map((reason) => `- Reason: ${prose(stopped(reason), 600)}`);
  sheet.addLines({ open: '', lines, close: '', most: 10 });
}

function addTable(sheet: Sheet, findings: readonly Finding[]): void {
  const lines = findings.map((finding) => {
    const words = wordsOf(finding);
    return `| ${code(words.rule, 100)} | ${code(placeOf(finding.at), 160)} | ${prose(tell(words), 280)} |`;
  });
  sheet.addLines({
    open: '| Rule | Place | What is wrong |\n| --- | --- | --- |\n',
    lines,
    close: '',
    most: MAX_ROWS,
  });
}

function itemOf(finding: Finding): string {
  const words = wordsOf(finding);
  return `${code(words.rule, 100)} ${code(placeOf(finding.at), 160)} ${prose(tell(words))}`;
}

function trialItem({ proposal, fate }: Report['trials'][number]): string {
  const reason = reasonOf(fate);
  const kind = fate.kind === 'rolled-back' ? 'rolled back' : fate.kind;
  return `${code(proposal.source, 100)} ${prose(proposal.title, 200)}: **${kind}**${reason && `, ${prose(reason)}`}`;
}

/** Failed files first: they matter to the verdict, the others are listed so that nobody takes them for proven. */
function addUnjudged(sheet: Sheet, report: Report, { failed, notApplicable }: Coverage): void {
  // All files of a validator that ended early failed with it: it is named above.
  const early = new Set(unfinished(report).map((outcome) => outcome.validator));
  const failures = failed.filter(({ validator }) => !early.has(validator));
  sheet.addFold(
    `${counted(failures.length, 'failure')} on single files`,
    failures.map(
      ({ path, validator, reason }) =>
        `${code(shownPath(path), 160)} in ${prose(validator)}: ${prose(reason)}`,
    ),
  );
  const others = [...notApplicable].flatMap(([reason, paths]) =>
    paths.map((path) => `${code(shownPath(path), 160)} ${prose(reason, 160)}`),
  );
  sheet.addFold(`${counted(others.length, 'file')} not judged`, others);
}

function addValidators(sheet: Sheet, report: Report, { byValidator }: Coverage): void {
  const lines = report.author.outcomes.map((outcome) => {
    const { validator, status, ms } = outcome;
    const findings = report.author.findings.filter((finding) => finding.validator === validator);
    const cells = [prose(validator), status, byValidator.get(validator) ?? 0, findings.length, duration(ms)];
    return `| ${cells.join(' | ')} |`;
  });
  const head =
    '| Validator | Outcome | Files judged | Findings | Time |\n| --- | --- | ---: | ---: | ---: |\n';
  const open = `<details><summary>${counted(lines.length, 'validator')}</summary>\n\n${head}`;
  sheet.addLines({ open, lines, close: '\n\n</details>', most: 50 });
}
