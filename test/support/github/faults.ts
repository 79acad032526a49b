/** Trouble by script: which requests go wrong, how often, and how. */
export interface Fault {
  /** `METHOD /path` with `*` for anything, a pattern on the same text, or a question. Without `/api/v3`. */
  readonly match: string | RegExp | ((request: Asked) => boolean);
  /** How often it strikes; 1 by default. */
  times?: number;
  /** How many that match go through before. */
  skip?: number;
  /** An answer instead of GitHub's: nothing happens. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Milliseconds before the request is looked at. */
  readonly delay?: number;
  /** The connection breaks: before anything happened, or after, when `bytes` of the answer's body have left. */
  readonly cut?: 'before' | 'after';
  readonly bytes?: number;
  /** No answer, ever; the connection stays open. */
  readonly hang?: boolean;
  /** Something happens on GitHub just before this request is answered. */
  readonly meanwhile?: () => void;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** The first fault that this request meets, counted down; null for a request that fares well. */
export function strike(faults: Fault[], asked: Asked): Fault | null {
  for (const fault of faults) {
    if ((fault.times ?? 1) <= 0 || !meets(fault.match, asked)) continue;
    if ((fault.skip ?? 0) > 0) {
      fault.skip = (fault.skip ?? 0) - 1;
      continue;
    }
    fault.times = (fault.times ?? 1) - 1;
    return fault;
  }
  return null;
}

function meets(match: Fault['match'], asked: Asked): boolean {
  if (typeof match === 'function') return match(asked);
  const line = `${asked.method} ${asked.path}`;
  if (match instanceof RegExp) return match.test(line);
  const pattern = match.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`).test(line);
}

const documentation_url =
  'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits';

/** docs rest/using-the-rest-api/rate-limits-for-the-rest-api: `retry-after` in seconds, or no header at all. */
export function secondaryLimit(retryAfter?: number): Pick<Fault, 'status' | 'headers' | 'body'> {
  return {
    status: 403,
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
    body: {
      message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      documentation_url,
    },
  };
}

/** The hour's requests are used up; the next begin in `seconds`. */
export function primaryLimit(
  seconds: number,
  status: 403 | 429 = 403,
): Pick<Fault, 'status' | 'headers' | 'body'> {
  const reset = Math.ceil(Date.now() / 1000) + seconds;
  return {
    status,
    headers: {
      'x-ratelimit-limit': '1000',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-used': '1000',
      'x-ratelimit-reset': String(reset),
      'x-ratelimit-resource': 'core',
    },
    body: { message: 'API rate limit exceeded for installation ID 4711.', documentation_url },
  };
}
