/** Makes the parts of a taint rule ready to run. */
import type { FormulaCompiler } from '../formula/compile.ts';
import { isPlain } from '../language-of.ts';
import type { RuleLanguage, Taint } from '../rule.ts';
import { parseRequirement, type Requirement } from './labels.ts';
import type { ReadyTaint } from './ready.ts';

interface For {
  readonly compiler: FormulaCompiler;
  readonly language: RuleLanguage;
}

export function compileTaint(taint: Taint, { compiler, language }: For): ReadyTaint {
  const requires = (text: string | null): Requirement | null => {
    const made = text === null ? null : parseRequirement(text);
    if (text !== null && !made)
      compiler.problems.push({ feature: 'requires', reason: `not a condition on labels: ${text}` });
    return made;
  };
  if (isPlain(language))
    compiler.problems.push({ feature: 'mode: taint', reason: `${language} has no flow` });
  const ready = { sources: [], sanitizers: [], sinks: [], propagators: [] } as {
    -readonly [K in keyof ReadyTaint]: ReadyTaint[K][number][];
  };
  for (const one of taint.sources)
    ready.sources.push({
      ...one,
      of: compiler.formula(one.of, language),
      requires: requires(one.requires),
    });
  for (const one of taint.sanitizers)
    ready.sanitizers.push({ ...one, of: compiler.formula(one.of, language) });
  for (const one of taint.sinks)
    ready.sinks.push({
      ...one,
      of: compiler.formula(one.of, language),
      requires: requires(one.requires),
    });
  for (const one of taint.propagators)
    ready.propagators.push({
      ...one,
      of: compiler.formula(one.of, language),
      requires: requires(one.requires),
    });
  return ready;
}
