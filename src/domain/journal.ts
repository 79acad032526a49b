/** What Gatewright wrote to a branch, and what people made of it: kept beside the branch, across force-pushes. */
import type { Oid } from './tree.ts';

/** A commit that Gatewright makes: proposals by their keys, or a roll-back by the commits that it undoes. */
export interface JournalCommit {
  readonly id: Oid;
  readonly tree: Oid;
  /** Keys of proposals. */
  readonly proposals: readonly string[];
  readonly reverts: readonly Oid[];
}

/**
 * `intent` is written before a name moves and `moved` together with it; an intent whose commits the branch does not
 * have, and that never moved, did not happen. `undone`: somebody took a published proposal back, or turned it down.
 */
export type Entry =
  | {
      readonly kind: 'intent' | 'moved';
      readonly ref: string;
      readonly from: Oid;
      readonly commits: readonly [JournalCommit, ...JournalCommit[]];
      /** The run that wrote it: its address, or empty. */
      readonly run: string;
    }
  | {
      readonly kind: 'undone';
      readonly proposal: string;
      readonly how: 'reverted' | 'dismissed';
      readonly by: string;
    };
