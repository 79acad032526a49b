/** A part: what one shard's judges said about its share of a change. It holds no verdict and no standing. */
import type { OutcomeStatus } from './evidence.ts';
import type { Tool } from './report.ts';
import type { Shard } from './shard.ts';

export interface Part {
  readonly shard: Shard;
  readonly tool: Tool;
  /** SHA-256 over all that the policy decides, baseline and left out validators included. */
  readonly policy: string;
  readonly change: ChangeIdentity;
  /** One for each validator, in the list's order. */
  readonly statements: readonly Statement[];
  readonly totalMs: number;
}

/** Which change was judged: two runs that read the same have the same. */
export interface ChangeIdentity {
  /** Commits; null for what is none, such as a working tree. */
  readonly base: string | null;
  readonly head: string | null;
  /** How many paths changed. */
  readonly files: number;
  /** SHA-256 over both ends and every changed path with its status, modes and blobs. */
  readonly digest: string;
}

/** What one validator's judges said. */
export interface Statement {
  readonly validator: string;
  /** Wall time in milliseconds. */
  readonly ms: number;
  /** Why it is not relied on after all; null when it is. */
  readonly takenBack: string | null;
  /** About the head, then about the base where older findings may stand; none when nothing was asked. */
  readonly answers: readonly StatedAnswer[];
}

export interface StatedAnswer {
  /** The files that were asked about. */
  readonly files: readonly string[];
  readonly status: Exclude<OutcomeStatus, 'off'>;
  /** Why it did not complete; empty when it did. */
  readonly message: string;
  /** Observations, checked by whoever believes them. */
  readonly observations: readonly unknown[];
  /** Files that could not be judged, each with a sentence. */
  readonly failed: readonly (readonly [path: string, reason: string])[];
  /** What people have to know of how it was judged, one sentence each. */
  readonly notes?: readonly string[] | undefined;
}
