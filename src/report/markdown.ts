/** The report in GitHub's Markdown, for whoever asks for that format: no links, no place on a server. */
import type { Report } from '../domain/report.ts';
import { filesLine, headlineOf } from './headline.ts';
import { addFindings, addProposals, addReasons } from './markdown/body.ts';
import { addUnjudged, addValidators } from './markdown/coverage.ts';
import { code, prose } from './markdown/inert.ts';
import { COMMENT_LIMIT, Sheet } from './markdown/sheet.ts';

export function renderMarkdown(report: Report): string {
  const sheet = new Sheet(COMMENT_LIMIT);
  const { state, counts } = headlineOf(report);
  const { baseLabel, headLabel } = report.change;
  sheet.add(`## Gatewright: ${state}`);
  sheet.add(`**${prose(counts)}** (${filesLine(report)})`);
  sheet.add(`From ${code(baseLabel)} to ${code(headLabel)}.`);
  addReasons(sheet, report);
  addFindings(sheet, report);
  addProposals(sheet, report);
  addUnjudged(sheet, report);
  addValidators(sheet, report);
  sheet.add(`<sub>${provenance(report)}</sub>`);
  return sheet.toString();
}

/** By what, and under which policy. */
export function provenance({ tool, policy }: Report): string {
  const digest = prose(policy.digest.slice(0, 12));
  return `Gatewright ${prose(tool.version)}, policy ${prose(policy.source)} (${digest})`;
}
