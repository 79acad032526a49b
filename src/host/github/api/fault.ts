/** Why a request failed, in one sentence that has no byte of an answer in it. */
import type { Fault, FaultKind } from './api.ts';

export interface Trouble {
  readonly kind: FaultKind;
  readonly status: number;
  /** Continues "GET /user failed: "; written here, never by a server. */
  readonly why: string;
  /** The API's own words, with nothing hidden yet. */
  readonly said: string;
  /** The request may have reached GitHub and taken effect, whatever came back. */
  readonly reached: boolean;
}

const MOST_SAID = 2000;

/** `hide` takes the token out of what GitHub said. */
export function faultOf(asked: string, trouble: Trouble, hide: (text: string) => string): Fault {
  const { kind, status, why, said, reached } = trouble;
  const words = hide(said)
    .slice(0, MOST_SAID)
    .replace(/[\ud800-\udbff]$/, '');
  return { kind, status, message: `${asked} failed: ${hide(why)}.`, said: words, maybeApplied: reached };
}

const ELSEWHERE = 'GitHub points to another place, where a token does not belong';

/** A status of 300 and above, limits apart. */
export function refusal(status: number, headers: Headers, said: string): Trouble {
  if (status < 400) return { kind: 'unavailable', status, why: ELSEWHERE, said, reached: false };
  const kind = kindOf(status);
  const why = `GitHub answered ${status}, ${EXPLAINED[kind]}${kind === 'forbidden' ? wanted(headers) : ''}`;
  // A gateway may give up on a request that GitHub goes on with.
  return { kind, status, why, said, reached: kind === 'unavailable' };
}

const KINDS: Readonly<Record<number, FaultKind>> = {
  401: 'unauthorised',
  403: 'forbidden',
  404: 'absent',
  408: 'unavailable',
  409: 'conflict',
  410: 'absent',
  412: 'conflict',
  429: 'limited',
  451: 'absent',
};

function kindOf(status: number): FaultKind {
  return KINDS[status] ?? (status >= 500 ? 'unavailable' : 'invalid');
}

const EXPLAINED: Readonly<Record<FaultKind, string>> = {
  unauthorised: 'the token is not, or no longer, valid',
  forbidden: 'the token may not do this',
  absent: 'it is not there, or the token may not see it',
  conflict: 'it changed meanwhile',
  invalid: 'it refuses the content',
  limited: 'too many requests',
  unavailable: 'it is in trouble',
};

/** GitHub names the permissions that would do: `issues=write; pull_requests=write` (troubleshooting-the-rest-api). */
function wanted(headers: Headers): string {
  const text = headers.get('x-accepted-github-permissions') ?? '';
  if (!/^[a-z_]{1,40}=(read|write|admin)([;,] ?[a-z_]{1,40}=(read|write|admin)){0,5}$/.test(text)) return '';
  const named = text.replaceAll('_', '-').replaceAll('=', ': ').replaceAll(/; ?/g, '`, or `');
  return `; it needs \`${named}\``;
}
