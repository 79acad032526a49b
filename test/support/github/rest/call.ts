/** One request as a handler sees it, and the ways to answer it. */
import { Refusal } from '../behaviours.ts';
import type { OperationId } from '../contract/operations.ts';
import type { Identity, Pull, State } from '../state.ts';

export type Body = Readonly<Record<string, unknown>>;

export interface Call {
  readonly state: State;
  /** Null without a token. */
  readonly who: Identity | null;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Body;
  /** The address of the request, for the links of pages. */
  readonly url: string;
}

/** What the contract leaves open is filled in with the simplest value: a handler says what matters. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Handler = (call: Call) => Reply;
export type Handlers = Partial<Record<OperationId, Handler>>;

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });

/** The part of a list that was asked for: 30 items unless told, at most 100, with links to the other pages. */
export function page<T>(
  call: Call,
  items: readonly T[],
  wrap: (part: readonly T[]) => unknown = (part) => part,
): Reply {
  const size = Math.min(100, Math.max(1, Number(call.query.get('per_page') ?? 30)));
  const at = Math.max(1, Number(call.query.get('page') ?? 1));
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (number: number, rel: string): string => {
    const url = new URL(call.url);
    url.searchParams.set('page', String(number));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [
    ...(at > 1 ? [link(at - 1, 'prev'), link(1, 'first')] : []),
    ...(at < last ? [link(at + 1, 'next'), link(last, 'last')] : []),
  ];
  return {
    status: 200,
    body: wrap(items.slice((at - 1) * size, at * size)),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

/** Who writes; the permission table has let nobody else through. */
export function writer(call: Call): Identity {
  if (!call.who) throw new Refusal('needs-authentication');
  return call.who;
}

export function pullOf(call: Call, name = 'pull_number'): Pull {
  const pull = call.state.pulls.get(Number(call.params[name]));
  if (!pull) throw new Refusal('absent');
  return pull;
}

export const str = (value: unknown, other = ''): string => (typeof value === 'string' ? value : other);
export const num = (value: unknown): number | null => (typeof value === 'number' ? value : null);
