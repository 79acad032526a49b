/** Things of the state as GitHub's answers show them. */
import type {
  App,
  CheckRun,
  Comment,
  Pull,
  Review,
  ReviewComment,
  State,
  User,
  WorkflowRun,
} from '../state.ts';

type Shape = Record<string, unknown>;

const nodeId = (kind: string, id: number): string =>
  `${kind}_${Buffer.from(String(id)).toString('base64url')}`;

export function userShape(state: State, user: User): Shape {
  const name = encodeURIComponent(user.login);
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId('U', user.id),
    avatar_url: `${state.url}/avatars/${user.id}`,
    url: `${state.url}/api/v3/users/${name}`,
    html_url:
      user.type === 'Bot' ? `${state.url}/apps/${user.login.replace('[bot]', '')}` : `${state.url}/${name}`,
    type: user.type,
    site_admin: false,
  };
}

export function appShape(state: State, app: App | null): Shape | null {
  if (!app) return null;
  return {
    ...app,
    node_id: nodeId('A', app.id),
    owner: userShape(state, state.user('github', 'Organization')),
    html_url: `${state.url}/apps/${app.slug}`,
    permissions: {},
    events: [],
  };
}

/** GraphQL's name of the repository itself. */
export const repositoryId = (): string => nodeId('R', 100_000);

export function repositoryShape(state: State, owner?: User): Shape {
  const { facts } = state;
  const holder = owner ?? state.user(facts.owner, 'Organization');
  const full_name = `${holder.login}/${facts.repo}`;
  const id = owner ? 200_000 + owner.id : 100_000;
  return {
    id,
    node_id: nodeId('R', id),
    name: facts.repo,
    full_name,
    private: facts.isPrivate,
    visibility: facts.isPrivate ? 'private' : 'public',
    owner: userShape(state, holder),
    fork: owner !== undefined,
    html_url: `${state.url}/${full_name}`,
    url: `${state.url}/api/v3/repos/${full_name}`,
    clone_url: `${state.url}/${full_name}.git`,
    default_branch: facts.defaultBranch,
    license: null,
  };
}

export function pullShape(state: State, pull: Pull): Shape {
  const { bare, facts } = state;
  const owner = state.user(facts.owner, 'Organization');
  const baseTip = bare.ref(`refs/heads/${pull.base}`);
  const html = `${state.url}/${facts.owner}/${facts.repo}/pull/${pull.number}`;
  const merge = pull.state === 'open' ? bare.ref(`refs/pull/${pull.number}/merge`) : null;
  const headOwner = pull.fork ?? owner;
  return {
    ...{
      number: pull.number,
      id: pull.id,
      node_id: nodeId('PR', pull.id),
      title: pull.title,
      body: pull.body,
    },
    ...{ state: pull.state, draft: pull.draft, merged: pull.merged, locked: false },
    url: `${state.url}/api/v3/repos/${facts.owner}/${facts.repo}/pulls/${pull.number}`,
    html_url: html,
    user: userShape(state, pull.author),
    created_at: pull.created_at,
    updated_at: pull.updated_at,
    closed_at: pull.state === 'closed' ? pull.updated_at : null,
    merged_at: pull.merged ? pull.updated_at : null,
    merge_commit_sha: merge,
    mergeable: merge !== null,
    mergeable_state: merge ? 'clean' : 'dirty',
    author_association: pull.fork ? 'CONTRIBUTOR' : 'MEMBER',
    head: {
      label: `${headOwner.login}:${pull.headRef}`,
      ref: pull.headRef,
      sha: pull.head,
      user: userShape(state, headOwner),
      repo: repositoryShape(state, pull.fork ?? undefined),
    },
    base: {
      label: `${facts.owner}:${pull.base}`,
      ref: pull.base,
      sha: baseTip,
      user: userShape(state, owner),
      repo: repositoryShape(state),
    },
  };
}

