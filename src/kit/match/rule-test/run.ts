/** Runs the rules of one file on its tests and says of each rule whether it finds what it should. */
import type { RepoPath } from '../../../domain/path.ts';
import { compileRule, type Compiled } from '../compile.ts';
import { fixProblem } from '../fix.ts';
import { Workshop } from '../formula/workshop.ts';
import { isPlain, spokenIn } from '../language-of.ts';
import { matchFile } from '../match-file.ts';
import type { FileMatches, Match, Unsupported } from '../match.ts';
import type { FileRule } from '../rule-file/file-rule.ts';
import { readRuleFile, type RuleProblem } from '../rule-file/read.ts';
import type { RuleLanguage } from '../rule.ts';
import { annotationsOf, type Annotation } from './annotations.ts';
import { wronglyFixed } from './fixes.ts';

export interface TestFile {
  readonly path: string;
  readonly text: string;
  /** The text with all fixes made, where somebody wrote it down. */
  readonly fixed: string | undefined;
}

export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** What came of one rule. */
export interface RuleRecord {
  readonly rule: string;
  readonly file: string;
  readonly languages: readonly string[];
  readonly state: 'passed' | 'failed' | 'not-run';
  /** Lines that it should have found, and lines that it should not. */
  readonly missed: readonly Place[];
  readonly unexpected: readonly Place[];
  /** Why it was not run, what is wrong beside the lines, what of the rule was not heeded; empty when nothing is. */
  readonly reason: string;
}

/** A test file, what it says of a rule, and what the rule found in it. */
export interface Trial {
  readonly test: TestFile;
  readonly annotations: readonly Annotation[];
  readonly found: FileMatches;
}

/** The records are in the order of the file: rules that were read first, then those that were not. */
export async function testRules(
  rules: { readonly path: string; readonly text: string },
  tests: readonly TestFile[],
): Promise<{ readonly records: readonly RuleRecord[]; readonly problems: readonly RuleProblem[] }> {
  const file = readRuleFile(rules.path, rules.text);
  const records: RuleRecord[] = [];
  const notRun = (rule: string, reason: string, languages: readonly string[] = []): void =>
    void records.push({
      rule,
      file: rules.path,
      languages,
      state: 'not-run',
      missed: [],
      unexpected: [],
      reason,
    });
  const workshop = new Workshop();
  const ready: { rule: FileRule; trials: Trial[] }[] = [];
  for (const rule of file.rules) {
    const compiled = await compileRule(rule, workshop);
    const reason = 'queries' in compiled ? fixProblem(rule) : reasonOf(compiled);
    if (reason !== undefined) notRun(rule.id, reason, rule.languages);
    else ready.push({ rule, trials: await tried(compiled as Compiled, rule, tests) });
  }
  const wrong = wronglyFixed(ready, tests);
  records.push(...ready.map(({ rule, trials }) => recordOf(rule, rules.path, { trials, wrong })));
  for (const { id, reason } of file.notRun) notRun(id, `not supported: ${reason}`);
  for (const rule of new Set(file.problems.map((problem) => problem.rule))) {
    if (rule !== undefined) notRun(rule, said(file.problems.filter((problem) => problem.rule === rule)));
  }
  return { records, problems: file.problems };
}

function reasonOf(unsupported: readonly Unsupported[]): string {
  return unsupported.map(({ feature, reason }) => `${feature}: ${reason}`).join('; ');
}

function said(problems: readonly RuleProblem[]): string {
  return problems.map((problem) => `line ${problem.line}, ${problem.key}: ${problem.said}`).join(' ');
}

async function tried(compiled: Compiled, rule: FileRule, tests: readonly TestFile[]): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const test of tests) {
    const language = languageFor(rule, test.path);
    if (!language) continue;
    const found = await matchFile([compiled], { path: test.path, text: test.text, language });
    const annotations = annotationsOf(test.text).filter(
      (each) => each.rule.split('.').at(-1) === rule.id.split('.').at(-1),
    );
    trials.push({ test, annotations, found });
  }
  return trials;
}

/** Rules in text that no grammar reads look at every file; others at files in one of their languages. */
function languageFor({ languages }: FileRule, path: string): RuleLanguage | undefined {
  const language = spokenIn(path as RepoPath)?.language;
  if (language && languages.includes(language)) return language;
  // A rule about one dialect may well be tested in the other.
  const dialect = language && SCRIPTS.has(language) ? languages.find((each) => SCRIPTS.has(each)) : undefined;
  return languages.find(isPlain) ?? dialect;
}

const SCRIPTS: ReadonlySet<RuleLanguage> = new Set(['javascript', 'typescript']);

function recordOf(
  rule: FileRule,
  file: string,
  { trials, wrong }: { trials: readonly Trial[]; wrong: ReadonlyMap<string, string> },
): RuleRecord {
  const base = { rule: rule.id, file, languages: rule.languages };
  const annotated = trials.some(({ annotations }) => annotations.length > 0);
  if (!annotated) {
    const reason = trials.length === 0 ? 'no test file beside it' : 'no test file names it';
    return { ...base, state: 'not-run', missed: [], unexpected: [], reason };
  }
  const [missed, unexpected] = [trials.flatMap(missedOf), trials.flatMap(unexpectedOf)];
  const troubles = [...trials.flatMap(troubleOf), ...(wrong.has(rule.id) ? [wrong.get(rule.id)] : [])];
  const state = missed.length + unexpected.length + troubles.length === 0 ? 'passed' : 'failed';
  const unheeded = rule.unheeded.map((what) => `${what} is not heeded`);
  return { ...base, state, missed, unexpected, reason: [...troubles, ...unheeded].join('; ') };
}

function missedOf({ test, annotations, found }: Trial): Place[] {
  const lines = linesOf(found.matches, test.text);
  const wanted = annotations.filter(({ kind, line }) => kind === 'ruleid' && !lines.has(line));
  return wanted.map(({ line }) => ({ file: test.path, line }));
}

/** Lines that the test leaves open are left open. */
function unexpectedOf({ test, annotations, found }: Trial): Place[] {
  const right = new Set(annotations.filter(({ kind }) => kind !== 'ok').map(({ line }) => line));
  const lines = [...linesOf(found.matches, test.text)].filter((line) => !right.has(line));
  return lines.map((line) => ({ file: test.path, line }));
}

function troubleOf({ test, found }: Trial): string[] {
  const ended = found.troubles.some(({ kind }) => kind === 'budget-exceeded');
  return ended ? [`it ran too long on ${test.path}`] : [];
}

function linesOf(matches: readonly Match[], text: string): Set<number> {
  return new Set(matches.map(({ start }) => text.slice(0, start).split('\n').length));
}
