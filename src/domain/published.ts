/** What a run wrote to a branch after its verdict, or why it wrote nothing there. */
import type { Oid } from './tree.ts';

/**
 * `committed`: kept proposals, as commits on the branch that was judged. `offered`: the same on a branch of ours, with a
 * pull request against the judged one. `rolled-back`: commits that undo others, on the branch itself.
 * `revert-offered`: the same on a branch of ours, with a pull request.
 */
export const PUBLISHED_KINDS = ['committed', 'offered', 'rolled-back', 'revert-offered'] as const;
export type PublishedKind = (typeof PUBLISHED_KINDS)[number];

export type Published =
  | {
      readonly kind: PublishedKind;
      /** The branch that was moved, in short: `feature`. */
      readonly branch: string;
      readonly commits: readonly PublishedCommit[];
      /** Of the pull request, or of the last commit; empty where nothing has an address. */
      readonly url: string;
      /** One sentence about what a person has to do now; empty when there is nothing. */
      readonly note: string;
    }
  /** Nothing was written though the policy asks for it; the note is one sentence that says why, and what to do. */
  | { readonly kind: 'nothing'; readonly wanted: PublishedKind; readonly note: string };

export interface PublishedCommit {
  readonly id: Oid;
  /** Its subject. */
  readonly title: string;
  /** Keys of the proposals in it. */
  readonly proposals: readonly string[];
  /** Commits that it undoes. */
  readonly reverts: readonly Oid[];
}
