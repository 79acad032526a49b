/**
 * What an event's file holds: GitHub's own examples (`@octokit/webhooks-examples`), recast for the repository under
 * test and its state as it is now. A payload that is made before something happens is a stale one.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { Github } from './github.ts';
import { commentShape, pullShape, repositoryShape, runShape, userShape } from './rest/shapes.ts';
import type { Comment, User, WorkflowRun } from './state.ts';

export type Payload = Record<string, unknown>;

export interface EventOptions {
  readonly event: string;
  /** By default the commonest of the event. */
  readonly action?: string;
  readonly number?: number;
  /** Who caused the event; by default the author of what it is about. */
  readonly sender?: string;
  /** Of `issue_comment`. */
  readonly comment?: Pick<Comment, 'id'>;
  /** Of `workflow_run`: the run that ended. */
  readonly ended?: WorkflowRun;
  /** Of `push`: the branch, and where it was before; null for a new one. */
  readonly branch?: string;
  readonly before?: string | null;
  /** Of `push`: the branch is gone. */
  readonly deleted?: boolean;
  /** Of `merge_group`, when it is there already. */
  readonly group?: Group;
}

/** A group of the merge queue: the base, and the commit that would be merged. */
export interface Group {
  readonly ref: string;
  readonly head: string;
  readonly base: string;
  readonly baseRef: string;
}

interface Definition {
  readonly name: string;
  readonly examples: readonly Payload[];
}

let definitions: readonly Definition[] | null = null;

/** GitHub's example of an event, of this action where there is one; empty for an event without examples. */
function exampleOf(event: string, action?: string): Payload {
  const file = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
  definitions ??= JSON.parse(fs.readFileSync(file, 'utf8')) as Definition[];
  const name = event.replace(/_target$/, '');
  const examples = definitions.find((each) => each.name === name)?.examples ?? [];
  return examples.find((each) => each['action'] === action) ?? examples[0] ?? {};
}

/** The commit of the event's workflow and its ref: GITHUB_SHA and GITHUB_REF. */
export interface Placed {
  readonly sha: string;
  readonly ref: string;
  /** The commit that the job's check run stands on. */
  readonly on: string;
}

const part = (payload: Payload, key: string): Payload => (payload[key] ?? {}) as Payload;
const ZERO = '0'.repeat(40);

/** The payload of an event as GitHub would send it now. */
export function payloadOf(github: Github, options: EventOptions): Payload {
  const { event } = options;
  if (event === 'schedule') return { schedule: '0 4 * * *', ...common(github, exampleOf('push'), options) };
  if (event.startsWith('pull_request')) return pullPayload(github, options);
  const make = {
    merge_group: groupPayload,
    push: pushPayload,
    issue_comment: commentPayload,
    workflow_run: runPayload,
  }[event];
  if (make) return make(github, options);
  const example = exampleOf(event, options.action);
  return {
    ...example,
    ...common(github, example, options),
    ref: `refs/heads/${github.state.facts.defaultBranch}`,
  };
}

function common(github: Github, example: Payload, { sender, number }: EventOptions): Payload {
  const { state } = github;
  const author = number === undefined ? 'ada' : github.pull(number).author.login;
  return {
    repository: { ...part(example, 'repository'), ...repositoryShape(state) },
    sender: { ...part(example, 'sender'), ...userShape(state, state.user(sender ?? author)) },
  };
}

function pullPayload(github: Github, options: EventOptions): Payload {
  const {
    event,
    action = event === 'pull_request_review' ? 'submitted' : 'synchronize',
    number = 7,
  } = options;
  const example = exampleOf(event, action);
  const shape = pullShape(github.state, github.pull(number));
  const pull_request = { ...part(example, 'pull_request'), ...shape };
  const moved =
    action === 'synchronize' ? { before: options.before ?? ZERO, after: github.pull(number).head } : {};
  const changes =
    action === 'edited' ? { changes: { base: { ref: { from: 'other' }, sha: { from: ZERO } } } } : {};
  return {
    ...example,
    action,
    number,
    pull_request,
    ...moved,
    ...changes,
    ...common(github, example, { ...options, number }),
  };
}

