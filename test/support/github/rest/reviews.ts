/** Reviews and their comments, which must lie in the diff. */
import { Refusal } from '../behaviours.ts';
import type { Pull, Review, ReviewComment, State } from '../state.ts';
import { created, num, ok, page, pullOf, str, writer, type Body, type Call, type Handlers } from './call.ts';
import { checkBody } from './pulls.ts';
import { reviewCommentShape, reviewShape } from './shapes.ts';

const STATES = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

type Side = 'LEFT' | 'RIGHT';

/** The lines that a diff shows, for each side: the number of the hunk by the number of the line. */
function shownLines(patch: string): Readonly<Record<Side, ReadonlyMap<number, number>>> {
  const shown = { LEFT: new Map<number, number>(), RIGHT: new Map<number, number>() };
  let [left, right, hunk] = [0, 0, 0];
  for (const line of patch.split('\n')) {
    const head = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (head) {
      [left, right, hunk] = [Number(head[1]), Number(head[2]), hunk + 1];
      continue;
    }
    if (line.startsWith('+')) shown.RIGHT.set(right++, hunk);
    else if (line.startsWith('-')) shown.LEFT.set(left++, hunk);
    else if (line.startsWith(' ')) {
      shown.LEFT.set(left++, hunk);
      shown.RIGHT.set(right++, hunk);
    }
  }
  return shown;
}

type Words = 'path' | 'line' | 'start' | 'hunk';
const WORDS: Readonly<Record<Words, string>> = {
  path: 'Path could not be resolved',
  line: 'Line could not be resolved',
  start: 'Pull request review thread start line must precede the end line.',
  hunk: 'Pull request review thread start line must be part of the same hunk as the line.',
};
/** The same, said of a field of a single comment. */
const SINGLE: Readonly<Record<Words, string>> = {
  path: 'is invalid',
  line: 'must be part of the diff',
  start: 'must precede the end line.',
  hunk: 'must be part of the same hunk as the line.',
};
const ROWS = {
  path: 'path-outside-diff',
  line: 'line-outside-diff',
  start: 'start-not-before-end',
  hunk: 'two-hunks',
} as const;

/** Why a comment cannot stand where it is put; null when it can. */
function misplaced(state: State, pull: Pull, given: Body): Words | null {
  const base = state.bare.mergeBase(`refs/heads/${pull.base}`, pull.head) ?? pull.head;
  const file = state.bare.diff(base, pull.head).find((each) => each.path === given['path']);
  if (!file) return 'path';
  if (given['subject_type'] === 'file') return null;
  const shown = shownLines(file.patch ?? '');
  const side = str(given['side'], 'RIGHT') as Side;
  const end = shown[side].get(num(given['line']) ?? -1);
  if (end === undefined) return 'line';
  const start = num(given['start_line']);
  if (start === null) return null;
  const startSide = str(given['start_side'], side) as Side;
  if (startSide === side && start >= (num(given['line']) ?? 0)) return 'start';
  const first = shown[startSide].get(start);
  if (first === undefined) return 'line';
  return first === end ? null : 'hunk';
}

/** The words for a single comment name the field; those for a review do not. */
function refusePlace(why: Words, single: boolean): never {
  const field =
    why === 'path' ? 'path' : `pull_request_review_thread.${why === 'line' ? 'line' : 'start_line'}`;
  const message = `${field} ${SINGLE[why]}`;
  const detail = { resource: 'PullRequestReviewComment', code: 'custom', field, message };
  throw single ? new Refusal('single-comment-misplaced', [detail]) : new Refusal(ROWS[why], [WORDS[why]]);
}

function checkCommit(call: Call, pull: Pull, sha: string): void {
  const { bare } = call.state;
  if (
    bare.ask('cat-file', '-t', sha) === 'commit' &&
    bare.ask('merge-base', '--is-ancestor', sha, pull.head) !== null
  )
    return;
  throw new Refusal('not-the-contract', [
    { field: 'commit_id', message: 'commit_id is not part of the pull request' },
  ]);
}

function checkEvent(call: Call, pull: Pull, event: string): void {
  const { user, app } = writer(call);
  const says = call.body['body'];
  const comments = (call.body['comments'] ?? []) as unknown[];
  if (event === 'REQUEST_CHANGES' && !says) throw new Refusal('review-needs-body', ["Body can't be blank"]);
  if (event === 'COMMENT' && !says && comments.length === 0) {
    throw new Refusal('review-needs-body', ["Body can't be blank"]);
  }
  if (user.id === pull.author.id && (event === 'APPROVE' || event === 'REQUEST_CHANGES')) {
    throw new Refusal('own-approval', ['Can not approve your own pull request']);
  }
  if (event === 'APPROVE' && app && !call.state.facts.actionsMayApprove) {
    throw new Refusal('actions-cannot-approve', [
      'GitHub Actions is not permitted to approve pull requests.',
    ]);
  }
}

