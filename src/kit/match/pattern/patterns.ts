/** The patterns of a set of rules, each parsed once: what is written alike is one tree, in whatever rule it stands. */
import { isPlain } from '../language-of.ts';
import type { Condition, Formula, Rule, RuleLanguage, TreeLanguage } from '../rule.ts';
import { compilePattern, type Pattern } from './compile.ts';

/** By `keyOf`; null for a text that is no code of its language. */
export interface Patterns {
  has(key: string): boolean;
  get(key: string): Pattern | null | undefined;
  set(key: string, pattern: Pattern | null): unknown;
}

/** The scripting languages are one: a pattern is read by whichever of their grammars reads it. */
export function keyOf(text: string, language: TreeLanguage): string {
  return `${language === 'typescript' ? 'javascript' : language}\0${text}`;
}

/** Parses what of a rule's patterns is not yet known. */
export async function addPatterns(rule: Rule, patterns: Patterns): Promise<void> {
  for (const [text, language] of patternsOf(rule)) {
    const key = keyOf(text, language);
    if (!patterns.has(key)) patterns.set(key, await compilePattern(text, language));
  }
}

/** Every text that a grammar has to read, with its language. */
export function* patternsOf({ languages, query }: Rule): Generator<readonly [string, TreeLanguage]> {
  for (const language of languages) {
    if (query.mode === 'search') yield* inFormula(query.formula, language);
    else {
      const { sources, sanitizers, sinks, propagators } = query.taint;
      for (const { of } of [...sources, ...sanitizers, ...sinks, ...propagators])
        yield* inFormula(of, language);
    }
  }
}

function* inFormula(formula: Formula, language: RuleLanguage): Generator<readonly [string, TreeLanguage]> {
  switch (formula.kind) {
    case 'pattern':
      if (!isPlain(language)) yield [formula.pattern, language];
      return;
    case 'regex':
      return;
    case 'all':
      for (const condition of formula.where) yield* inCondition(condition, language);
      for (const part of formula.of) yield* inFormula(part, language);
      return;
    case 'any':
      for (const part of formula.of) yield* inFormula(part, language);
      return;
    default:
      yield* inFormula(formula.of, language);
  }
}

function* inCondition(
  condition: Condition,
  language: RuleLanguage,
): Generator<readonly [string, TreeLanguage]> {
  if (condition.kind === 'pattern') yield* inFormula(condition.of, condition.language ?? language);
  if (condition.kind === 'type' && !isPlain(language))
    for (const type of condition.types) yield [type, language];
}
