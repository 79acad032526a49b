/** Makes a rule ready to run, or says why it cannot be. */
import type { Ready } from './formula/formula.ts';
import { FormulaCompiler } from './formula/compile.ts';
import { allOf, anyOf, needOf, type Need } from './formula/need.ts';
import { Workshop } from './formula/workshop.ts';
import type { Unsupported } from './match.ts';
import { addPatterns } from './pattern/patterns.ts';
import type { Rule, RuleLanguage } from './rule.ts';
import { compileTaint } from './taint/compile.ts';
import type { ReadyTaint } from './taint/ready.ts';

export type Query =
  | { readonly mode: 'search'; readonly formula: Ready }
  | { readonly mode: 'taint'; readonly taint: ReadyTaint };

export interface Compiled<R extends Rule = Rule> {
  readonly id: string;
  readonly rule: R;
  /** In each language that the rule is about, what a text must hold for it to find anything; null for nothing. */
  readonly needs: ReadonlyMap<RuleLanguage, Need | null>;
  /** What is asked in each of them. */
  readonly queries: ReadonlyMap<RuleLanguage, Query>;
  /** Where the trees of its patterns are. */
  readonly workshop: Workshop;
}

/** A rule ready to run, or all that keeps it from running; never both. Rules of one set share a workshop. */
export async function compileRule<R extends Rule>(
  rule: R,
  workshop = new Workshop(),
): Promise<Compiled<R> | readonly Unsupported[]> {
  try {
    await addPatterns(rule, workshop.patterns);
    return assemble(rule, workshop);
  } catch (error) {
    if (error instanceof RangeError) return [{ feature: 'pattern', reason: 'it is nested too deeply' }];
    throw error;
  }
}

/** The same when the workshop knows all patterns of the rule. */
export function assemble<R extends Rule>(rule: R, workshop: Workshop): Compiled<R> | readonly Unsupported[] {
  const compiler = new FormulaCompiler(rule.options, workshop);
  const queries = new Map<RuleLanguage, Query>();
  const { query } = rule;
  for (const language of rule.languages) {
    if (query.mode === 'search')
      queries.set(language, { mode: 'search', formula: compiler.formula(query.formula, language) });
    else queries.set(language, { mode: 'taint', taint: compileTaint(query.taint, { compiler, language }) });
  }
  if (rule.languages.length === 0)
    compiler.problems.push({ feature: 'languages', reason: 'none of them is read' });
  if (compiler.problems.length > 0) return compiler.problems;
  const needs = new Map([...queries].map(([language, ready]) => [language, needOfQuery(ready)]));
  return { id: rule.id, rule, needs, queries, workshop };
}

function needOfQuery(query: Query): Need | null {
  if (query.mode === 'search') return needOf(query.formula);
  const { sources, sinks } = query.taint;
  return allOf([sinks, sources].map((places) => anyOf(places.map(({ of }) => needOf(of)))));
}
