/** Reviews that approve the judged head, of people whom the policy names. */
import type { Approval } from '../../../domain/consent.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { Answer, Api } from '../api/api.ts';
import type { Actor } from '../occasion.ts';
import { nameAt, textAt, type Payload } from '../payload.ts';
import type { PullFacts } from './pull.ts';
import { accountAt, type MayWrite } from './writers.ts';

export interface Review {
  readonly by: Actor;
  readonly approves: boolean;
  readonly commit: string;
  readonly url: string;
}

// What is only a comment takes no approval back: every answer within a thread is a review of its own.
const DECISIVE: readonly string[] = ['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'];

/** The last word of each reviewer: GitHub lists reviews in chronological order. */
export async function askReviews(api: Api, number: number): Promise<Answer<readonly Review[]>> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
  const answer = await api.list<Payload>(route, { pull_number: number });
  if (!answer.ok) return answer;
  const last = new Map<number, Review>();
  for (const review of answer.data.flatMap(readReview)) last.set(review.by.id, review);
  return { ok: true, data: [...last.values()] };
}

function readReview(review: Payload): Review[] {
  const [by, state] = [accountAt(review, 'user'), textAt(review, ['state'])];
  if (by === null || !DECISIVE.includes(state)) return [];
  const [commit, url] = [textAt(review, ['commit_id']), nameAt(review, ['html_url'])];
  return [{ by, approves: state === 'APPROVED', commit, url }];
}

export interface Hearing {
  readonly policy: Policy;
  readonly pull: PullFacts;
  readonly head: string;
  readonly mayWrite: MayWrite;
}

export interface Approvals {
  readonly approvals: readonly Approval[];
  readonly notes: readonly string[];
}

/** Somebody who lost their access, or who took a login that the policy still names, approves nothing. */
export async function approvalsAmong(reviews: readonly Review[], hearing: Hearing): Promise<Approvals> {
  const { policy, pull, head, mayWrite } = hearing;
  const named = new Set(policy.escalate.flatMap(({ to }) => to.map((login) => login.toLowerCase())));
  const approvals: Approval[] = [];
  const notes: string[] = [];
  for (const { by, approves, commit, url } of reviews) {
    const counts = approves && commit === head && by.id !== pull.author?.id && !by.bot;
    if (!counts || !named.has(by.login.toLowerCase())) continue;
    const answer = await mayWrite(by);
    if (answer.kind === 'yes') approvals.push({ by: by.login, url });
    if (answer.kind === 'no')
      notes.push(`The approval of ${by.login} does not count: it takes write access here.`);
    if (answer.kind === 'unknown')
      notes.push(`Whether ${by.login} may write here is not known: ${answer.fault.message}`);
  }
  return { approvals, notes };
}
