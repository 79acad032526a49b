/**
 * What the local GitHub does, and how we know: every refusal that it makes is a row here, with its words, its source
 * and when somebody last saw github.com do the same (`scripts/live-check.ts` tries the rows marked never).
 */
export interface Behaviour {
  /** The status and the message of a refusal; a rule that only shapes answers has neither. */
  readonly status?: number;
  readonly message?: string;
  readonly source: string;
  /** The day on which it was seen on github.com. */
  readonly seen: string;
}

const never = 'never';

// Abbreviations of sources: OA is GitHub's OpenAPI description; docs is docs.github.com; the others are threads.
const rows = {
  // Who asks
  'bad-credentials': {
    status: 401,
    message: 'Bad credentials',
    source: 'docs rest/authentication',
    seen: never,
  },
  'needs-authentication': {
    status: 401,
    message: 'Requires authentication',
    source: 'docs rest/authentication/authenticating-to-the-rest-api',
    seen: never,
  },
  'private-is-absent': {
    status: 404,
    message: 'Not Found',
    source: 'docs rest/using-the-rest-api/troubleshooting-the-rest-api (404 for an existing resource)',
    seen: never,
  },
  'not-accessible': {
    status: 403,
    message: 'Resource not accessible by integration',
    source:
      'docs rest/using-the-rest-api/troubleshooting-the-rest-api; docs rest/authentication/permissions-required-for-github-apps',
    seen: never,
  },
  'accepted-permissions': {
    source:
      'docs rest/using-the-rest-api/troubleshooting-the-rest-api: X-Accepted-GitHub-Permissions names what is enough',
    seen: never,
  },
  'no-user-agent': {
    status: 403,
    message:
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header (https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required). Check https://developer.github.com for other possible causes.',
    source: 'docs rest/using-the-rest-api/getting-started-with-the-rest-api#user-agent',
    seen: never,
  },
  'unknown-version': {
    status: 400,
    message: 'The API version is not supported.',
    source:
      'docs rest/about-the-rest-api/api-versions (400 for a version that does not exist; the words are ours)',
    seen: never,
  },
  'other-methods-are-absent': { status: 404, message: 'Not Found', source: 'OA', seen: never },
  absent: { status: 404, message: 'Not Found', source: 'OA (basic-error)', seen: never },
  'not-json': {
    status: 400,
    message: 'Problems parsing JSON',
    source: 'docs rest/using-the-rest-api/troubleshooting-the-rest-api',
    seen: never,
  },
  'not-the-contract': {
    status: 422,
    message: 'Invalid request.',
    source:
      'OA: the request is not what the description allows (the words of github.com differ by operation)',
    seen: never,
  },

  // Limits
  'fifty-annotations': {
    status: 422,
    message: 'Invalid request.\n\nNo more than 50 items are allowed; {count} were supplied.',
    source: 'OA checks/create output.annotations maxItems; the words from dorny/test-reporter#194',
    seen: never,
  },
  'check-output-too-long': {
    status: 422,
    message: 'Invalid request.\n\nOnly 65535 characters are allowed; {count} were supplied.',
    source:
      'OA checks/create output.summary and output.text maxLength; the words from bencherdev/bencher#534',
    seen: never,
  },
  'check-output-too-many-bytes': {
    status: 422,
    message: 'Validation Failed',
    source: 'github/docs#35252, dorny/test-reporter#57: "summary exceeds a maximum bytesize of 65535"',
    seen: never,
  },
  'annotation-too-large': {
    status: 422,
    message: 'Validation Failed',
    source: 'OA checks/create: message and raw_details 64 KB, title 255 characters, columns on one line only',
    seen: never,
  },
  'comment-too-long': {
    status: 422,
    message: 'Validation Failed',
    source: 'peter-evans/create-or-update-comment#181: "body is too long (maximum is 65536 characters)"',
    seen: never,
  },
  'comment-blank': {
    status: 422,
    message: 'Validation Failed',
    source: 'OA issues/create-comment 422; body is required and not blank (the words are ours)',
    seen: never,
  },
  'body-too-large': {
    status: 413,
    message: 'Payload Too Large',
    source: 'OA code-scanning/upload-sarif 413',
    seen: never,
  },

  // Check runs
  'no-such-commit': {
    status: 422,
    message: 'No commit found for SHA: {sha}',
    source: 'rust-lang/rust#84906 (statuses; that check runs say the same is inferred)',
    seen: never,
  },
  'completed-needs-conclusion': {
    status: 422,
    message: 'Invalid request.\n\n"conclusion" wasn\'t supplied.',
    source: 'OA checks/create discriminator: completed requires conclusion',
    seen: never,
  },
  'annotations-append': { source: 'OA checks/create: each update appends annotations', seen: never },
  'same-suite': {
    source: 'orgs/community#24616: the creator cannot choose the suite that a check run appears in',
    seen: never,
  },
  'only-the-app-updates': {
    status: 403,
    message: 'Invalid app_id `{id}` - check run can only be modified by the GitHub App that created it.',
    source: 'databricks/cli#4563',
    seen: never,
  },
  'jobs-are-the-platforms': {
    status: 403,
    message: 'Resource not accessible by integration',
    source:
      'GitHub changelog 2025-02-12, in force since 2025-03-31: no token of a workflow changes the status or conclusion of a check run that Actions made (the words are ours)',
    seen: never,
  },
  'one-app-for-every-job': { source: 'Percy/cli#2316: every GITHUB_TOKEN is the app 15368', seen: never },

  // Comments, reviews
  'via-app': {
    source:
      'OA issue-comment.performed_via_github_app; that comments of GITHUB_TOKEN have it is inferred from deployments',
    seen: never,
  },
  'only-writers-edit': {
    status: 403,
    message: 'Resource not accessible by integration',
    source: "docs rest/issues/comments: editing somebody else's comment takes write access",
    seen: never,
  },
  'line-outside-diff': {
    status: 422,
    message: 'Unprocessable Entity',
    source:
      'pingdotgg/t3code#12549 (2026): "Line could not be resolved"; until about 2025 "line must be part of the diff" (parkerbxyz/suggest-changes#28)',
    seen: never,
  },
  'path-outside-diff': {
    status: 422,
    message: 'Unprocessable Entity',
    source: 'warpdotdev/oz-for-oss#310 (2026): "Path could not be resolved"',
    seen: never,
  },
  'single-comment-misplaced': {
    status: 422,
    message: 'Validation Failed',
    source:
      'qiniu/reviewbot#179: pulls/create-review-comment names the field, pull_request_review_thread.start_line',
    seen: never,
  },
  'start-not-before-end': {
    status: 422,
    message: 'Unprocessable Entity',
    source: 'ubuntu/WSL#244: "start line must precede the end line"',
    seen: never,
  },
  'two-hunks': {
    status: 422,
    message: 'Unprocessable Entity',
    source: 'parkerbxyz/suggest-changes#28: "start line must be part of the same hunk as the line"',
    seen: never,
  },
  'review-needs-body': {
    status: 422,
    message: 'Unprocessable Entity',
    source: 'OA pulls/create-review: body is required for COMMENT and REQUEST_CHANGES',
    seen: never,
  },
  'own-approval': {
    status: 422,
    message: 'Unprocessable Entity',
    source: 'cpp-linter/cpp-linter#51: "Can not approve your own pull request"',
    seen: never,
  },
  'actions-cannot-approve': {
    status: 422,
    message: 'Unprocessable Entity',
    source: 'cpp-linter/cpp-linter#51: "GitHub Actions is not permitted to approve pull requests."',
    seen: never,
  },
  'one-bad-comment-loses-all': {
    source:
      'pingdotgg/t3code#12549, QwenLM/qwen-code#6711: one bad anchor refuses the whole review and is not named',
    seen: never,
  },

  'graphql-errors-are-200': {
    source: 'docs graphql/guides: errors have the status 200 and a type beside the message',
    seen: never,
  },
  'hiding-moves-updated-at': {
    source: 'kurone-kito/idd-skill#3173: hiding a comment moves updated_at, lastEditedAt stays',
    seen: never,
  },
  'applying-resolves': {
    source:
      'words of the button (TanayGhanshyam/crispy-octo-guide#1): "This suggestion has been applied or marked resolved."',
    seen: never,
  },
  'viewer-of-actions': {
    source: 'marocchino/sticky-pull-request-comment#332: the viewer of GITHUB_TOKEN is github-actions[bot]',
    seen: never,
  },

  // Code scanning
  'scanning-not-enabled': {
    status: 403,
    message:
      'Code scanning is not enabled for this repository. Please enable code scanning in the repository settings.',
    source:
      'docs code-security: error "Advanced Security must be enabled"; OA code-scanning/upload-sarif 403',
    seen: never,
  },
  'sarif-not-gzip': {
    status: 400,
    message: 'Invalid request: sarif must be gzip compressed and Base64 encoded',
    source: 'OA code-scanning/upload-sarif 400 (the words are ours)',
    seen: never,
  },
  'sarif-commit-absent': {
    status: 404,
    message: 'commit not found',
    source: 'github/codeql-action#952',
    seen: never,
  },
  'sarif-ref-absent': {
    status: 404,
    message: 'ref not found',
    source: 'AcademySoftwareFoundation/openexr#2338',
    seen: never,
  },
  'sarif-head-on-merge-ref': {
    status: 400,
    message: 'Invalid request: commit_sha does not belong to ref',
    source:
      'github/codeql-action git-utils: refs/pull/N/merge takes the merge commit, refs/pull/N/head the head',
    seen: never,
  },
  'sarif-limits': {
    source: 'docs code-security/reference/sarif-support: runs 20, results 25,000, rules 25,000, 10 MB gzip',
    seen: never,
  },
  'sarif-one-category': {
    source: 'github/codeql-action sarif/index: one run for each tool and category in an upload',
    seen: never,
  },

  // Repository
  'ref-absent': { status: 404, message: 'Not Found', source: 'OA git/get-ref', seen: never },
  'tree-path-malformed': {
    status: 422,
    message: 'tree.path contains a malformed path component',
    source: 'OA git/create-tree 422; the words from threads of peter-evans/create-pull-request',
    seen: never,
  },
  'tree-object-absent': {
    status: 422,
    message: 'tree.sha {sha} is not a valid blob',
    source: 'OA git/create-tree 422 (the words are ours)',
    seen: never,
  },
  'tree-deletes-nothing': {
    status: 422,
    message: 'GitRPC::BadObjectState',
    source: 'OA git/create-tree: sha null deletes; deleting a path that is not there is an error',
    seen: never,
  },
  'commit-tree-absent': {
    status: 422,
    message: 'Tree SHA does not exist',
    source: 'OA git/create-commit 422 (the words are ours)',
    seen: never,
  },
  'commit-parent-absent': {
    status: 422,
    message: 'Parent SHA does not exist or is not a commit object',
    source: 'OA git/create-commit 422 (the words are ours)',
    seen: never,
  },
  'apps-sign': {
    source:
      'docs authentication about-commit-signature-verification: commits of an app without author, committer and signature are signed by GitHub',
    seen: never,
  },
  'ref-moved': {
    message: 'The ref {name} does not point to the expected object.',
    source:
      'GitHub schema, updateRefs: "RefUpdate.beforeOid specifies that the given reference needs to point to the given value"; all or none (the words are ours)',
    seen: never,
  },
  'ref-not-forward': {
    message: 'The update of {name} is not a fast-forward.',
    source: 'GitHub schema, RefUpdate.force: "Force a non fast-forward update" (the words are ours)',
    seen: never,
  },
  'ref-target-absent': {
    message: 'No object of {name} exists in this repository.',
    source: 'GitHub schema, RefUpdate.afterOid (the words are ours)',
    seen: never,
  },
  'ref-name-malformed': {
    message: '{name} is not a valid Git reference name.',
    source: 'GitHub schema, GitRefname: "A fully qualified reference name" (the words are ours)',
    seen: never,
  },
  'refs-of-ones-own': {
    source:
      'OA git/create-ref takes any name that begins with refs and has two slashes (isaacs/github#308); that updateRefs does is inferred',
    seen: never,
  },
  'rule-violated': {
    message: 'Repository rule violations found\n\n{rule}',
    source: 'satisfactory-factories/application#67; for updateRefs inferred from git/refs',
    seen: never,
  },
  'workflows-need-permission': {
    message:
      'refusing to allow a GitHub App to create or update workflow `{file}` without `workflows` permission',
    source: 'Kong/kong-operator#4536; for updateRefs inferred from git',
    seen: never,
  },
  'graphql-node-absent': {
    message: "Could not resolve to a node with the global id of '{id}'",
    source: 'docs graphql/guides/using-global-node-ids',
    seen: never,
  },
  'actions-cannot-open': {
    status: 403,
    message: 'GitHub Actions is not permitted to create or approve pull requests.',
    source: 'peter-evans/create-pull-request#3979: a setting of the repository, off where it is new',
    seen: never,
  },
  'pull-refused': {
    status: 422,
    message: 'Validation Failed',
    source:
      'vsoch/pull-request-action#86: "A pull request already exists for …"; tgymnich/fork-sync#112: "No commits between …"',
    seen: never,
  },
  'no-merge-base': {
    status: 404,
    message: 'No common ancestor between {base} and {head}.',
    source: 'OA repos/compare-commits 404; the words from orgs/community',
    seen: never,
  },
  'compare-300-files': {
    source: 'docs rest/commits: compare lists at most 300 files, on the first page',
    seen: never,
  },
  'evaluate-rules-hidden': {
    source: 'docs rest/repos/rules: rules of rulesets in evaluate are not returned',
    seen: never,
  },
  'any-sha-fetchable': {
    source: 'git protocol capabilities of github.com: allow-tip-sha1-in-want allow-reachable-sha1-in-want',
    seen: never,
  },
  'sha-256-ids': {
    source:
      'OA code-scanning/upload-sarif takes ids of 64 digits, git/get-ref says 40: that all will take 64 is inferred',
    seen: never,
  },
  'push-needs-contents': {
    source: 'docs actions/concepts/security/github_token: git uses the token with contents: read or write',
    seen: never,
  },
  'git-needs-credential': {
    status: 401,
    message: 'Repository not found.',
    source:
      'docs: a private repository answers 401 over HTTPS without a credential, 404 with one that may not read',
    seen: never,
  },

  // Runs
  'rerun-while-running': {
    status: 403,
    message: 'This workflow is already running',
    source: 'cli/cli#9221, the words in cli/cli#10774',
    seen: never,
  },
  'rerun-too-old': {
    status: 403,
    message: 'Unable to retry this workflow run because it was created over a month ago',
    source: 'cli/cli#9989',
    seen: never,
  },
  'rerun-same-commit': {
    source:
      'docs re-run-workflows-and-jobs: same GITHUB_SHA and GITHUB_REF, privileges of who triggered it first; 50 times at most',
    seen: never,
  },

  // Tokens
  'fork-reads-only': {
    source:
      'docs securely-using-pull_request_target: pull_request from a fork gets a read-only token and no secrets',
    seen: never,
  },
  'dependabot-reads-only': {
    source:
      'docs dependabot-on-actions: read-only by default; another page says that permissions: can raise it',
    seen: never,
  },
  'no-user': {
    status: 403,
    message: 'Resource not accessible by integration',
    source: 'docs rest/users/users: get-authenticated does not work with installation tokens',
    seen: never,
  },
} satisfies Record<string, Behaviour>;

export type BehaviourId = keyof typeof rows;
export const BEHAVIOURS: Readonly<Record<BehaviourId, Behaviour>> = rows;

/** GitHub's refusal of a request; `errors` are the details of a 422. */
export class Refusal extends Error {
  readonly id: BehaviourId;
  readonly status: number;
  readonly errors: readonly unknown[] | undefined;
  headers: Readonly<Record<string, string>> = {};

  constructor(id: BehaviourId, errors?: readonly unknown[], words: Readonly<Record<string, unknown>> = {}) {
    const { message = 'Not Found' } = BEHAVIOURS[id];
    super(message.replace(/\{(\w+)\}/g, (whole, name: string) => String(words[name] ?? whole)));
    this.id = id;
    this.status = BEHAVIOURS[id].status ?? 404;
    this.errors = errors;
  }
}