function createReview(call: Call): Review {
  const { state, body } = call;
  const pull = pullOf(call);
  const event = str(body['event']);
  const commit = str(body['commit_id'], pull.head);
  checkCommit(call, pull, commit);
  checkEvent(call, pull, event);
  if (body['body']) checkBody(str(body['body']), 'PullRequestReview');
  const comments = (body['comments'] ?? []) as Body[];
  // Behaviour `one-bad-comment-loses-all`: all are looked at before any is kept.
  for (const each of comments) {
    checkBody(str(each['body']), 'PullRequestReviewComment');
    const why = misplaced(state, pull, each);
    if (why) refusePlace(why, false);
  }
  const review = addReview(state, pull, {
    user: writer(call).user,
    body: str(body['body']),
    state: event in STATES ? STATES[event as keyof typeof STATES] : 'PENDING',
    commit_id: commit,
  });
  for (const each of comments) addReviewComment(call, { pull, review: review.id, given: each, commit });
  return review;
}

export function addReview(
  state: State,
  pull: Pull,
  given: Pick<Review, 'user' | 'body' | 'state' | 'commit_id'>,
): Review {
  const review = { ...given, id: state.id(), number: pull.number, submitted_at: state.now() };
  state.reviews.push(review);
  return review;
}

interface NewReviewComment {
  readonly pull: Pull;
  readonly review: number;
  readonly given: Body;
  readonly commit: string;
}

function addReviewComment(call: Call, { pull, review, given, commit }: NewReviewComment): ReviewComment {
  const { state } = call;
  const [id, at] = [state.id(), state.now()];
  const start_line = num(given['start_line']);
  const side = str(given['side'], 'RIGHT') as Side;
  const comment: ReviewComment = {
    ...{
      id,
      node_id: `PRRC_${id}`,
      number: pull.number,
      review,
      user: writer(call).user,
      body: str(given['body']),
    },
    ...{ path: str(given['path']), commit_id: commit, line: num(given['line']), side, start_line },
    start_side: start_line === null ? null : (str(given['start_side'], side) as Side),
    subject_type: given['subject_type'] === 'file' ? 'file' : 'line',
    created_at: at,
    updated_at: at,
    minimized: null,
  };
  state.reviewComments.push(comment);
  return comment;
}

function commentOf(call: Call): ReviewComment {
  const found = call.state.reviewComments.find((each) => each.id === Number(call.params['comment_id']));
  if (!found) throw new Refusal('absent');
  return found;
}

export const reviews: Handlers = {
  'pulls/list-reviews': (call) => {
    const { number } = pullOf(call);
    const found = call.state.reviews.filter((each) => each.number === number);
    return page(
      call,
      found.map((each) => reviewShape(call.state, each)),
    );
  },

  'pulls/create-review': (call) => ok(reviewShape(call.state, createReview(call))),

  'pulls/list-review-comments': (call) => {
    const { number } = pullOf(call);
    const found = call.state.reviewComments.filter((each) => each.number === number);
    return page(
      call,
      found.map((each) => reviewCommentShape(call.state, each)),
    );
  },

  'pulls/create-review-comment': (call) => {
    const pull = pullOf(call);
    const commit = str(call.body['commit_id']);
    checkCommit(call, pull, commit);
    checkBody(str(call.body['body']), 'PullRequestReviewComment');
    const why = misplaced(call.state, pull, call.body);
    if (why) refusePlace(why, true);
    const review = addReview(call.state, pull, {
      ...{ user: writer(call).user, body: '', state: 'COMMENTED', commit_id: commit },
    });
    const comment = addReviewComment(call, { pull, review: review.id, given: call.body, commit });
    return created(reviewCommentShape(call.state, comment));
  },

  'pulls/update-review-comment': (call) => {
    const comment = commentOf(call);
    comment.body = str(call.body['body']);
    comment.updated_at = call.state.now();
    return ok(reviewCommentShape(call.state, comment));
  },

  'pulls/delete-review-comment': (call) => {
    const comment = commentOf(call);
    call.state.reviewComments.splice(call.state.reviewComments.indexOf(comment), 1);
    return { status: 204 };
  },
};
