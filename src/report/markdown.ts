/** The report in GitHub's Markdown: with a place on a server as the job summary, without one for whoever asks. */
import type { Report } from '../domain/report.ts';
import type { Worth } from '../domain/worth.ts';
import { filesLine, headlineOf } from './headline.ts';
import { addFindings, addReasons, provenance, worthLine } from './markdown/body.ts';
import { addUnjudged, addValidators } from './markdown/coverage.ts';
import { code, prose } from './markdown/inert.ts';
import type { Site } from './markdown/links.ts';
import { addProposals, addPublished } from './markdown/proposals.ts';
import { COMMENT_LIMIT, Sheet } from './markdown/sheet.ts';

/** What a job summary tells besides the report. */
export interface Job {
  /** Null where nothing links to: the judged commit is on no server. */
  readonly site: Site | null;
  readonly worth: Worth | null;
  /** Sentences about what could not be shown elsewhere, and why. */
  readonly remarks: readonly string[];
}

const NO_JOB: Job = { site: null, worth: null, remarks: [] };

export function renderMarkdown(report: Report, { site, worth, remarks }: Job = NO_JOB): string {
  const sheet = new Sheet(COMMENT_LIMIT);
  const { state, counts } = headlineOf(report);
  const { baseLabel, headLabel } = report.change;
  sheet.add(`## Gatewright: ${state}`);
  sheet.add(`**${prose(counts)}** (${filesLine(report)})`);
  sheet.add(`From ${code(baseLabel)} to ${code(headLabel)}.`);
  addReasons(sheet, report);
  addPublished(sheet, report);
  addFindings(sheet, report, site);
  addProposals(sheet, report, site);
  addUnjudged(sheet, report);
  addValidators(sheet, report);
  if (worth) sheet.add(worthLine(worth));
  sheet.addLines({
    open: '',
    lines: remarks.map((remark) => `- Note: ${prose(remark, 600)}`),
    close: '',
    most: 20,
  });
  sheet.add(`<sub>${provenance(report)}</sub>`);
  return sheet.toString();
}
