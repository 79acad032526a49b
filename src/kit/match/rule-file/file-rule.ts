/** A rule as its file states it: what is looked for, and what is said of it. */
import type { PathGlobs } from '../../../domain/policy.ts';
import type { Rule } from '../rule.ts';

export interface FileRule extends Rule {
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'note';
  /** What it asks for besides and does not get here, one phrase each: a language that nothing reads, an option. */
  readonly unheeded: readonly string[];
  /** The text that takes the place of a match; metavariables stand in it by name. */
  readonly fix: string | undefined;
  readonly fixRegex: FixRegex | undefined;
  /** The paths that it looks at. */
  readonly paths: PathGlobs;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface FixRegex {
  /** PCRE. */
  readonly regex: string;
  readonly replacement: string;
  /** At most so many places of a match; all of them when undefined. */
  readonly count: number | undefined;
}
