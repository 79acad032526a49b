/** Why there is no reply, each with one sentence that says what to do. Words of a server are never repeated: they may hold anything. */
import type { FailureKind } from '../domain/assistant.ts';

export interface Failure {
  readonly failure: FailureKind;
  readonly message: string;
}

/** What the server did not answer with what was asked for. */
export interface Fault extends Failure {
  readonly kind: 'fault';
  readonly requestId: string | null;
  /** The server said no before it began to answer, or never heard of it: nothing was used. */
  readonly unused: boolean;
  /** Whether the same request may do better a moment later. */
  readonly passing: boolean;
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter: number | null;
}

const ADVICE: Readonly<Record<FailureKind, string>> = {
  authentication:
    'the key was not accepted: check ANTHROPIC_API_KEY, ANTHROPIC_AUTH_TOKEN, or the credential of the cloud',
  federation:
    'the identity of this job got no credential: check the ids and the rule of the federation, and the permission id-token: write',
  permission: 'the key may not do this: give its workspace access to the model',
  billing: 'the account has no credit: add some, or take the key of another workspace',
  'unknown-model':
    "the endpoint knows no such model or address: mend the policy's assistant.model, or ANTHROPIC_BASE_URL",
  'bad-request': 'the request was refused as it stands: take another model, or another version of Gatewright',
  'rate-limited': 'the rate limit is used up: run again later, or raise the limit of the workspace',
  overloaded: 'the provider is overloaded: run again later',
  'server-error': 'the provider failed: run again later',
  unreachable: 'the endpoint cannot be reached, or hung up: check the network and ANTHROPIC_BASE_URL',
  'timed-out': "there was no reply in time: run again, or raise the policy's time-budget",
  'cut-off': 'the reply broke off: run again',
  'too-large': 'the reply is larger than any honest one: check ANTHROPIC_BASE_URL',
  malformed: 'the reply is not of the shape that was asked for: run again, or take another model',
  refused: 'the model declined to answer: mend this by hand',
  truncated: 'the reply did not fit: mend this by hand, or take another model',
  unfinished: 'the model stopped before it was done: run again, or take another model',
  'over-budget':
    "the most that it can use, in tokens or dollars, is beyond what the budget has left: raise the policy's assistant.budget",
  offline: 'nothing is asked with --offline, and the cache holds no reply: run without it',
  'not-recorded': 'the recording holds no reply to this question: record it with --record',
};

/** `HTTP 429: the rate limit is used up: …`; `what` is our own words. */
export function failureOf(failure: FailureKind, what?: string): Failure {
  return { failure, message: what === undefined ? ADVICE[failure] : `${what}: ${ADVICE[failure]}` };
}

const BY_STATUS: Readonly<Record<number, FailureKind>> = {
  401: 'authentication',
  402: 'billing',
  403: 'permission',
  404: 'unknown-model',
  408: 'timed-out',
  409: 'server-error',
  429: 'rate-limited',
  529: 'overloaded',
};

/** What an HTTP status says. */
export function failureOfStatus(status: number): Failure {
  const failure = BY_STATUS[status] ?? (status >= 500 ? 'server-error' : 'bad-request');
  return failureOf(failure, `HTTP ${status}`);
}

/** One of which nothing is known but why. */
export function fault(failure: Failure): Fault {
  return { kind: 'fault', ...failure, requestId: null, unused: false, passing: false, retryAfter: null };
}
