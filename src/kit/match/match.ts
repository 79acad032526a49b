/** What matching a file gives: places with what their variables stand for, and what came of each rule. */
import type { Variable } from './rule.ts';

/** A stretch of the text, in UTF-16 offsets; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What a variable stands for; `text` is the source, or the content of a string bound by `"$X"`. */
export interface Bound extends Range {
  readonly text: string;
}

export interface Match extends Range {
  readonly rule: string;
  readonly bindings: ReadonlyMap<Variable, Bound>;
  /** From source to sink, for a taint rule; empty else. */
  readonly path: readonly Range[];
}

/** What kept a rule, or all of them (`rule` null), from looking at all of a file. */
export interface Trouble {
  readonly rule: string | null;
  readonly kind: 'budget-exceeded' | 'parse-error';
  /** Where, as far as it is known. */
  readonly at: Range | null;
}

export interface FileMatches {
  readonly matches: readonly Match[];
  readonly troubles: readonly Trouble[];
}

/** Why a rule cannot be run: which of its features, and what is wrong with it. */
export interface Unsupported {
  readonly feature: string;
  readonly reason: string;
}
