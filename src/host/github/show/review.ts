/** Review comments beside the lines: only inside the diff, never twice, and one that is refused loses no other. */
import type { Finding } from '../../../domain/finding.ts';
import type { Report } from '../../../domain/report.ts';
import { renderRemark, reviewHeadline, type Remark } from '../../../report/review.ts';
import { counted } from '../../../report/words.ts';
import type { Commented, Sticky } from './comment.ts';
import { remarkMarker, type About } from './marker.ts';
import { rememberOffered } from './offered.ts';
import { faulted, nothing, shown, type Receipt } from './receipt.ts';
import { mayOnlyRead } from './showing.ts';
import { ourThreads, purposeOf, withdrawDoubles, type Threads } from './threads.ts';

/** What is said beside the lines needs the report. */
export interface Talk extends Sticky, Pick<Commented, 'comment' | 'offered'> {
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
  const standing = present.data.filter(({ stands }) => stands).flatMap(({ findings }) => findings);
  const all = remarks.flatMap(({ findings }) => findings);
  const said = new Set(all.filter(({ fingerprint }) => standing.includes(fingerprint)));
  const fresh = remarks.filter((remark) => !wasSaid(remark, present.data, talk.offered));
  const { posted, receipt } =
    fresh.length > 0 ? await post(talk, fresh) : { posted: [], receipt: nothing('review') };
  for (const finding of posted.flatMap(({ findings }) => findings)) said.add(finding);
  if (posted.length > 0) {
    await withdrawDoubles(talk, new Set(posted.map((remark) => purposeOf(aboutOf(remark)))));
  }
  // Those of a run that ended before it could remember them, too.
  const suggested = [...present.data, ...posted.map(aboutOf)].flatMap(({ proposal }) => proposal ?? []);
  await rememberOffered(talk, suggested);
  return { receipt, said };
}

/**
 * A suggestion is made once: one that was resolved or deleted was turned down. What was said on a line that has gone
 * is not said again either: its thread is still there to read.
 */
function wasSaid(remark: Remark, threads: Threads, offered: readonly string[]): boolean {
  const { findings, proposal } = aboutOf(remark);
  if (proposal !== null)
    return offered.includes(proposal) || threads.some((thread) => thread.proposal === proposal);
  return threads.some((thread) => findings.some((finding) => thread.findings.includes(finding)));
}

function aboutOf({ findings, suggested }: Remark): About {
  const fingerprints = new Set(findings.map(({ fingerprint }) => fingerprint));
  return { findings: [...fingerprints], proposal: suggested?.trial.proposal.key ?? null };
}

interface Posted {
  readonly receipt: Receipt;
  readonly posted: readonly Remark[];
}

/** All in one review; where GitHub refuses it, for which comment it does not say, each alone. */
async function post(talk: Talk, remarks: readonly Remark[]): Promise<Posted> {
  const { api, occasion, head, report } = talk;
  const answer = await api.request<{ html_url?: string }>(
    'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    {
      pull_number: occasion.number,
      commit_id: head,
      event: 'COMMENT',
      body: reviewHeadline(remarks, report.verdict.blocking),
      comments: remarks.map((remark) => placed(talk, remark)),
    },
  );
  if (answer.ok) return { receipt: shown('review', answer.data.html_url), posted: remarks };
  if (answer.fault.kind === 'invalid') return postEach(talk, remarks);
  if (answer.fault.maybeApplied) {
    const present = await ourThreads(talk);
    const there = new Set(present.ok ? present.data.map(purposeOf) : []);
    const posted = remarks.filter((remark) => there.has(purposeOf(aboutOf(remark))));
    if (posted.length > 0) return { receipt: shown('review', undefined), posted };
  }
  return { receipt: faulted('review', answer.fault, mayOnlyRead(talk)), posted: [] };
}

async function postEach(talk: Talk, remarks: readonly Remark[]): Promise<Posted> {
  const { api, occasion, head } = talk;
  const route = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments';
  const posted: Remark[] = [];
  for (const remark of remarks) {
    const comment = { pull_number: occasion.number, commit_id: head, ...placed(talk, remark) };
    const answer = await api.request(route, comment);
    if (answer.ok) posted.push(remark);
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
  const { path, startLine, line } = remark;
  return {
    path,
    line,
    side: 'RIGHT',
    ...(startLine < line && { start_line: startLine, start_side: 'RIGHT' }),
    body: `${remarkMarker(aboutOf(remark))}\n${renderRemark(report, remark, posting.site)}`,
  };
}
