/** A proposal: a patch that somebody other than the author offers, and what became of it. */
import type { PromptId } from './assistant.ts';
import type { OutcomeStatus } from './evidence.ts';
import type { Confidence } from './finding.ts';
import type { RepoPath } from './path.ts';

/**
 * Replaces the text between two offsets (UTF-16 units in the decoded text, byte order mark left out).
 * `expect` is the text that stands there; an edit whose expectation fails is stale and refused.
 */
export interface Edit {
  readonly path: RepoPath;
  readonly start: number;
  readonly end: number;
  readonly expect: string;
  readonly replace: string;
  /** The file is not there yet and begins with this edit, from offset 0 to 0. */
  readonly creates?: true;
}

/** Edits that only make sense together; in one file they do not overlap. */
export type Patch = readonly [Edit, ...Edit[]];

export interface Proposal {
  /** Hash of source, addressed findings and edits: the same proposal has the same id in every run. */
  readonly id: string;
  /** Who offers it: `fixer:eslint`, `fixer:imports`, `assistant:<task>`. */
  readonly source: `fixer:${string}` | `assistant:${string}`;
  readonly title: string;
  /** Fingerprints of the findings that it is meant to end. */
  readonly addresses: readonly string[];
  readonly patch: Patch;
  /** Hash of source, addressed findings and texts, without places: the same idea has the same key where lines moved. */
  readonly key: string;
  /** Where an assistant's proposal came from. */
  readonly origin?: Origin;
  /** What its author says of it; a fixer's have one clear answer and say nothing. */
  readonly stated?: Confidence;
  /** What was mended in the reply before it could be tried, or before it held: one clause each. */
  readonly salvaged?: readonly string[];
}

export interface Origin {
  readonly prompt: PromptId;
  readonly model: string;
  /** Null where the reply was not asked for anew. */
  readonly requestId: string | null;
}

/** What became of a proposal where it was published before: it is not made there again. */
export interface Undone {
  readonly how: 'reverted' | 'dismissed' | 'rolled-back';
  /** The login of who did it; empty where nobody is named. */
  readonly by: string;
}

/**
 * `refused`: never tried (stale, out of bounds, overlapping), or `unsure`: it may well hold, and too little speaks for
 * it to be shown. `rolled-back`: tried, and failed its proof.
 */
export type Fate =
  | { readonly kind: 'kept' }
  | { readonly kind: 'refused'; readonly reason: string; readonly unsure?: true; readonly undone?: Undone }
  | { readonly kind: 'rolled-back'; readonly reason: string };

/** What one validator made of a proposal alone on the author's tree. */
export interface Tried {
  readonly validator: string;
  readonly status: OutcomeStatus;
  /** New findings that the proposal would open. */
  readonly opened: number;
}

export interface Trial {
  readonly proposal: Proposal;
  readonly fate: Fate;
  /** From what its author says, the kind of edit and the trial. */
  readonly confidence: Confidence;
  /** Empty when it was not tried. */
  readonly tried: readonly Tried[];
}

/** Kept proposals of one source on top of those before: a tree that was proven, and can be published as a commit. */
export interface Step {
  /** With proposals of an earlier source as well, where their tree did not hold without these. */
  readonly source: Proposal['source'];
  readonly proposals: readonly [Proposal, ...Proposal[]];
  /** What the files hold after this step, of every file that this step or one before it changes. */
  readonly files: ReadonlyMap<RepoPath, Uint8Array>;
  /** Git's id of that tree. */
  readonly tree: string;
}

/** Lines of a file, 1-based and inclusive. */
export interface Lines {
  readonly path: RepoPath;
  readonly from: number;
  readonly to: number;
}
