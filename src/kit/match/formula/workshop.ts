/** What the rules of one set share while they are made ready, so that a file is asked once what many of them ask. */
import { compileComparison, type Comparison } from '../comparison/compile.ts';
import { compileGeneric, type GenericPattern } from '../generic/compile.ts';
import type { Pattern } from '../pattern/compile.ts';
import { compileRegex, type Searcher } from '../regex/compile.ts';
import type { Formula } from '../rule.ts';
import type { Ready } from './formula.ts';

/** Makes the parts of a formula that are written in a language of their own, or says why they cannot be made. */
export interface Tools {
  regex(source: string): Searcher | string;
  comparison(text: string): Comparison | string;
  generic(text: string, span: number | null): GenericPattern | string;
}

/** At once, so that what is wrong with a rule is known before it runs. */
export const EAGER: Tools = { regex: compileRegex, comparison: compileComparison, generic: compileGeneric };

export class Workshop {
  /** By `keyOf`; null for a text that is no code of its language. */
  readonly patterns: Map<string, Pattern | null>;
  readonly tools: Tools;
  /** What has been made of a formula, by what else its meaning hangs on. */
  readonly #made = new Map<Formula, Map<string, Ready>>();

  constructor(patterns = new Map<string, Pattern | null>(), tools = EAGER) {
    this.patterns = patterns;
    this.tools = tools;
  }

  made(formula: Formula, how: string): Ready | undefined {
    return this.#made.get(formula)?.get(how);
  }

  keep(formula: Formula, how: string, ready: Ready): void {
    const known = this.#made.get(formula);
    if (known) known.set(how, ready);
    else this.#made.set(formula, new Map([[how, ready]]));
  }
}