export function commentShape(state: State, comment: Comment): Shape {
  const { facts } = state;
  const api = `${state.url}/api/v3/repos/${facts.owner}/${facts.repo}/issues`;
  return {
    id: comment.id,
    node_id: comment.node_id,
    url: `${api}/comments/${comment.id}`,
    html_url: `${state.url}/${facts.owner}/${facts.repo}/pull/${comment.number}#issuecomment-${comment.id}`,
    issue_url: `${api}/${comment.number}`,
    body: comment.body,
    user: userShape(state, comment.user),
    created_at: comment.created_at,
    updated_at: comment.updated_at,
    author_association: 'NONE',
    // Behaviour `via-app`.
    performed_via_github_app: appShape(state, facts.saysApp ? comment.app : null),
  };
}

export function checkShape(state: State, run: CheckRun): Shape {
  const { owner, repo } = state.facts;
  const api = `${state.url}/api/v3/repos/${owner}/${repo}/check-runs/${run.id}`;
  return {
    ...{
      id: run.id,
      node_id: nodeId('CR', run.id),
      head_sha: run.head_sha,
      name: run.name,
      external_id: run.external_id,
    },
    ...{
      status: run.status,
      conclusion: run.conclusion,
      started_at: run.started_at,
      completed_at: run.completed_at,
    },
    url: api,
    html_url: `${state.url}/${owner}/${repo}/runs/${run.id}`,
    details_url: run.details_url,
    output: {
      ...run.output,
      annotations_count: run.annotations.length,
      annotations_url: `${api}/annotations`,
    },
    // Behaviour `same-suite`.
    check_suite: { id: run.app.id },
    app: appShape(state, run.app),
    pull_requests: [],
  };
}

export function reviewShape(state: State, review: Review): Shape {
  const { owner, repo } = state.facts;
  return {
    ...{ id: review.id, node_id: nodeId('PRR', review.id), body: review.body, state: review.state },
    ...{ commit_id: review.commit_id, submitted_at: review.submitted_at },
    user: userShape(state, review.user),
    html_url: `${state.url}/${owner}/${repo}/pull/${review.number}#pullrequestreview-${review.id}`,
    author_association: 'MEMBER',
  };
}

export function reviewCommentShape(state: State, comment: ReviewComment): Shape {
  const { owner, repo } = state.facts;
  const { number: _, review, user, minimized: _minimized, ...rest } = comment;
  return {
    ...rest,
    pull_request_review_id: review,
    user: userShape(state, user),
    original_commit_id: comment.commit_id,
    original_line: comment.line ?? 1,
    url: `${state.url}/api/v3/repos/${owner}/${repo}/pulls/comments/${comment.id}`,
    html_url: `${state.url}/${owner}/${repo}/pull/${comment.number}#discussion_r${comment.id}`,
    line: comment.line ?? undefined,
  };
}

export function runShape(state: State, run: WorkflowRun): Shape {
  const { owner, repo } = state.facts;
  const api = `${state.url}/api/v3/repos/${owner}/${repo}/actions/runs/${run.id}`;
  return {
    ...{ id: run.id, node_id: nodeId('WFR', run.id), name: run.name, path: run.path, event: run.event },
    ...{ status: run.status, conclusion: run.conclusion, run_attempt: run.attempt, run_number: run.id },
    head_sha: run.head,
    head_branch: run.branch,
    created_at: run.created_at,
    updated_at: run.created_at,
    url: api,
    html_url: `${state.url}/${owner}/${repo}/actions/runs/${run.id}`,
    jobs_url: `${api}/jobs`,
    rerun_url: `${api}/rerun`,
    repository: repositoryShape(state),
    head_repository: repositoryShape(state),
    actor: userShape(state, state.user('ada')),
    triggering_actor: userShape(state, state.user('ada')),
    pull_requests: [...state.pulls.values()]
      .filter((pull) => pull.head === run.head && !pull.fork)
      .map((pull) => ({ number: pull.number, id: pull.id })),
  };
}
