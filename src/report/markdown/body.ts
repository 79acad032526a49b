/** The parts of a report in Markdown, each written once for summary and comment. */
import type { Finding } from '../../domain/finding.ts';
import type { Report } from '../../domain/report.ts';
import { otherReasons } from '../headline.ts';
import { tallyOf, unfinished } from '../tally.ts';
import { counted, endOf, reasonOf, stopped, tell, wordsOf } from '../words.ts';
import { code, prose } from './inert.ts';
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
export function addFindings(sheet: Sheet, report: Report, site?: Site): void {
  const { blocking, warnings, notes } = tallyOf(report);
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
  fold(counted(warnings.length, 'warning'), warnings);
  fold(counted(notes.length, 'note'), notes);
}

/** The findings that have a row of their own. */
export function tabled(blocking: readonly Finding[]): readonly Finding[] {
  return blocking.slice(0, MAX_ROWS);
}

function cells(finding: Finding, site: Site | undefined, limit: number): string[] {
  return [ruleLink(finding.rule, site), placeLink(finding.at, site), prose(tell(wordsOf(finding)), limit)];
}

export function addProposals(sheet: Sheet, { trials }: Report): void {
  const items = trials.map(({ proposal, fate }) => {
    const reason = reasonOf(fate);
    const kind = fate.kind === 'rolled-back' ? 'rolled back' : fate.kind;
    return `${code(proposal.source, 100)} ${prose(proposal.title, 200)}: **${kind}**${reason && `, ${prose(reason)}`}`;
  });
  sheet.addFold(counted(trials.length, 'proposal'), items);
}
