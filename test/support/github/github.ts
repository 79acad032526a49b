/** A GitHub of one repository for tests: what people do to it, what it would show, and what goes wrong. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BareRepository } from './bare.ts';
import type { Group } from './payloads.ts';
import { ALL, type Permissions } from './permissions.ts';
import { addComment } from './rest/pulls.ts';
import { addReview } from './rest/reviews.ts';
import { Server } from './server.ts';
import { ACTIONS_APP, State } from './state.ts';
import type {
  App,
  CheckRun,
  Comment,
  Identity,
  Pull,
  Review,
  Role,
  Rule,
  User,
  WorkflowRun,
} from './state.ts';

export interface PullOptions {
  readonly number?: number;
  readonly title?: string;
  readonly body?: string;
  readonly head?: string;
  readonly base?: string;
  readonly author?: string;
  /** From `<author>/<repo>`: the head's branch is not in this repository. */
  readonly fork?: boolean;
  readonly draft?: boolean;
  /** Opened by `dependabot[bot]`. */
  readonly dependabot?: boolean;
  /** The author is a bot although the name does not say so, as Copilot is. */
  readonly bot?: boolean;
}

export interface GithubOptions {
  /** The repository whose branches are pushed to the one that is served. */
  readonly from: string;
  readonly owner?: string;
  readonly repo?: string;
  readonly defaultBranch?: string;
  readonly private?: boolean;
  readonly pull?: PullOptions;
}

const open: Github[] = [];
const closeAll = async (): Promise<void> => {
  for (const github of open.splice(0)) await github.close();
};
// A measurement is no test: there whoever starts it closes it.
if (process.env['VITEST']) (await import('vitest')).afterAll(closeAll);

/** Closed after the test file, where a violation of the contract fails the test. */
export async function startGithub(options: GithubOptions): Promise<Github> {
  const { owner = 'acme', repo = 'shop', defaultBranch = 'main' } = options;
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-github-'));
  const bare = new BareRepository(options.from, path.join(root, owner, `${repo}.git`));
  const facts = {
    owner,
    repo,
    defaultBranch,
    isPrivate: options.private ?? false,
    scanning: true,
    actionsMayApprove: false,
    saysApp: true,
  };
  const state = new State(facts, bare);
  const server = new Server(state);
  state.url = await server.listen();
  const github = new Github(state, server, root);
  if (options.pull) github.open(options.pull);
  open.push(github);
  return github;
}

export class Github {
  readonly state: State;
  readonly token = `ghs_canary${randomBytes(12).toString('hex')}`;
  readonly #server: Server;
  readonly #root: string;

  constructor(state: State, server: Server, root: string) {
    this.state = state;
    this.#server = server;
    this.#root = root;
    this.identify(this.token, { login: 'github-actions[bot]', app: ACTIONS_APP });
    for (const [login, role] of [
      ['root', 'admin'],
      ['ada', 'write'],
      ['mallory', 'read'],
    ] as const)
      this.person(login, role);
  }

  // Where it is

  get url(): string {
    return this.state.url;
  }
  get apiUrl(): string {
    return `${this.url}/api/v3`;
  }
  get graphqlUrl(): string {
    return `${this.url}/api/graphql`;
  }
  get git(): string {
    return `${this.url}/${this.state.facts.owner}/${this.state.facts.repo}.git`;
  }

  // Who may do what

  /** The permissions of GITHUB_TOKEN from now on: what is not named is not granted. */
  permit(permissions: Permissions): void {
    const identity = this.state.tokens.get(this.token);
    if (identity) identity.permissions = permissions;
  }

  /** Another token: of a person, or of an app's installation. */
  identify(token: string, as: { login: string; app?: App; permissions?: Permissions }): Identity {
    const identity = {
      user: this.state.user(as.login),
      app: as.app ?? null,
      permissions: as.permissions ?? ALL,
    };
    this.state.tokens.set(token, identity);
    return identity;
  }

  /** From now on the token is as good as none. */
  revoke(token = this.token): void {
    this.state.tokens.delete(token);
  }

  person(login: string, role: Role): User {
    const user = this.state.user(login);
    this.state.roles.set(user.login, role);
    return user;
  }

