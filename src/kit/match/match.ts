/** What matching a file gives: places with what their variables stand for, and what came of each rule. */
import type { Span } from '../syntax/facts.ts';
import type { Variable } from './rule.ts';

/** What a variable stands for; `text` is the source, or the content of a string bound by `"$X"`. */
export interface Bound extends Span {
  readonly text: string;
}

export interface Match extends Span {
  readonly rule: string;
  readonly bindings: ReadonlyMap<Variable, Bound>;
  /** From source to sink, for a taint rule; empty else. */
  readonly path: readonly Span[];
}

/** What kept a rule, or all of them (`rule` null), from looking at all of a file. */
export interface Trouble {
  readonly rule: string | null;
  readonly kind: 'budget-exceeded' | 'parse-error';
  /** Where, as far as it is known. */
  readonly at: Span | null;
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
