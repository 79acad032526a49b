/** Whether an answer says "too many", and how long it asks to wait. */
import type { Reply } from './wire.ts';

export type Answered = Extract<Reply, { kind: 'reply' }>;

export interface Limit {
  /** Milliseconds; null when GitHub names none. */
  readonly wait: number | null;
  /** The hour's allowance, which REST and GraphQL have each for themselves; every other limit is for both. */
  readonly primary: boolean;
}

// "You have exceeded a secondary rate limit", "API rate limit exceeded for …"; older enterprise servers say "abuse".
const WORDS = /rate limit|abuse detection/i;

/**
 * GitHub answers 403 or 429, and 403 for a permission that is wanting as well. The order is the one it documents:
 * `retry-after`, then `x-ratelimit-reset` if nothing remains (rate-limits-for-the-rest-api).
 */
export function limitOf(reply: Answered, words: string, date: number): Limit | null {
  const { status, headers } = reply;
  const limited = status === 429 || (status === 403 && (headers.has('retry-after') || WORDS.test(words)));
  return limited ? askedFor(headers, date) : null;
}

/** What the headers of a limited answer ask for. */
export function askedFor(headers: Headers, date: number): Limit {
  const after = headers.get('retry-after') ?? '';
  if (/^\d{1,9}$/.test(after)) return { wait: Number(after) * 1000, primary: false };
  if (headers.get('x-ratelimit-remaining') !== '0') return { wait: null, primary: false };
  const reset = headers.get('x-ratelimit-reset') ?? '';
  if (!/^\d{1,12}$/.test(reset)) return { wait: null, primary: true };
  // By the server's clock, as the runner's own may be wrong; a second more, as both are in whole seconds.
  const now = Date.parse(headers.get('date') ?? '') || date;
  return { wait: Math.max(0, Number(reset) * 1000 - now) + 1000, primary: true };
}
