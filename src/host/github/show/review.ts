/** Review comments beside the lines: only inside the diff, never twice, and one that is refused loses no other. */
import type { Finding } from '../../../domain/finding.ts';
import type { Report } from '../../../domain/report.ts';
import { renderRemark, type Remark } from '../../../report/review.ts';
import { counted } from '../../../report/words.ts';
import type { Sticky } from './comment.ts';
import { findingMarker } from './marker.ts';
import { faulted, nothing, shown, type Receipt } from './receipt.ts';
import { mayOnlyRead } from './showing.ts';
import { ourThreads, withdrawDoubles } from './threads.ts';

/** What is said beside the lines needs the report. */
export interface Talk extends Sticky {
  readonly report: Report;
}

interface Reviewed {
  readonly receipt: Receipt;
  /** Findings that a comment beside their line tells. */
  readonly said: ReadonlySet<Finding>;
}

export async function showReview(talk: Talk, remarks: readonly Remark[]): Promise<Reviewed> {
  if (remarks.length === 0) return { receipt: nothing('review'), said: new Set() };
  const present = await ourThreads(talk);
  if (!present.ok) return { receipt: faulted('review', present.fault, mayOnlyRead(talk)), said: new Set() };
  const isSaid = ({ finding }: Remark) =>
    present.data.get(finding.fingerprint)?.some(({ stands }) => stands) === true;
  const said = new Set(remarks.filter(isSaid).map(({ finding }) => finding));
  // What was said on a line that has gone is not said again: its thread is still there to read.
  const fresh = remarks.filter(({ finding }) => !present.data.has(finding.fingerprint));
  if (fresh.length === 0) return { receipt: nothing('review'), said };
  const { posted, receipt } = await post(talk, fresh);
  for (const finding of posted) said.add(finding);
  if (posted.length > 0) await withdrawDoubles(talk, new Set(posted.map(({ fingerprint }) => fingerprint)));
  return { receipt, said };
}

interface Posted {
  readonly receipt: Receipt;
  readonly posted: readonly Finding[];
}

/** All in one review; where GitHub refuses it, for which comment it does not say, each alone. */
async function post(talk: Talk, remarks: readonly Remark[]): Promise<Posted> {
  const { api, occasion, head } = talk;
  const answer = await api.request<{ html_url?: string }>(
    'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    {
      pull_number: occasion.number,
      commit_id: head,
      event: 'COMMENT',
      body: `${counted(remarks.length, 'finding of Gatewright blocks', 'findings of Gatewright block')}.`,
      comments: remarks.map((remark) => placed(talk, remark)),
    },
  );
  const findings = remarks.map(({ finding }) => finding);
  if (answer.ok) return { receipt: shown('review', answer.data.html_url), posted: findings };
  if (answer.fault.kind === 'invalid') return postEach(talk, remarks);
  if (answer.fault.maybeApplied) {
    const present = await ourThreads(talk);
    const posted = present.ok ? findings.filter(({ fingerprint }) => present.data.has(fingerprint)) : [];
    if (posted.length > 0) return { receipt: shown('review', undefined), posted };
  }
  return { receipt: faulted('review', answer.fault, mayOnlyRead(talk)), posted: [] };
}

async function postEach(talk: Talk, remarks: readonly Remark[]): Promise<Posted> {
  const { api, occasion, head } = talk;
  const route = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments';
  const posted: Finding[] = [];
  for (const remark of remarks) {
    const comment = { pull_number: occasion.number, commit_id: head, ...placed(talk, remark) };
    const answer = await api.request(route, comment);
    if (answer.ok) posted.push(remark.finding);
    else if (answer.fault.kind !== 'invalid') {
      return { receipt: faulted('review', answer.fault, mayOnlyRead(talk)), posted };
    }
  }
  const left = remarks.length - posted.length;
  const note = left > 0 ? `GitHub refused ${counted(left, 'review comment')}: annotations have them.` : '';
  return { receipt: shown('review', undefined, note), posted };
}

/** `start_line` only for several lines: GitHub wants it before `line` (contracts: 422s). */
function placed({ report, posting }: Talk, remark: Remark): Readonly<Record<string, unknown>> {
  const { finding, startLine, line } = remark;
  return {
    path: finding.at.path,
    line,
    side: 'RIGHT',
    ...(startLine < line && { start_line: startLine, start_side: 'RIGHT' }),
    body: `${findingMarker(finding.fingerprint)}\n${renderRemark(report, remark, posting.site)}`,
  };
}
