/** What the rules of one set share while they are made ready, so that a file is asked once what many of them ask. */
import { compileComparison, type Comparison } from '../comparison/compile.ts';
import { compileGeneric, type GenericPattern } from '../generic/compile.ts';
import type { Pattern } from '../pattern/compile.ts';
import type { Patterns } from '../pattern/patterns.ts';
import { Limit, Limited } from '../pattern/limit.ts';
import { compileRegex, type Searcher } from '../regex/compile.ts';
import { Remembered } from '../regex/remembered.ts';
import type { Translated } from '../regex/translate.ts';
import type { Formula, Variable } from '../rule.ts';
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
  readonly patterns: Patterns;
  readonly tools: Tools;
  /** What has been made of a formula, by what else its meaning hangs on. */
  readonly #made = new Map<Formula, Map<string, Ready>>();
  readonly #searchers = new Map<string, Searcher>();
  readonly #limits = new Map<string, Limit>();
  readonly #limited = new Map<Pattern, Map<string, Pattern>>();

  constructor(patterns: Patterns = new Map<string, Pattern | null>(), tools = EAGER) {
    this.patterns = patterns;
    this.tools = tools;
  }

  /** An expression, or the reason why there is none. */
  regex(source: string): Searcher | string {
    const known = this.#searchers.get(source);
    if (known) return known;
    const made = this.tools.regex(source);
    if (typeof made === 'string') return made;
    const searcher = new Remembered(made);
    this.#searchers.set(source, searcher);
    return searcher;
  }

  /** All expressions so far, as JavaScript. */
  get expressions(): ReadonlyMap<string, Translated> {
    return new Map([...this.#searchers].map(([source, { anchored }]) => [source, anchored]));
  }

  /** Null for an expression that is none. */
  limit(source: string, not: boolean): Limit | null {
    const key = `${not} ${source}`;
    const known = this.#limits.get(key);
    if (known) return known;
    const searcher = this.regex(source);
    if (typeof searcher === 'string') return null;
    const limit = new Limit({ key, source, not, searcher });
    this.#limits.set(key, limit);
    return limit;
  }

  /** The pattern where a variable is limited. */
  limited(pattern: Pattern, variable: Variable, limit: Limit): Pattern {
    let known = this.#limited.get(pattern);
    if (!known) this.#limited.set(pattern, (known = new Map<string, Pattern>()));
    const key = `${variable} ${limit.key}`;
    let limited = known.get(key);
    if (!limited)
      known.set(key, (limited = new Limited(pattern, new Map([...pattern.limits, [variable, limit]]))));
    return limited;
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
