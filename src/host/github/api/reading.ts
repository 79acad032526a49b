/** What an answer means: data, a limit, or trouble. */
import { visible } from '../../../kit/visible.ts';
import { refusal, type Trouble } from './fault.ts';
import { askedFor, limitOf, type Answered, type Limit } from './limits.ts';
import type { Reply } from './wire.ts';

export type Reading =
  | { readonly kind: 'data'; readonly data: unknown; readonly headers: Headers }
  | { readonly kind: 'limit'; readonly limit: Limit; readonly trouble: Trouble }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

/** An answer of the REST API; `date` is now, in milliseconds since 1970. */
export function readRest(reply: Reply, date: number): Reading {
  if (reply.kind === 'broken') return broken(reply.why, reply.sent);
  const { status, headers, body } = reply;
  if (status >= 300) return refused(reply, date);
  // 202 (a deletion that is under way), 204 and 205 may come without a body; a rerun's 201 may as well.
  if (body === '' && status !== 200) return { kind: 'data', data: null, headers };
  const data = parse(body);
  // Every documented answer is an object or a list: anything else is a proxy's page or a body that was cut.
  if (typeof data !== 'object' || data === null)
    return broken(`GitHub answered ${status} without JSON`, true);
  return { kind: 'data', data, headers };
}

/** An answer of the GraphQL API, which reports most of its failures with status 200. */
export function readGraphql(reply: Reply, date: number): Reading {
  const reading = readRest(reply, date);
  if (reading.kind !== 'data') return reading;
  const { data, errors } = (reading.data ?? {}) as { data?: unknown; errors?: unknown };
  if (errors === undefined && typeof data === 'object' && data !== null) return { ...reading, data };
  return graphqlTrouble(Array.isArray(errors) ? errors : [], reading.headers, date);
}

function refused(reply: Answered, date: number): Reading {
  const said = saidOf(reply.body);
  const trouble = refusal(reply.status, reply.headers, said);
  const limit = limitOf(reply, said, date);
  if (limit !== null)
    return { kind: 'limit', limit, trouble: { ...trouble, kind: 'limited', reached: false } };
  return { kind: 'trouble', trouble };
}

function broken(why: string, reached: boolean): Reading {
  return { kind: 'trouble', trouble: { kind: 'unavailable', status: 0, why, said: '', reached } };
}

/** "Something went wrong while executing your query. This may be the result of a timeout, or it could be a bug". */
const OWN_FAILURE = /^$|something went wrong|timed? ?out/i;

const GRAPHQL_KINDS: Readonly<Record<string, Trouble['kind']>> = {
  FORBIDDEN: 'forbidden',
  INSUFFICIENT_SCOPES: 'forbidden',
  NOT_FOUND: 'absent',
  RATE_LIMITED: 'limited',
};

function graphqlTrouble(errors: readonly unknown[], headers: Headers, date: number): Reading {
  const first = (errors[0] ?? {}) as { type?: unknown };
  const said = join(errors);
  const kind = GRAPHQL_KINDS[String(first.type)] ?? (OWN_FAILURE.test(said) ? 'unavailable' : 'invalid');
  const why = `GraphQL answered with an error (${kind})`;
  const trouble: Trouble = { kind, status: 200, why, said, reached: kind === 'unavailable' };
  if (kind !== 'limited') return { kind: 'trouble', trouble };
  return { kind: 'limit', limit: askedFor(headers, date), trouble };
}

/** `message` and `errors` of an answer's body, in one line; what is not JSON (a proxy's page) says nothing. */
function saidOf(body: string): string {
  const { message, errors } = (parse(body) ?? {}) as { message?: unknown; errors?: unknown };
  return join([message, ...(Array.isArray(errors) ? errors : [])]);
}

/** More than a person would read of an answer that may have megabytes. */
const MOST_WORDS = 2000;
const MOST_ERRORS = 20;

function join(errors: readonly unknown[]): string {
  const words = errors.slice(0, MOST_ERRORS).map(wordsOf).filter(Boolean);
  return visible(words.join('; ').slice(0, MOST_WORDS));
}

/** An error is a sentence, or an object with one, or names `resource`, `field` and `code`. */
function wordsOf(error: unknown): string {
  if (typeof error === 'string') return error.slice(0, MOST_WORDS);
  const { message, resource, field, code } = (error ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof message === 'string') return message.slice(0, MOST_WORDS);
  const named = [resource, field, code].filter((word) => typeof word === 'string');
  return named.join(' ').slice(0, MOST_WORDS);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
