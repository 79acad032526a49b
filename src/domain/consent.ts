/** What people said about a change: findings that they answer for, reviews that approve its head, code that they ask for. */

/** Somebody with write access, who is not the author, answers for one finding. */
export interface Accept {
  /** Of the finding, or the beginning of it: it is bound to rule and content, not to a line number. */
  readonly fingerprint: string;
  /** The login. */
  readonly by: string;
  /** In their words: untrusted, on one line, at most 200 characters. */
  readonly reason: string;
  /** Where it was said. */
  readonly url: string;
  /** It was said about the judged head, and not about an earlier one. */
  readonly current: boolean;
}

/** An accept that does not count. */
export interface Refusal {
  readonly fingerprint: string;
  /** One sentence: who said it, and why it does not count. */
  readonly why: string;
}

/** The last word of a reviewer is an approval, and it is about the head that is judged. */
export interface Approval {
  readonly by: string;
  readonly url: string;
}

/** Somebody with write access asks for code. It is for the judged head alone, so that nothing is written twice. */
export interface Instruction {
  /** In their words: one line of at most 1,000 characters, nothing unseen in it. */
  readonly text: string;
  /** The login; empty for who runs the command line. */
  readonly by: string;
  /** Where it was said; empty on the command line. */
  readonly url: string;
}

export interface Consent {
  readonly accepts: readonly Accept[];
  readonly approvals: readonly Approval[];
  /** In the order in which they were given. */
  readonly instructions: readonly Instruction[];
  /** Told only while the finding stands: nobody needs to know why a word about a mended one did not count. */
  readonly refused: readonly Refusal[];
  /** What could not be read, one sentence each. What is not read does not count. */
  readonly notes: readonly string[];
}

export const NO_CONSENT: Consent = {
  accepts: [],
  approvals: [],
  instructions: [],
  refused: [],
  notes: [],
};
