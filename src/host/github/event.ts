/** Which change a workflow event is about. */
import fs from 'node:fs';
import { EnvironmentError, UserError } from '../../errors.ts';
import type { Selection } from '../../read/ends.ts';

interface Payload {
  readonly pull_request?: {
    readonly base?: { readonly sha?: string };
    readonly head?: { readonly sha?: string };
  };
  readonly merge_group?: { readonly base_sha?: string; readonly head_sha?: string };
  readonly before?: string;
  readonly after?: string;
}

const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const ZERO = /^0+$/;

interface Inputs {
  readonly base: string;
  readonly head: string;
  readonly all: readonly string[];
}

/** The two commits of the event, unless the workflow's inputs name others, or paths for an audit. */
export function selectionOf(env: NodeJS.ProcessEnv, inputs: Inputs): Selection {
  if (inputs.all.length > 0) return auditOf(env, inputs);
  const fromEvent =
    inputs.base && inputs.head ? null : commitsOf(env['GITHUB_EVENT_NAME'] ?? '', readPayload(env));
  const base = inputs.base || fromEvent?.base;
  const head = inputs.head || fromEvent?.head;
  if (!base || !head) {
    const event = env['GITHUB_EVENT_NAME'] ?? 'none';
    throw new UserError(
      `The event ${event} names no change: run on pull_request, or give the inputs base and head.`,
    );
  }
  return { kind: 'commits', base, head, twoDot: false };
}

/** An audit follows the policy that lies in the checkout, so that checkout must not be a proposal's. */
function auditOf(env: NodeJS.ProcessEnv, { base, head, all }: Inputs): Selection {
  const event = env['GITHUB_EVENT_NAME'] ?? '';
  if (event.startsWith('pull_request') || event === 'merge_group') {
    throw new UserError(
      `The input all audits a branch under its own policy, and ${event} has a change to judge: leave it out here.`,
    );
  }
  if (base || head) throw new UserError('The input all judges every line: leave out base and head.');
  return { kind: 'all', paths: all };
}

function commitsOf(event: string, payload: Payload): { base?: string; head?: string } {
  if (event.startsWith('pull_request')) {
    return { base: commit(payload.pull_request?.base?.sha), head: commit(payload.pull_request?.head?.sha) };
  }
  if (event === 'merge_group') {
    return { base: commit(payload.merge_group?.base_sha), head: commit(payload.merge_group?.head_sha) };
  }
  if (event === 'push') return { base: commit(payload.before), head: commit(payload.after) };
  return {};
}

/** A commit id of the payload; anything else, the all-zero id of a new branch included, is none. */
function commit(value: unknown): string | undefined {
  return typeof value === 'string' && SHA.test(value) && !ZERO.test(value) ? value : undefined;
}

function readPayload(env: NodeJS.ProcessEnv): Payload {
  const file = env['GITHUB_EVENT_PATH'];
  if (!file) return {};
  try {
    return (JSON.parse(fs.readFileSync(file, 'utf8')) ?? {}) as Payload;
  } catch {
    throw new EnvironmentError(
      `The event payload at GITHUB_EVENT_PATH is not readable JSON: run the job again.`,
    );
  }
}
