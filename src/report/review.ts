/** What is said beside lines of the diff: findings, the suggestions that end them, and where GitHub lets them stand. */
import type { Hunk } from '../domain/change.ts';
import { touches } from '../domain/change.ts';
import type { Finding } from '../domain/finding.ts';
import type { RepoPath } from '../domain/path.ts';
import type { Report } from '../domain/report.ts';
import { isText } from './escape.ts';
import { fenced } from './markdown/fence.ts';
import { prose } from './markdown/inert.ts';
import { ruleLink, type Site } from './markdown/links.ts';
import { makerOf } from './markdown/proposals.ts';
import type { Suggested } from './offer.ts';
import { clipped } from './sarif/region.ts';
import { tallyOf, trialsFor } from './tally.ts';
import { counted, fateOf, stopped, tell, wordsOf } from './words.ts';

export interface Remark {
  /** What it tells; none where nobody's finding asked for the suggestion. */
  readonly findings: readonly Finding[];
  readonly suggested: Suggested | null;
  readonly path: RepoPath;
  /** Lines of the head that the diff shows; GitHub refuses others (contracts: 422s). */
  readonly startLine: number;
  readonly line: number;
}

/** More threads than that nobody answers; as many may suggest what ends a warning, or what somebody asked for. */
const MOST = 10;
const MOST_TOLD = 5;

/**
 * The worst findings that block, one for each fingerprint, each with the suggestion that ends it and then where that
 * stands; and the other suggestions. Of two suggestions for one line the second would be outdated by the first.
 */
export function reviewable(report: Report, suggested: readonly Suggested[]): Remark[] {
  const { blocking, warnings } = tallyOf(report);
  const apart = suggested.filter((one, at) => !suggested.slice(0, at).some((other) => collide(one, other)));
  const all = [...blocking, ...warnings];
  const remarks = apart.map((one) => suggesting(one, all));
  const told = new Set(remarks.flatMap(({ findings }) => findings));
  const plain = alone(
    report,
    blocking.filter((finding) => !told.has(finding)),
  );
  const order = new Map(blocking.map((finding, at) => [finding, at]));
  const rank = ({ findings }: Remark) =>
    Math.min(...findings.map((finding) => order.get(finding) ?? Infinity), Infinity);
  // Two that do not block differ by no number.
  const ranked = [...remarks, ...plain].toSorted((a, b) => rank(a) - rank(b) || 0);
  const first = ranked.filter((remark) => rank(remark) < Infinity).slice(0, MOST);
  return [...first, ...remarks.filter((remark) => rank(remark) === Infinity).slice(0, MOST)];
}

/** One for each fingerprint, and no more than are said. */
function alone({ change }: Report, findings: readonly Finding[]): Remark[] {
  const hunks = new Map(change.files.map((file) => [file.path, file.hunks]));
  const seen = new Set<string>();
  const remarks = findings.flatMap((finding) => {
    const remark = remarkOf(finding, hunks.get(finding.at.path) ?? []);
    if (!remark || seen.has(finding.fingerprint)) return [];
    seen.add(finding.fingerprint);
    return [remark];
  });
  return remarks.slice(0, MOST);
}

function collide(a: Suggested, b: Suggested): boolean {
  return a.path === b.path && a.startLine <= b.line && b.startLine <= a.line;
}

function suggesting(suggested: Suggested, findings: readonly Finding[]): Remark {
  const { trial, path, startLine, line } = suggested;
  const { addresses } = trial.proposal;
  const told = findings.filter(({ fingerprint }) => addresses.includes(fingerprint));
  return { findings: told, suggested, path, startLine, line };
}

/** Null off the diff, and for a name that GitHub's JSON cannot hold. */
function remarkOf(finding: Finding, hunks: readonly Hunk[]): Remark | null {
  const { path, line, endLine } = finding.at;
  if (!touches(hunks, line, endLine) || !isText(path)) return null;
  const { startLine, endLine: end } = clipped(finding, hunks);
  return { findings: [finding], suggested: null, path, startLine, line: end };
}

/** What is wrong, why it matters, what to do; and the button that does it. */
export function renderRemark(report: Report, { findings, suggested }: Remark, site: Site): string {
  const [first] = findings;
  const words = first && wordsOf(first);
  const left = findings.length - MOST_TOLD;
  const paragraphs = [
    ...findings
      .slice(0, MOST_TOLD)
      .map((finding) => `${ruleLink(finding.rule, site)}: ${prose(tell(wordsOf(finding)))}`),
    left > 0 ? `And ${counted(left, 'more finding')} that it ends.` : '',
    words ? prose([words.why, words.advice].map(stopped).filter(Boolean).join(' '), 800) : '',
    suggested ? suggestionText(suggested) : first ? fixesText(report, first) : '',
  ];
  return paragraphs.filter(Boolean).join('\n\n');
}

function fixesText(report: Report, finding: Finding): string {
  return trialsFor(report, finding)
    .slice(0, 3)
    .map((trial) => `- Fix: ${prose(trial.proposal.title, 200)} (${prose(fateOf(report, trial), 300)})`)
    .join('\n');
}

function suggestionText({ trial, lines }: Suggested): string {
  const title = prose(stopped(trial.proposal.title), 200);
  return `**Fix**: ${title} Tried and kept (${makerOf(trial)}).\n\n${fenced('suggestion', lines)}`;
}

/** What stands above the remarks of one review. */
export function reviewHeadline(remarks: readonly Remark[], blocking: readonly Finding[]): string {
  const findings = new Set(remarks.flatMap((remark) => remark.findings));
  const block = blocking.filter((finding) => findings.has(finding)).length;
  const suggestions = remarks.filter(({ suggested }) => suggested !== null).length;
  const parts = [
    block === 0 ? '' : `${counted(block, 'finding of Gatewright blocks', 'findings of Gatewright block')}.`,
    suggestions === 0
      ? ''
      : `${counted(suggestions, 'suggestion of Gatewright was', 'suggestions of Gatewright were')} tried and kept: the change as it is was judged without ${suggestions === 1 ? 'it' : 'them'}.`,
  ];
  return parts.filter(Boolean).join(' ');
}
