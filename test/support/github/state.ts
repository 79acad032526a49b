/** What GitHub knows of one repository: people, pull requests, and what was said of them. */
import type { BareRepository } from './bare.ts';
import type { Permissions } from './permissions.ts';

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}

/** Every GITHUB_TOKEN acts as this one: behaviour `one-app-for-every-job`. */
export const ACTIONS_APP: App = { id: 15368, slug: 'github-actions', name: 'GitHub Actions' };

/** Whom GITHUB_TOKEN writes as, on github.com. */
const ACTIONS_BOT = { login: 'github-actions[bot]', id: 41_898_282 };

export interface User {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Bot' | 'Organization';
}

export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

export interface Identity {
  readonly user: User;
  readonly app: App | null;
  permissions: Permissions;
}

export interface Pull {
  readonly number: number;
  readonly id: number;
  title: string;
  body: string | null;
  readonly author: User;
  state: 'open' | 'closed';
  draft: boolean;
  merged: boolean;
  base: string;
  /** The name of the head's branch, in this repository or a fork. */
  readonly headRef: string;
  /** The fork's owner; null for a branch of this repository. */
  readonly fork: User | null;
  head: string;
  readonly created_at: string;
  updated_at: string;
}

export interface Comment {
  readonly id: number;
  readonly node_id: string;
  readonly number: number;
  body: string;
  readonly user: User;
  readonly app: App | null;
  readonly created_at: string;
  updated_at: string;
  /** GraphQL alone says it. */
  lastEditedAt?: string;
  minimized: string | null;
  readonly reactions: { content: string; user: User; id: number }[];
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
}

export interface CheckRun {
  readonly id: number;
  readonly head_sha: string;
  name: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  external_id: string;
  details_url: string;
  started_at: string;
  completed_at: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
  readonly annotations: Annotation[];
  readonly app: App;
  /** The check run of a job, which the platform closes itself. */
  readonly job: boolean;
}

export interface Review {
  readonly id: number;
  readonly number: number;
  readonly user: User;
  readonly body: string;
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
  readonly commit_id: string;
  readonly submitted_at: string;
}

export interface ReviewComment {
  readonly id: number;
  readonly node_id: string;
  readonly number: number;
  readonly review: number;
  readonly user: User;
  body: string;
  readonly path: string;
  readonly commit_id: string;
  readonly line: number | null;
  readonly side: 'LEFT' | 'RIGHT';
  readonly start_line: number | null;
  readonly start_side: 'LEFT' | 'RIGHT' | null;
  readonly subject_type: 'line' | 'file';
  readonly created_at: string;
  updated_at: string;
  /** Who resolved its thread. */
  resolvedBy?: string;
  minimized: string | null;
}

export interface Sarif {
  readonly id: string;
  readonly commit_sha: string;
  readonly ref: string;
  /** What was uploaded, unpacked and read. */
  readonly log: unknown;
  status: 'pending' | 'complete' | 'failed';
  errors: readonly string[];
  /** How often it is still pending when asked. */
  pending: number;
}

export interface WorkflowRun {
  readonly id: number;
  attempt: number;
  readonly head: string;
  readonly branch: string;
  readonly path: string;
  readonly name: string;
  readonly event: string;
  status: 'queued' | 'in_progress' | 'completed' | 'waiting';
  conclusion: string | null;
  readonly created_at: string;
  /** Jobs of it, for `actions/list-jobs-for-workflow-run`. */
  readonly jobs: readonly string[];
}

export interface Rule {
  readonly type: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Behaviour `evaluate-rules-hidden`. */
  readonly evaluated?: boolean;
  readonly ruleset_id?: number;
  readonly ruleset_source?: string;
  readonly ruleset_source_type?: 'Repository' | 'Organization';
}

export interface RequiredCheck {
  readonly context: string;
  /** Null for any source. */
  readonly app_id: number | null;
}

export interface Facts {
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
  isPrivate: boolean;
  /** Whether code scanning is to be had: private repositories may lack it. */
  scanning: boolean;
  /** Whether comments of an app say so (`performed_via_github_app`). */
  saysApp: boolean;
  /** The setting "Allow GitHub Actions to create and approve pull requests". */
  actionsMayApprove: boolean;
}

export class State {
  readonly facts: Facts;
  readonly bare: BareRepository;
  url = '';
  readonly roles = new Map<string, Role>();
  readonly users = new Map<string, User>();
  readonly tokens = new Map<string, Identity>();
  readonly pulls = new Map<number, Pull>();
  readonly rules = new Map<string, readonly Rule[]>();
  /** What the older branch protection requires, by branch. */
  readonly classic = new Map<string, readonly RequiredCheck[]>();
  readonly checkRuns: CheckRun[] = [];
  readonly reviews: Review[] = [];
  readonly reviewComments: ReviewComment[] = [];
  readonly sarifs: Sarif[] = [];
  readonly runs: WorkflowRun[] = [];
  readonly reruns: number[] = [];
  comments: Comment[] = [];
  /** How the next upload of a SARIF log goes. */
  readonly sarif: { next: { pending: number; status: 'complete' | 'failed'; errors: readonly string[] } } = {
    next: { pending: 1, status: 'complete', errors: [] },
  };
  #ids = 1000;
  #seconds = Date.parse('2026-11-21T08:00:00Z');

  constructor(facts: Facts, bare: BareRepository) {
    this.facts = facts;
    this.bare = bare;
  }

  /** Ids only grow, as GitHub's do. */
  id(): number {
    return ++this.#ids;
  }

  /** Every event is a second after the last one. */
  now(): string {
    this.#seconds += 1000;
    return new Date(this.#seconds).toISOString().replace('.000Z', 'Z');
  }

  /** The account of that name, made when it is new. A name that ends in `[bot]` is a bot's. */
  user(login: string, type: User['type'] = login.endsWith('[bot]') ? 'Bot' : 'User'): User {
    const known = this.users.get(login.toLowerCase());
    if (known) return known;
    const user = { id: login === ACTIONS_BOT.login ? ACTIONS_BOT.id : this.id(), login, type };
    this.users.set(login.toLowerCase(), user);
    return user;
  }

  pull(number: number): Pull {
    const pull = this.pulls.get(number);
    if (!pull) throw new Error(`there is no pull request ${number}`);
    return pull;
  }

  /** The head of a pull request and its test merge, as refs. */
  place(pull: Pull, head: string): void {
    pull.head = this.bare.bring(head);
    pull.updated_at = this.now();
    this.bare.set(`refs/pull/${pull.number}/head`, pull.head);
    if (!pull.fork) this.bare.set(`refs/heads/${pull.headRef}`, pull.head);
    const merge = this.mergeOf(pull);
    const ref = `refs/pull/${pull.number}/merge`;
    if (merge) this.bare.set(ref, merge);
    else if (this.bare.commit(ref)) this.bare.git('update-ref', '-d', ref);
  }

  /** Null when the pull request is in conflict. */
  mergeOf(pull: Pull): string | null {
    return this.bare.merge(this.bare.git('rev-parse', `refs/heads/${pull.base}`), pull.head);
  }
}
