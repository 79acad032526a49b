/** Stand-in for patterns over text that no grammar reads. */
import type { Bound } from '../match.ts';
import type { Variable } from '../rule.ts';

export interface GenericPattern {
  all(text: string): readonly { start: number; end: number; bindings: ReadonlyMap<Variable, Bound> }[];
}

/** A pattern, or the reason why there is none. */
export function compileGeneric(_pattern: string): GenericPattern | string {
  return 'generic patterns are not supported';
}
