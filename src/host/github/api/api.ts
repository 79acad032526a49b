/** GitHub's REST and GraphQL as the action uses them: every answer is a value, every wait is bounded. */

/** Why a request had no result. */
export type FaultKind =
  /** 401: the token is not, or no longer, valid. */
  | 'unauthorised'
  /** 403 for want of a permission (forks, missing `permissions:`). Never retried. */
  | 'forbidden'
  /** 404, 410 or 451: it is not there, or the token may not see it, which GitHub does not tell apart. */
  | 'absent'
  /** 409: it changed meanwhile. */
  | 'conflict'
  /** 413 or 422: GitHub refuses the content. */
  | 'invalid'
  /** A primary or secondary limit that the time left does not allow to wait for. */
  | 'limited'
  /** Network, time-out, 5xx, an answer that is cut off or not what the API promises; after all retries. */
  | 'unavailable';

export interface Fault {
  readonly kind: FaultKind;
  /** 0 when there was no answer. */
  readonly status: number;
  /** One sentence for people: what was asked, what came back, what to do. No token, no untrusted control characters. */
  readonly message: string;
  /** The API's own words (`message` and `errors` of the body), at most 2,000 characters: untrusted. */
  readonly said: string;
  /** A write may have happened all the same: the connection broke, or a gateway answered, after it was sent. */
  readonly maybeApplied: boolean;
}

export type Answer<T> =
  { readonly ok: true; readonly data: T } | { readonly ok: false; readonly fault: Fault };

export type Parameters = Readonly<Record<string, unknown>>;

export interface Api {
  /**
   * `route` as in GitHub's documentation: `GET /repos/{owner}/{repo}/pulls/{pull_number}`; owner and repo are filled
   * in. Reads, PUT, PATCH and DELETE are retried; a POST, and a PATCH that appends (check runs), is sent again only
   * when it cannot have been applied. An answer without a body is null.
   */
  request<T>(route: string, parameters?: Parameters): Promise<Answer<T>>;
  /** Every page of a list (100 items each, at most `pages`, 30 by default); a cut list is a fault, never a short one. */
  list<T>(route: string, parameters?: Parameters, options?: ListOptions): Promise<Answer<readonly T[]>>;
  graphql<T>(query: string, variables: Parameters): Promise<Answer<T>>;
  /** Requests sent so far, retries included. */
  readonly sent: number;
}

export interface ListOptions {
  readonly pages?: number;
  /** The key that holds the items where the answer is an object (`check_runs`). */
  readonly key?: string;
}
