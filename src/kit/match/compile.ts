/** Makes a rule ready to run, or says why it cannot be. */
import type { Ready } from './formula/formula.ts';
import { mayMatch } from './formula/formula.ts';
import { FormulaCompiler } from './formula/compile.ts';
import type { Unsupported } from './match.ts';
import type { Rule, RuleLanguage } from './rule.ts';
import { compileTaint } from './taint/compile.ts';
import type { ReadyTaint } from './taint/ready.ts';

export type Query =
  | { readonly mode: 'search'; readonly formula: Ready }
  | { readonly mode: 'taint'; readonly taint: ReadyTaint };

export interface Compiled {
  readonly id: string;
  readonly rule: Rule;
  /** What is asked, in each language that the rule is about. */
  readonly queries: ReadonlyMap<RuleLanguage, Query>;
}

/** A rule ready to run, or all that keeps it from running; never both. */
export async function compileRule(rule: Rule): Promise<Compiled | readonly Unsupported[]> {
  const compiler = new FormulaCompiler(rule.options);
  const queries = new Map<RuleLanguage, Query>();
  const { query } = rule;
  for (const language of rule.languages) {
    if (query.mode === 'search')
      queries.set(language, { mode: 'search', formula: await compiler.formula(query.formula, language) });
    else
      queries.set(language, {
        mode: 'taint',
        taint: await compileTaint(query.taint, { compiler, language }),
      });
  }
  if (rule.languages.length === 0)
    compiler.problems.push({ feature: 'languages', reason: 'none of them is read' });
  return compiler.problems.length > 0 ? compiler.problems : { id: rule.id, rule, queries };
}

/** Whether a text with these words can match at all. */
export function isPossible(query: Query, words: ReadonlySet<string>): boolean {
  if (query.mode === 'search') return mayMatch(query.formula, words);
  const { sources, sinks } = query.taint;
  return sources.some(({ of }) => mayMatch(of, words)) && sinks.some(({ of }) => mayMatch(of, words));
}
