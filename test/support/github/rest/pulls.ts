/** Pull requests, their comments and what people answer to them. */
import { Refusal } from '../behaviours.ts';
import type { Comment } from '../state.ts';
import { created, ok, page, pullOf, str, writer, type Call, type Handlers } from './call.ts';
import { commentShape, pullShape, userShape } from './shapes.ts';

/** Of a comment or a review; behaviours `comment-too-long` and `comment-blank`. */
const BODY_LIMIT = 65_536;

export function checkBody(body: string, resource: string): void {
  if (body.trim() === '') {
    throw new Refusal('comment-blank', [{ resource, code: 'missing_field', field: 'body' }]);
  }
  if ([...body].length <= BODY_LIMIT) return;
  const message = `body is too long (maximum is ${BODY_LIMIT} characters)`;
  throw new Refusal('comment-too-long', [{ resource, code: 'custom', field: 'body', message }]);
}

function commentOf({ state, params }: Call): Comment {
  const found = state.comments.find((each) => each.id === Number(params['comment_id']));
  if (!found) throw new Refusal('absent');
  return found;
}

/** One's own comments may be edited, those of others with write access: behaviour `only-writers-edit`. */
function editable(call: Call): Comment {
  const comment = commentOf(call);
  const { user, app } = writer(call);
  const role = call.state.roles.get(user.login) ?? 'read';
  const maintains = app !== null || ['admin', 'maintain', 'write'].includes(role);
  if (comment.user.id !== user.id && !maintains) throw new Refusal('only-writers-edit');
  return comment;
}

export const pulls: Handlers = {
  'pulls/get': (call) => ok(pullShape(call.state, pullOf(call))),

  'pulls/list': (call) => {
    const wanted = call.query.get('state') ?? 'open';
    const [head, base] = [call.query.get('head'), call.query.get('base')];
    const found = [...call.state.pulls.values()].filter((pull) => {
      const label = `${pull.fork?.login ?? call.state.facts.owner}:${pull.headRef}`;
      if (head !== null && head !== label) return false;
      return (wanted === 'all' || pull.state === wanted) && (base === null || base === pull.base);
    });
    return page(
      call,
      found.toSorted((a, b) => b.number - a.number).map((pull) => pullShape(call.state, pull)),
    );
  },

  'repos/list-pull-requests-associated-with-commit': (call) => {
    const sha = call.state.bare.commit(call.params['commit_sha'] ?? '');
    if (!sha) throw new Refusal('no-such-commit', undefined, { sha: call.params['commit_sha'] });
    const found = [...call.state.pulls.values()].filter((pull) => pull.head === sha);
    return page(
      call,
      found.map((pull) => pullShape(call.state, pull)),
    );
  },

  'pulls/list-files': (call) => {
    const { bare } = call.state;
    const pull = pullOf(call);
    const base = bare.mergeBase(`refs/heads/${pull.base}`, pull.head) ?? pull.head;
    const files = bare.diff(base, pull.head).slice(0, 3000);
    return page(call, files.map(fileShape));
  },

  'issues/list-comments': (call) => {
    const { number } = pullOf(call, 'issue_number');
    const since = call.query.get('since');
    const found = call.state.comments.filter(
      (each) => each.number === number && (since === null || each.updated_at >= since),
    );
    return page(
      call,
      found.map((each) => commentShape(call.state, each)),
    );
  },

  'issues/get-comment': (call) => ok(commentShape(call.state, commentOf(call))),

  'issues/create-comment': (call) => {
    const { number } = pullOf(call, 'issue_number');
    const { user, app } = writer(call);
    checkBody(str(call.body['body']), 'IssueComment');
    return created(
      commentShape(call.state, addComment(call, { number, user, app, body: str(call.body['body']) })),
    );
  },

  'issues/update-comment': (call) => {
    const comment = editable(call);
    checkBody(str(call.body['body']), 'IssueComment');
    comment.body = str(call.body['body']);
    comment.updated_at = comment.lastEditedAt = call.state.now();
    return ok(commentShape(call.state, comment));
  },

  'issues/delete-comment': (call) => {
    const comment = editable(call);
    call.state.comments = call.state.comments.filter((each) => each !== comment);
    return { status: 204 };
  },

  'reactions/create-for-issue-comment': (call) => {
    const comment = commentOf(call);
    const { user } = writer(call);
    const content = str(call.body['content']);
    const known = comment.reactions.find((each) => each.user.id === user.id && each.content === content);
    const reaction = known ?? { id: call.state.id(), user, content };
    if (!known) comment.reactions.push(reaction);
    const body = {
      id: reaction.id,
      content,
      user: userShape(call.state, user),
      created_at: comment.updated_at,
    };
    return { status: known ? 200 : 201, body };
  },
};

type NewComment = Pick<Comment, 'number' | 'user' | 'app' | 'body'>;

export function addComment({ state }: Pick<Call, 'state'>, given: NewComment): Comment {
  const [id, at] = [state.id(), state.now()];
  const node_id = `IC_${id}`;
  const comment = { ...given, id, node_id, created_at: at, updated_at: at, minimized: null, reactions: [] };
  state.comments.push(comment);
  return comment;
}

/** A file of a diff, as `pulls/list-files` and a comparison list it. */
export function fileShape(file: import('../bare.ts').DiffFile): Record<string, unknown> {
  return {
    ...{ sha: file.sha, filename: file.path, status: file.status },
    ...{ additions: file.additions, deletions: file.deletions, changes: file.additions + file.deletions },
    ...(file.before === null ? {} : { previous_filename: file.before }),
    // Binary and very large files have none (OA: `patch` is optional).
    ...(file.patch === null || file.patch.length > 500_000 ? {} : { patch: file.patch }),
  };
}
