/** What people said about a change: findings that they answer for, and reviews that approve a head. */

/** Somebody with write access, who is not the author, answers for one finding. */
export interface Accept {
  /** Of the finding: it is bound to rule and content, not to a line number. */
  readonly fingerprint: string;
  /** The login. */
  readonly by: string;
  readonly reason: string;
  /** Where it was said. */
  readonly url: string;
}

/** The last word of a reviewer is an approval, and it is about this very commit. */
export interface Approval {
  readonly by: string;
  readonly commit: string;
}

export interface Consent {
  readonly accepts: readonly Accept[];
  readonly approvals: readonly Approval[];
  /** What was said and does not count, one sentence each (the author's own accept, an edited comment). */
  readonly ignored: readonly string[];
}

export const NO_CONSENT: Consent = { accepts: [], approvals: [], ignored: [] };
