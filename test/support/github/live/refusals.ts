/** Requests that a GitHub refuses, with the row of the table that says how. */
import {
  anchored,
  check,
  comment,
  mark,
  NAME,
  NOWHERE,
  output,
  OUTSIDE,
  refusal,
  review,
  upload,
} from './probe.ts';
import type { Probe } from './probe.ts';

export const REFUSALS: readonly Probe[] = [
  refusal('bad-credentials', 'a wrong token', () => ({
    line: 'GET {repo}',
    headers: { authorization: 'Bearer of-nobody' },
  })),
  refusal('unknown-version', 'an API version that never was', () => ({
    line: 'GET {repo}',
    headers: { 'x-github-api-version': '2001-01-01' },
  })),
  refusal('not-json', 'a body that is no JSON', ({ pull }) => ({
    line: `POST {repo}/issues/${pull}/comments`,
    body: '{',
  })),
  refusal('no-user', 'the user of GITHUB_TOKEN by REST', () => ({ line: 'GET /user' })),
  refusal('ref-absent', 'a branch that is not there', () => ({
    line: 'GET {repo}/git/ref/heads/gatewright-is-not-here',
  })),
  refusal('fifty-annotations', 'a check run with 51 annotations', (place) =>
    check(place, output({ annotations: Array(51).fill({ ...mark, path: place.path }) })),
  ),
  refusal('check-output-too-long', 'a summary of 65,536 characters', (place) =>
    check(place, output({ summary: 'x'.repeat(65_536) })),
  ),
  refusal('check-output-too-many-bytes', 'a summary of 40,000 characters in 80,000 bytes', (place) => ({
    ...check(place, output({ summary: 'é'.repeat(40_000) })),
    detail: 'bytesize of 65535',
  })),
  refusal('annotation-too-large', 'a title of 256 characters', (place) =>
    check(place, output({ annotations: [{ ...mark, path: place.path, title: 't'.repeat(256) }] })),
  ),
  refusal('no-such-commit', 'a check run on a commit that is not there', (place) =>
    check(place, { head_sha: NOWHERE }),
  ),
  refusal('comment-too-long', 'a comment of 65,537 characters', (place) => ({
    ...comment('x'.repeat(65_537))(place),
    detail: 'too long (maximum is 65536 characters)',
  })),
  refusal('comment-blank', 'a comment of one space', comment(' ')),
  refusal('line-outside-diff', 'a review on a line that the diff does not show', (place) => ({
    ...review(place, anchored(place, { line: OUTSIDE })),
    detail: 'could not be resolved',
  })),
  refusal('path-outside-diff', 'a review on a file that did not change', (place) => ({
    ...review(place, anchored(place, { path: 'gatewright/is/not/here' })),
    detail: 'could not be resolved',
  })),
  refusal('start-not-before-end', 'a review from a line to itself', (place) => ({
    ...review(place, anchored(place, { start_line: place.line, start_side: 'RIGHT' })),
    detail: 'must precede the end line',
  })),
  refusal('single-comment-misplaced', 'a single comment on a line that the diff does not show', (place) => ({
    line: `POST {repo}/pulls/${place.pull}/comments`,
    body: { commit_id: place.head, path: place.path, line: OUTSIDE, side: 'RIGHT', body: NAME },
    detail: 'pull_request_review_thread.line',
  })),
  refusal('review-needs-body', 'a request for changes without a word', (place) =>
    review(place, { event: 'REQUEST_CHANGES' }),
  ),
  refusal('actions-cannot-approve', 'an approval by GITHUB_TOKEN', (place) => ({
    ...review(place, { event: 'APPROVE' }),
    detail: 'not permitted to approve',
  })),
  refusal('sarif-not-gzip', 'a SARIF log that is not packed', (place) => upload(place, { sarif: 'e30=' })),
  refusal('sarif-commit-absent', 'a SARIF log of a commit that is not there', (place) =>
    upload(place, { commit_sha: NOWHERE }),
  ),
  refusal('sarif-ref-absent', 'a SARIF log of a branch that is not there', (place) =>
    upload(place, { ref: 'refs/heads/gatewright-is-not-here' }),
  ),
  refusal('sarif-head-on-merge-ref', 'the head of a pull request as its test merge', (place) =>
    upload(place, { ref: `refs/pull/${place.pull}/merge` }),
  ),
];
