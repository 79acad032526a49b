/** The parts of a report in Markdown, each written once for summary and comment. */
import type { Finding } from '../../domain/finding.ts';
import type { Report } from '../../domain/report.ts';
import type { Worth } from '../../domain/worth.ts';
import { otherReasons } from '../headline.ts';
import { tallyOf, unfinished } from '../tally.ts';
import { acceptanceOf, counted, endOf, stopped, tell, wordsOf } from '../words.ts';
import { prose } from './inert.ts';
import { placeLink, ruleLink, type Site } from './links.ts';
import type { Sheet } from './sheet.ts';

const MAX_ROWS = 10;

/** Why nothing was proven, as far as the findings do not say it. */
export function addReasons(sheet: Sheet, report: Report): void {
  for (const outcome of unfinished(report).slice(0, 10)) {
    const required = outcome.required ? '' : ' (not required)';
    sheet.add(`**${prose(endOf(outcome))}**${required}: ${prose(stopped(outcome.message), 600)}`);
  }
  const lines = otherReasons(report).map((reason) => `- Reason: ${prose(stopped(reason), 600)}`);
  sheet.addLines({ open: '', lines, close: '', most: 10 });
}

/** The worst ten in a table, the others folded. */
export function addFindings(sheet: Sheet, report: Report, site: Site | null): void {
  const { blocking, warnings, notes, accepted } = tallyOf(report);
  sheet.addLines({
    open: '| Rule | Place | What is wrong |\n| --- | --- | --- |\n',
    lines: tabled(blocking).map((finding) => `| ${cells(finding, site, 280).join(' | ')} |`),
    close: '',
    most: MAX_ROWS,
  });
  const fold = (summary: string, findings: readonly Finding[]) =>
    sheet.addFold(
      summary,
      findings.map((finding) => cells(finding, site, 400).join(' ')),
    );
  const more = blocking.slice(MAX_ROWS);
  fold(counted(more.length, 'more finding blocks', 'more findings block'), more);
  sheet.addFold(
    `${accepted.length} accepted`,
    accepted.map((finding) => `${cells(finding, site, 200).join(' ')} ${acceptance(finding)}`),
  );
  fold(counted(warnings.length, 'warning'), warnings);
  fold(counted(notes.length, 'note'), notes);
}

/** The findings that have a row of their own. */
export function tabled(blocking: readonly Finding[]): readonly Finding[] {
  return blocking.slice(0, MAX_ROWS);
}

function cells(finding: Finding, site: Site | null, limit: number): string[] {
  return [ruleLink(finding.rule, site), placeLink(finding.at, site), prose(tell(wordsOf(finding)), limit)];
}

/** Who answers for it, with the place where they said so; the address is GitHub's own. */
function acceptance(finding: Finding): string {
  const url = finding.accepted?.url ?? '';
  const said = `**${prose(acceptanceOf(finding), 300)}**`;
  return /^https?:\/\/[\w./:#-]+$/.test(url) ? `${said} ([said here](${url}))` : said;
}

const WORTH: Readonly<Record<Worth['level'], string>> = {
  'required-workflow': 'required by the organisation',
  'app-pinned': 'pinned to an app',
  forgeable: 'forgeable',
  'not-required': 'not required',
  unknown: 'unknown',
};

/** What a green check is worth here, in a line. */
export function worthLine({ level, because }: Worth): string {
  return `What a green check is worth here: **${WORTH[level]}**. ${prose(stopped(because), 600)}`;
}

/** By what, and under which policy. */
export function provenance({ tool, policy }: Report): string {
  const digest = prose(policy.digest.slice(0, 12));
  return `Gatewright ${prose(tool.version)}, policy ${prose(policy.source)} (${digest})`;
}
