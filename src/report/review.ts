/** A finding as a review comment, and which findings GitHub lets stand beside a line of the diff. */
import type { Hunk } from '../domain/change.ts';
import { touches } from '../domain/change.ts';
import type { Finding } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { isText } from './escape.ts';
import { prose } from './markdown/inert.ts';
import { ruleLink, type Site } from './markdown/links.ts';
import { clipped } from './sarif/region.ts';
import { tallyOf, trialsFor } from './tally.ts';
import { fateOf, stopped, tell, wordsOf } from './words.ts';

export interface Remark {
  readonly finding: Finding;
  /** Lines of the head that the change added; GitHub refuses others (contracts: 422s). */
  readonly startLine: number;
  readonly line: number;
}

/** More threads than that nobody answers. */
const MOST = 10;

/** The worst findings that block and stand on added lines; one for each fingerprint. */
export function reviewable(report: Report): Remark[] {
  const hunks = new Map(report.change.files.map((file) => [file.path, file.hunks]));
  const seen = new Set<string>();
  return tallyOf(report)
    .blocking.flatMap((finding) => {
      const remark = remarkOf(finding, hunks.get(finding.at.path) ?? []);
      if (!remark || seen.has(finding.fingerprint)) return [];
      seen.add(finding.fingerprint);
      return [remark];
    })
    .slice(0, MOST);
}

/** Null off the diff, and for a name that GitHub's JSON cannot hold. */
function remarkOf(finding: Finding, hunks: readonly Hunk[]): Remark | null {
  const { path, line, endLine } = finding.at;
  if (!touches(hunks, line, endLine) || !isText(path)) return null;
  const { startLine, endLine: end } = clipped(finding, hunks);
  return { finding, startLine, line: end };
}

/** What is wrong, why it matters, what to do. */
export function renderRemark(report: Report, { finding }: Remark, site: Site): string {
  const words = wordsOf(finding);
  const fixes = trialsFor(report, finding)
    .slice(0, 3)
    .map((trial) => `- Fix: ${prose(trial.proposal.title, 200)} (${prose(fateOf(trial), 300)})`);
  const paragraphs = [
    `${ruleLink(finding.rule, site)}: ${prose(tell(words))}`,
    prose([words.why, words.advice].map(stopped).filter(Boolean).join(' '), 800),
    fixes.join('\n'),
  ];
  return paragraphs.filter(Boolean).join('\n\n');
}
