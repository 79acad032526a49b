/** Stand-in for comparisons. */
import type { Variable } from '../rule.ts';

export type Comparison = (valueOf: (variable: Variable) => string | number | undefined) => boolean;

/** A comparison, or the reason why there is none. */
export function compileComparison(_text: string): Comparison | string {
  return 'comparisons are not supported';
}
