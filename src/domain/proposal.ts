/** A proposal: a patch that somebody other than the author offers, and what became of it. */
import type { PromptId } from './assistant.ts';
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
  /** Where an assistant's proposal came from. */
  readonly origin?: Origin;
}

export interface Origin {
  readonly prompt: PromptId;
  readonly model: string;
  /** Null where the reply was not asked for anew. */
  readonly requestId: string | null;
}

/** `refused`: never tried (stale, out of bounds, overlapping). `rolled-back`: tried, and failed its proof. */
export type Fate =
  | { readonly kind: 'kept' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'rolled-back'; readonly reason: string };

export interface Trial {
  readonly proposal: Proposal;
  readonly fate: Fate;
}
