/** Makes a formula ready to run in one language, noting all that cannot be. */
import { isPlain } from '../language-of.ts';
import type { Unsupported } from '../match.ts';
import { keyOf } from '../pattern/patterns.ts';
import { compileRegex, type Searcher } from '../regex/compile.ts';
import type { Condition, Formula, Options, RuleLanguage } from '../rule.ts';
import type { Ready, ReadyCondition } from './formula.ts';
import { narrowed } from './narrow.ts';
import type { Workshop } from './workshop.ts';

export class FormulaCompiler {
  readonly problems: Unsupported[] = [];
  readonly #options: Options;
  readonly #workshop: Workshop;

  constructor(options: Options, workshop: Workshop) {
    this.#options = options;
    this.#workshop = workshop;
  }

  formula(formula: Formula, language: RuleLanguage): Ready {
    // What is one language to the grammars of patterns is one here.
    const how = `${language === 'typescript' ? 'javascript' : language} ${this.#options.ellipsisSpan}`;
    const known = this.#workshop.made(formula, how);
    if (known) return known;
    const before = this.problems.length;
    const ready = this.#make(formula, language);
    if (this.problems.length === before) this.#workshop.keep(formula, how, ready);
    return ready;
  }

  #make(formula: Formula, language: RuleLanguage): Ready {
    switch (formula.kind) {
      case 'pattern':
        return this.#pattern(formula.pattern, language);
      case 'regex':
        return { kind: 'regex', searcher: this.#regex(formula.regex, 'pattern-regex') };
      case 'any':
        return { kind: 'any', of: formula.of.map((part) => this.formula(part, language)) };
      case 'all':
        return this.#all(formula, language);
      default:
        return { kind: formula.kind, of: this.formula(formula.of, language) };
    }
  }

  #all({ of, where, focus }: Extract<Formula, { kind: 'all' }>, language: RuleLanguage): Ready {
    let parts: readonly Ready[] = of.map((part) => this.formula(part, language));
    for (const condition of where) {
      const limit = condition.kind === 'regex' ? this.#workshop.limit(condition.regex, condition.not) : null;
      const { variable } = condition;
      if (limit && variable !== null) parts = narrowed(parts, { variable, limit }, this.#workshop);
    }
    const ready = where.map((condition) => this.#condition(condition, language));
    return { kind: 'all', of: parts, where: ready, focus };
  }

  #pattern(text: string, language: RuleLanguage): Ready {
    const { patterns, tools } = this.#workshop;
    if (isPlain(language)) {
      const pattern = tools.generic(text, this.#options.ellipsisSpan);
      if (typeof pattern !== 'string') return { kind: 'generic', pattern };
      this.#refuse('pattern', pattern);
      return NEVER;
    }
    const pattern = patterns.get(keyOf(text, language));
    if (pattern) return { kind: 'pattern', pattern };
    this.#refuse('pattern', `it does not parse as ${language}: ${text.slice(0, 80)}`);
    return NEVER;
  }

  #regex(source: string, feature: string): Searcher {
    const searcher = this.#workshop.regex(source);
    if (typeof searcher !== 'string') return searcher;
    this.#refuse(feature, searcher);
    return NOTHING;
  }

  #condition(condition: Condition, language: RuleLanguage): ReadyCondition {
    switch (condition.kind) {
      case 'regex':
        return { ...condition, searcher: this.#regex(condition.regex, 'metavariable-regex') };
      case 'pattern':
        return { ...condition, of: this.formula(condition.of, condition.language ?? language) };
      case 'comparison': {
        const holds = this.#workshop.tools.comparison(condition.comparison);
        if (typeof holds !== 'string') return { ...condition, holds };
        this.#refuse('metavariable-comparison', holds);
        return { ...condition, holds: () => false };
      }
      case 'type': {
        const types = [];
        for (const type of condition.types) {
          const ready = this.#pattern(type, language);
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
const NOTHING = compileRegex('(?!)') as Searcher;
