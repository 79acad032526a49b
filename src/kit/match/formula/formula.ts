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