  /** A new empty folder, removed when this is closed. */
  folder(name: string): string {
    return fs.mkdtempSync(path.join(this.#root, `${name}-`));
  }

  // What people and time do

  open(options: PullOptions): Pull {
    const { state } = this;
    const { number = 7, head = 'feature', base = 'main', fork = false, dependabot = false } = options;
    const login = dependabot ? 'dependabot[bot]' : (options.author ?? (fork ? 'mallory' : 'ada'));
    const author = state.user(login, options.bot ? 'Bot' : undefined);
    const at = state.now();
    const commit = state.bare.bring(head);
    const pull: Pull = {
      ...{
        number,
        id: 500_000 + number,
        title: options.title ?? 'A change',
        body: options.body ?? null,
        author,
      },
      ...{ state: 'open', draft: options.draft ?? false, merged: false, base, headRef: head, head: commit },
      ...{ fork: fork ? author : null, created_at: at, updated_at: at },
    };
    state.pulls.set(number, pull);
    if (fork && state.bare.commit(`refs/heads/${head}`))
      state.bare.git('update-ref', '-d', `refs/heads/${head}`);
    state.place(pull, commit);
    return pull;
  }

  pull(number: number): Pull {
    return this.state.pull(number);
  }

  /** A push to the head, forced or not. */
  push(number: number, commit: string): void {
    this.state.place(this.pull(number), commit);
  }

  closePull(number: number, merged = false): void {
    const pull = this.pull(number);
    pull.state = 'closed';
    pull.merged = merged;
    pull.updated_at = this.state.now();
  }

  retarget(number: number, base: string): void {
    const pull = this.pull(number);
    pull.base = base;
    this.state.place(pull, pull.head);
  }

  /** Puts a pull request into the merge queue: a commit on top of its base, on a branch of its own. */
  queue(number: number): Group {
    const { bare } = this.state;
    const pull = this.pull(number);
    const base = bare.git('rev-parse', `refs/heads/${pull.base}`);
    const head = bare.merge(base, pull.head);
    if (!head) throw new Error(`${number} is in conflict`);
    const ref = `refs/heads/gh-readonly-queue/${pull.base}/pr-${number}-${base}`;
    bare.set(ref, head);
    return { ref, head, base, baseRef: pull.base };
  }

  /** A branch moves, or begins. */
  advance(branch: string, commit: string): void {
    const { bare } = this.state;
    bare.set(`refs/heads/${branch}`, bare.bring(commit));
    for (const pull of this.state.pulls.values())
      if (pull.base === branch && pull.state === 'open') this.state.place(pull, pull.head);
  }

  protect(branch: string, rules: readonly Rule[]): void {
    this.state.rules.set(branch, rules);
  }

  /** The older branch protection: these must succeed, whoever says so. */
  protectClassic(branch: string, contexts: readonly string[]): void {
    this.state.classic.set(
      branch,
      contexts.map((context) => ({ context, app_id: null })),
    );
  }

  say(number: number, login: string, body: string): Comment {
    return addComment(this, { number, body, user: this.state.user(login), app: null });
  }

  editComment(id: number, body: string): void {
    const comment = this.state.comments.find((each) => each.id === id);
    if (!comment) throw new Error(`there is no comment ${id}`);
    comment.body = body;
    comment.updated_at = comment.lastEditedAt = this.state.now();
  }

  review(number: number, login: string, verdict: Review['state'], commit?: string): Review {
    const pull = this.pull(number);
    const given = { user: this.state.user(login), body: '', state: verdict, commit_id: commit ?? pull.head };
    return addReview(this.state, pull, given);
  }

  approve(number: number, login: string, commit?: string): Review {
    return this.review(number, login, 'APPROVED', commit);
  }

  /** Resolves the thread that this comment begins, as applying its suggestion does: behaviour `applying-resolves`. */
  resolve(id: number, login: string): void {
    const comment = this.state.reviewComments.find((each) => each.id === id);
    if (!comment) throw new Error(`there is no review comment ${id}`);
    comment.resolvedBy = login;
  }

  deleteReviewComment(id: number): void {
    const { reviewComments } = this.state;
    reviewComments.splice(0, Infinity, ...reviewComments.filter((each) => each.id !== id));
  }

  /** A run of a workflow, completed unless told. */
  run(given: Pick<WorkflowRun, 'head'> & Partial<WorkflowRun>): WorkflowRun {
    const { state } = this;
    const run: WorkflowRun = {
      ...{
        id: state.id(),
        attempt: 1,
        branch: 'feature',
        path: '.github/workflows/gatewright.yml',
        name: 'Gatewright',
      },
      ...{ event: 'pull_request', status: 'completed', conclusion: 'failure', jobs: ['gatewright'] },
      created_at: state.now(),
      ...given,
    };
    state.runs.push(run);
    return run;
  }

  // What GitHub would show

  comments(number: number): readonly (Omit<Comment, 'reactions'> & { reactions: readonly string[] })[] {
    const found = this.state.comments.filter((each) => each.number === number);
    return found.map((each) => ({ ...each, reactions: each.reactions.map(({ content }) => content) }));
  }

  /** All but those of jobs, newest last. */
  checkRuns(sha: string): readonly CheckRun[] {
    return this.state.checkRuns.filter((run) => run.head_sha === sha && !run.job);
  }

  /** The check runs of the jobs, which the platform itself opens and closes. */
  jobs(sha: string): readonly CheckRun[] {
    return this.state.checkRuns.filter((run) => run.head_sha === sha && run.job);
  }

  reviews(number: number): readonly Review[] {
    return this.state.reviews.filter((each) => each.number === number);
  }

  reviewComments(number: number): State['reviewComments'] {
    return this.state.reviewComments.filter((each) => each.number === number);
  }

  sarifs(): State['sarifs'] {
    return this.state.sarifs;
  }

  get sarif(): State['sarif'] {
    return this.state.sarif;
  }

  get reruns(): readonly number[] {
    return this.state.reruns;
  }

  // Trouble, and what was asked

  get faults(): Server['faults'] {
    return this.#server.faults;
  }

  get requests(): Server['requests'] {
    return this.#server.requests;
  }

  get gitRequests(): Server['gitRequests'] {
    return this.#server.gitRequests;
  }

  bytes(): Buffer {
    return this.#server.heard();
  }

  /** What GitHub's description objects to, of all requests so far. */
  violations(): string[] {
    return this.requests.flatMap(({ method, path: at, violations }) =>
      violations.map((each) => `${method} ${at}: ${each}`),
    );
  }

  /** Throws when anything was asked or answered that GitHub's description forbids. */
  async close(): Promise<void> {
    await this.#server.close();
    fs.rmSync(this.#root, { recursive: true, force: true });
    const violations = this.violations();
    if (violations.length > 0)
      throw new Error(`not what GitHub's description allows:\n${violations.join('\n')}`);
  }
}
