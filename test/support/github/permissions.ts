/** What a token may do: what each operation asks for, and what an event and its author leave of `permissions:`. */
import type { OperationId } from './contract/operations.ts';

export type Level = 'none' | 'read' | 'write';
export type Scope =
  | 'actions'
  | 'checks'
  | 'contents'
  | 'id-token'
  | 'issues'
  | 'metadata'
  | 'pull-requests'
  | 'security-events'
  | 'statuses'
  | 'workflows';
export type Permissions = Readonly<Partial<Record<Scope, Level>>>;

export const ALL: Permissions = {
  actions: 'write',
  checks: 'write',
  contents: 'write',
  issues: 'write',
  'pull-requests': 'write',
  'security-events': 'write',
};

const RANK: Readonly<Record<Level, number>> = { none: 0, read: 1, write: 2 };

interface Need {
  /** Any one of these is enough; none of them: the operation asks for nothing but `metadata: read`. */
  readonly scopes: readonly Scope[];
  readonly level: Level;
  /** Public repositories answer without the permission ("without authentication … if only public resources"). */
  readonly publicly?: boolean;
  /** Installation tokens cannot call it at all. */
  readonly usersOnly?: boolean;
}

const read = (...scopes: Scope[]): Need => ({ scopes, level: 'read', publicly: true });
const write = (...scopes: Scope[]): Need => ({ scopes, level: 'write' });
const anybody: Need = { scopes: [], level: 'none', publicly: true };

/** docs rest/authentication/permissions-required-for-github-apps. */
const NEEDS: Readonly<Record<OperationId, Need>> = {
  'actions/get-workflow-run': read('actions'),
  'actions/list-jobs-for-workflow-run': read('actions'),
  'actions/list-workflow-runs': read('actions'),
  'actions/list-workflow-runs-for-repo': read('actions'),
  'actions/re-run-workflow': write('actions'),
  'actions/re-run-workflow-failed-jobs': write('actions'),
  'apps/get-by-slug': anybody,
  'checks/create': write('checks'),
  'checks/get': read('checks'),
  'checks/list-annotations': read('checks'),
  'checks/list-for-ref': read('checks'),
  'checks/update': write('checks'),
  'code-scanning/get-sarif': read('security-events'),
  'code-scanning/upload-sarif': write('security-events'),
  'git/create-blob': write('contents'),
  'git/create-commit': write('contents'),
  'git/create-tree': write('contents'),
  'git/get-blob': read('contents'),
  'git/get-commit': read('contents'),
  'git/get-ref': read('contents'),
  'git/get-tree': read('contents'),
  'issues/create-comment': write('issues', 'pull-requests'),
  'issues/delete-comment': write('issues', 'pull-requests'),
  'issues/get-comment': read('issues', 'pull-requests'),
  'issues/list-comments': read('issues', 'pull-requests'),
  'issues/update-comment': write('issues', 'pull-requests'),
  'pulls/create': write('pull-requests'),
  'pulls/create-review': write('pull-requests'),
  'pulls/create-review-comment': write('pull-requests'),
  'pulls/delete-review-comment': write('pull-requests'),
  'pulls/get': read('pull-requests'),
  'pulls/list': read('pull-requests'),
  'pulls/list-files': read('pull-requests'),
  'pulls/list-review-comments': read('pull-requests'),
  'pulls/list-reviews': read('pull-requests'),
  'pulls/update-review-comment': write('pull-requests'),
  'rate-limit/get': anybody,
  'reactions/create-for-issue-comment': write('issues', 'pull-requests'),
  'repos/compare-commits-with-basehead': read('contents'),
  'repos/get': anybody,
  'repos/get-branch': read('contents'),
  'repos/get-branch-rules': anybody,
  // Not public: it takes a token, whose `metadata: read` is enough.
  'repos/get-collaborator-permission-level': { scopes: [], level: 'none' },
  'repos/get-commit': read('contents'),
  'repos/get-content': read('contents'),
  'repos/list-pull-requests-associated-with-commit': read('pull-requests'),
  'users/get-authenticated': { scopes: [], level: 'none', usersOnly: true },
  'users/get-by-username': anybody,
};

export interface Asker {
  /** Null without a token. */
  readonly permissions: Permissions | null;
  /** A token of an app, `GITHUB_TOKEN` among them. */
  readonly installation: boolean;
}

/** What GitHub says in `x-accepted-github-permissions` beside a refusal: `checks=write`. */
export function acceptedFor(id: OperationId): string {
  const { scopes, level } = NEEDS[id];
  return scopes.map((scope) => `${scope.replaceAll('-', '_')}=${level}`).join('; ');
}

/** Whether the operation is open to this token: `anonymous` and `forbidden` say what is missing. */
export function allowed(
  id: OperationId,
  asker: Asker,
  isPrivate: boolean,
): 'yes' | 'anonymous' | 'forbidden' {
  const need = NEEDS[id];
  if (need.publicly === true && !isPrivate) return 'yes';
  if (asker.permissions === null) return 'anonymous';
  if (need.usersOnly === true) return asker.installation ? 'forbidden' : 'yes';
  return need.scopes.length === 0 || holds(asker.permissions, need.scopes, need.level) ? 'yes' : 'forbidden';
}

export function holds(permissions: Permissions, scopes: readonly Scope[], level: Level): boolean {
  return scopes.some((scope) => RANK[permissions[scope] ?? 'none'] >= RANK[level]);
}

export interface TokenFor {
  readonly event: string;
  readonly fork?: boolean;
  readonly dependabot?: boolean;
  /** What the workflow's `permissions:` grants; by default everything. */
  readonly permissions?: Permissions;
  /** The setting "Send write tokens to workflows from fork pull requests" of private repositories. */
  readonly sendWriteTokens?: boolean;
}

// docs events-that-trigger-workflows: which events run with the read-only token of a fork, or of Dependabot.
const FROM_FORKS = new Set(['pull_request', 'pull_request_review', 'pull_request_review_comment']);
const FROM_DEPENDABOT = new Set([...FROM_FORKS, 'push', 'create', 'deployment', 'deployment_status']);

/** Behaviours `fork-reads-only` and `dependabot-reads-only`: what is left of the permissions. */
export function tokenOf({
  event,
  fork,
  dependabot,
  permissions = ALL,
  sendWriteTokens,
}: TokenFor): Permissions {
  const readOnly =
    (fork === true && FROM_FORKS.has(event) && sendWriteTokens !== true) ||
    (dependabot === true && FROM_DEPENDABOT.has(event));
  if (!readOnly) return permissions;
  const capped = Object.entries(permissions).map(([scope, level]) => [
    scope,
    level === 'write' ? 'read' : level,
  ]);
  return Object.fromEntries(capped) as Permissions;
}
