/** A formula ready to run: patterns as trees, regular expressions compiled, conditions checked. */
import type { Comparison } from '../comparison/compile.ts';
import type { GenericPattern } from '../generic/compile.ts';
import type { Node } from '../node.ts';
import type { Pattern } from '../pattern/compile.ts';
import type { Searcher } from '../regex/compile.ts';
import type { FormulaOf, RuleLanguage, Variable } from '../rule.ts';

export type Ready = FormulaOf<
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | { readonly kind: 'generic'; readonly pattern: GenericPattern }
  | { readonly kind: 'regex'; readonly searcher: Searcher },
  ReadyCondition
>;

export type ReadyCondition =
  | {
      readonly kind: 'regex';
      readonly variable: Variable;
      readonly searcher: Searcher;
      readonly not: boolean;
    }
  | {
      readonly kind: 'pattern';
      readonly variable: Variable;
      readonly language: RuleLanguage | null;
      readonly of: Ready;
    }
  | {
      readonly kind: 'comparison';
      readonly variable: Variable | null;
      readonly holds: Comparison;
      readonly strip: boolean;
      readonly base: number | null;
    }
  | { readonly kind: 'type'; readonly variable: Variable; readonly types: readonly Node[] }
  | { readonly kind: 'analysis'; readonly variable: Variable; readonly analyzer: 'entropy' | 'redos' };

/** Whether a text with these words may match: false only when it cannot. */
export function mayMatch(formula: Ready, words: ReadonlySet<string>): boolean {
  switch (formula.kind) {
    case 'pattern':
      return mayFit(formula.pattern, words);
    case 'all':
      return formula.of.every((part) => mayMatch(part, words));
    case 'any':
      return formula.of.some((part) => mayMatch(part, words));
    case 'inside':
      return mayMatch(formula.of, words);
    default:
      return true;
  }
}

/** Whether a pattern may fit somewhere in a text with these words. */
export function mayFit({ words: wanted, variables, limits }: Pattern, words: ReadonlySet<string>): boolean {
  for (const word of wanted) if (!words.has(word)) return false;
  for (const [name, limit] of limits) {
    // A string may be put together from pieces that hold no such word.
    const isWritten = limit.words !== null && variables.includes(name);
    if (isWritten && !limit.words.some((word) => words.has(word))) return false;
  }
  return true;
}