function groupPayload(github: Github, options: EventOptions): Payload {
  const example = exampleOf('merge_group');
  const { ref, head, base, baseRef } = options.group ?? github.queue(options.number ?? 7);
  const said = { head_ref: ref, head_sha: head, base_ref: `refs/heads/${baseRef}`, base_sha: base };
  const sender = options.sender ?? 'github-merge-queue[bot]';
  return {
    ...example,
    action: 'checks_requested',
    merge_group: { ...part(example, 'merge_group'), ...said },
    ...common(github, example, { ...options, sender }),
  };
}

function pushPayload(github: Github, options: EventOptions): Payload {
  const { branch = github.state.facts.defaultBranch, before = null, deleted = false } = options;
  const example = exampleOf('push');
  const after = deleted ? ZERO : github.state.bare.git('rev-parse', `refs/heads/${branch}`);
  return {
    ...example,
    ...{
      ref: `refs/heads/${branch}`,
      before: before ?? ZERO,
      after,
      created: before === null,
      deleted,
      forced: false,
    },
    ...common(github, example, options),
  };
}

function commentPayload(github: Github, options: EventOptions): Payload {
  const { state } = github;
  const { action = 'created', number = 7 } = options;
  const comment = state.comments.findLast(
    (each) => each.id === (options.comment?.id ?? each.id) && each.number === number,
  );
  if (!comment) throw new Error(`nobody has said anything on ${number}`);
  const example = exampleOf('issue_comment', action);
  const pull = github.pull(number);
  const { url, html_url, user, title, state: open, draft } = pullShape(state, pull);
  const issue = {
    ...part(example, 'issue'),
    number,
    title,
    user,
    state: open,
    draft,
    pull_request: { url, html_url },
  };
  const said = { ...part(example, 'comment'), ...commentShape(state, comment) };
  const sender = options.sender ?? comment.user.login;
  return { ...example, action, issue, comment: said, ...common(github, example, { ...options, sender }) };
}

function runPayload(github: Github, options: EventOptions): Payload {
  const example = exampleOf('workflow_run', options.action ?? 'completed');
  if (!options.ended) throw new Error('which run has ended?');
  const workflow_run = { ...part(example, 'workflow_run'), ...runShape(github.state, options.ended) };
  return { ...example, workflow_run, ...common(github, example, options) };
}

/** docs events-that-trigger-workflows: GITHUB_SHA and GITHUB_REF of each event. */
export function placeOf(github: Github, event: string, payload: Payload): Placed {
  const { facts, bare } = github.state;
  const branch = `refs/heads/${facts.defaultBranch}`;
  const ofDefault = { sha: bare.git('rev-parse', branch), ref: branch };
  const pull = part(payload, 'pull_request');
  const head = String(part(pull, 'head')['sha'] ?? '');
  if (event === 'pull_request_target') return { ...ofDefault, on: head };
  if (event.startsWith('pull_request')) {
    const ref = `refs/pull/${String(payload['number'] ?? pull['number'])}/merge`;
    return { sha: bare.commit(ref) ?? head, ref, on: head };
  }
  if (event === 'merge_group') {
    const { head_ref: ref, head_sha: sha } = part(payload, 'merge_group');
    return { sha: String(sha), ref: String(ref), on: String(sha) };
  }
  if (event !== 'push') return { ...ofDefault, on: ofDefault.sha };
  const sha = payload['deleted'] === true ? ofDefault.sha : String(payload['after']);
  return { sha, ref: payload['deleted'] === true ? branch : String(payload['ref']), on: sha };
}

/** Accounts that write pull requests by themselves, as GitHub shows them. */
export const AGENTS: readonly Pick<User, 'login' | 'type'>[] = [
  { login: 'Copilot', type: 'Bot' },
  { login: 'devin-ai-integration[bot]', type: 'Bot' },
  { login: 'claude[bot]', type: 'Bot' },
  { login: 'dependabot[bot]', type: 'Bot' },
  { login: 'renovate[bot]', type: 'Bot' },
];
