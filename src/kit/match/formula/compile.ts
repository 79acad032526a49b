/** Makes a formula ready to run in one language, noting all that cannot be. */
import { compileComparison } from '../comparison/compile.ts';
import { compileGeneric } from '../generic/compile.ts';
import type { Unsupported } from '../match.ts';
import { compilePattern, type Pattern } from '../pattern/compile.ts';
import { compileRegex, type Searcher } from '../regex/compile.ts';
import type { Condition, Formula, Options, RuleLanguage } from '../rule.ts';
import type { Ready, ReadyCondition } from './formula.ts';

/** The same text is one pattern, in whatever rule it stands: what it matches in a file is found once. */
const patterns = new Map<string, Promise<Pattern | null>>();

export class FormulaCompiler {
  readonly problems: Unsupported[] = [];
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async formula(formula: Formula, language: RuleLanguage): Promise<Ready> {
    switch (formula.kind) {
      case 'pattern':
        return this.#pattern(formula.pattern, language);
      case 'regex':
        return { kind: 'regex', searcher: this.#regex(formula.regex, 'pattern-regex') };
      case 'any':
        return { kind: 'any', of: await this.#each(formula.of, language) };
      case 'all': {
        const where: ReadyCondition[] = [];
        for (const condition of formula.where) where.push(await this.#condition(condition, language));
        return { kind: 'all', of: await this.#each(formula.of, language), where, focus: formula.focus };
      }
      default:
        return { kind: formula.kind, of: await this.formula(formula.of, language) };
    }
  }

  async #each(formulas: readonly Formula[], language: RuleLanguage): Promise<Ready[]> {
    const made: Ready[] = [];
    for (const formula of formulas) made.push(await this.formula(formula, language));
    return made;
  }

  async #pattern(text: string, language: RuleLanguage): Promise<Ready> {
    if (language === 'generic' || language === 'regex') {
      const pattern = compileGeneric(text, this.#options.ellipsisSpan);
      if (typeof pattern !== 'string') return { kind: 'generic', pattern };
      this.#refuse('pattern', pattern);
      return NEVER;
    }
    const key = `${language === 'typescript' ? 'javascript' : language}\0${text}`;
    let making = patterns.get(key);
    if (!making) patterns.set(key, (making = compilePattern(text, language)));
    const pattern = await making;
    if (pattern) return { kind: 'pattern', pattern };
    this.#refuse('pattern', `it does not parse as ${language}: ${text.slice(0, 80)}`);
    return NEVER;
  }

  #regex(source: string, feature: string): Searcher {
    const searcher = compileRegex(source);
    if (typeof searcher !== 'string') return searcher;
    this.#refuse(feature, searcher);
    return { all: () => [], atStart: () => false };
  }

  async #condition(condition: Condition, language: RuleLanguage): Promise<ReadyCondition> {
    switch (condition.kind) {
      case 'regex':
        return { ...condition, searcher: this.#regex(condition.regex, 'metavariable-regex') };
      case 'pattern':
        return { ...condition, of: await this.formula(condition.of, condition.language ?? language) };
      case 'comparison': {
        const holds = compileComparison(condition.comparison);
        if (typeof holds !== 'string') return { ...condition, holds };
        this.#refuse('metavariable-comparison', holds);
        return { ...condition, holds: () => false };
      }
      case 'type': {
        const types = [];
        for (const type of condition.types) {
          const ready = await this.#pattern(type, language);
          if (ready.kind === 'pattern') types.push(...ready.pattern.parts);
        }
        return { ...condition, types };
      }
      case 'analysis':
        return condition;
    }
  }

  #refuse(feature: string, reason: string): void {
    this.problems.push({ feature, reason });
  }
}

/** Stands where something could not be made ready; the rule is not run then. */
const NEVER: Ready = { kind: 'any', of: [] };
