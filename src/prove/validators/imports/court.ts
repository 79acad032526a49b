/** What judges the imports of one language. */
import type { Fault } from './fault.ts';
import type { Source } from './source.ts';

/** Looks at the imports of a file, or only at those that `named` lets through. */
export interface Court {
  faultsIn(source: Source, named?: (specifier: string) => boolean): Promise<Fault[]>;
}
