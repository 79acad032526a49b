/** Evidence: what the validators established about one tree. */
import type { Finding } from './finding.ts';
import type { RepoPath } from './path.ts';

/** For every changed path and validator, exactly one of these: nothing passes by being absent. */
export type Handling =
  | { readonly kind: 'judged' }
  | { readonly kind: 'not-applicable'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

export type OutcomeStatus = 'completed' | 'crashed' | 'timed-out' | 'out-of-memory' | 'off';

export interface Outcome {
  readonly validator: string;
  readonly required: boolean;
  readonly status: OutcomeStatus;
  /** One sentence: why it did not complete, and what to do. Empty when it completed. */
  readonly message: string;
  /** Wall time in milliseconds. */
  readonly ms: number;
  readonly handled: ReadonlyMap<RepoPath, Handling>;
  /** What people have to know of how it was judged, one sentence each. */
  readonly notes?: readonly string[];
}

export interface Evidence {
  /** One outcome for each validator of the list, in the list's order. */
  readonly outcomes: readonly Outcome[];
  /** Ordered by path, line, column, rule. */
  readonly findings: readonly Finding[];
}
