/** Rules and their matches in short, for tests. */
import { compileRule, type Compiled } from '../../src/kit/match/compile.ts';
import { matchFile } from '../../src/kit/match/match-file.ts';
import { readRuleFile } from '../../src/kit/match/rule-file/read.ts';
import type { FileMatches } from '../../src/kit/match/match.ts';
import type { Condition, Formula, Rule, Taint, TreeLanguage } from '../../src/kit/match/rule.ts';

const PATHS: Readonly<Record<TreeLanguage, string>> = {
  javascript: 'a.js',
  typescript: 'a.ts',
  python: 'a.py',
  java: 'A.java',
  go: 'a.go',
};

export function pattern(text: string): Formula {
  return { kind: 'pattern', pattern: text };
}

export function all(
  of: readonly Formula[],
  where: readonly Condition[] = [],
  focus: readonly string[] = [],
): Formula {
  return { kind: 'all', of, where, focus: focus.length > 0 ? [focus] : [] };
}

const AS_USUAL = {
  unifyVariables: false,
  safeNumbers: false,
  safeBooleans: false,
  safeIndexes: false,
  safeFunctions: false,
  onlyAssignments: false,
  isAtSource: false,
};

export function ruleOf(query: Rule['query'], language: TreeLanguage): Rule {
  const options = {
    constantPropagation: true,
    symbolicPropagation: false,
    ellipsisSpan: null,
    taint: AS_USUAL,
    ways: [],
  };
  return { id: 'rule', languages: [language], query, options };
}

export async function compiled(rule: Rule): Promise<Compiled> {
  const made = await compileRule(rule);
  if (!('queries' in made)) throw new Error(JSON.stringify(made));
  return made;
}

export async function run(query: Rule['query'], language: TreeLanguage, text: string): Promise<FileMatches> {
  return matchFile([await compiled(ruleOf(query, language))], { path: PATHS[language], text, language });
}

/** What a formula finds, as source text. */
export async function finds(
  formula: Formula | string,
  language: TreeLanguage,
  text: string,
): Promise<string[]> {
  const search = typeof formula === 'string' ? pattern(formula) : formula;
  const { matches } = await run({ mode: 'search', formula: search }, language, text);
  return matches.map(({ start, end }) => text.slice(start, end));
}

/** The lines, from 1, on which a rule of a rule file finds something; `body` is what stands beside its head. */
export async function linesFound(body: string, language: TreeLanguage, text: string): Promise<number[]> {
  const head = `rules:\n- id: rule\n  message: m\n  severity: ERROR\n  languages: [${language}]\n`;
  const file = readRuleFile('rules.yml', `${head}${body.replace(/^/gm, '  ')}`);
  const [rule] = file.rules;
  if (!rule) throw new Error(JSON.stringify([file.problems, file.notRun]));
  const { matches } = await matchFile([await compiled(rule)], { path: PATHS[language], text, language });
  return [...new Set(matches.map(({ start }) => text.slice(0, start).split('\n').length))];
}

/** A taint rule of one pattern for each part. */
export function taintOf(parts: { source: string; sink: string; sanitizer?: string }): Taint {
  const exactly = { exact: false, bySideEffect: false };
  return {
    sources: [{ of: pattern(parts.source), label: null, requires: null, ...exactly }],
    sinks: [{ of: pattern(parts.sink), requires: null, exact: true }],
    sanitizers: parts.sanitizer ? [{ of: pattern(parts.sanitizer), notConflicting: false, ...exactly }] : [],
    propagators: [],
  };
}
