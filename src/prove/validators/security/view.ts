/** What is said of a file, of all that rules see in its text: its path has a say in it. */
import { reaches, type RuleId } from '../../../domain/finding.ts';
import type { RepoPath } from '../../../domain/path.ts';
import type { Rule } from '../../../domain/rule.ts';
import { groupBy } from '../../../kit/group-by.ts';
import { pathTest } from '../../../kit/match/path-globs.ts';
import type { FileRule } from '../../../kit/match/rule-file/file-rule.ts';
import { isOfTests } from '../../../kit/places.ts';
import { rules as known } from '../../../kit/rules.ts';
import type { Lines } from '../../../kit/text.ts';
import type { Seen } from './inspection.ts';
import type { RuleSet } from './rule-set.ts';

export interface Told extends Seen {
  readonly id: RuleId;
  readonly line: number;
  readonly endLine: number;
  /** What a directive may call the rule. */
  readonly names: readonly string[];
  /** Tests do on purpose what is a defect elsewhere. */
  readonly doubted: boolean;
}

export interface View {
  telling(seen: readonly Seen[], lines: Lines): Told[];
  /** The rules among these that look at the file. */
  looking(rules: readonly string[]): string[];
}

export function openView(path: RepoPath, set: RuleSet): View {
  const isTest = isOfTests(path);
  const looks = (name: string): boolean => {
    const rule = set.rule(name);
    return rule !== undefined && testOf(rule)(path) && !(isTest && isIdleInTests(known.get(idOf(name))));
  };
  return {
    telling(seen, lines) {
      const told = seen
        .filter(({ rule }) => looks(rule))
        .map((each): Told => {
          const id = idOf(each.rule);
          const [line, endLine] = [lines.position(each.start).line, lines.position(each.end).line];
          const doubted = isTest && known.get(id)?.severity === 'error';
          return { ...each, id, line, endLine, names: namesOf(each.rule), doubted };
        });
      return withoutWeaker([...groupBy(told, ({ line }) => line).values()].flatMap(eachOnce));
    },
    looking: (rules) => rules.filter(looks).map((name) => name.split('/').at(-1) ?? name),
  };
}

/** What only warns elsewhere is no news there, and some of what blocks is what tests are made of. */
function isIdleInTests(rule: Rule | undefined): boolean {
  return rule !== undefined && (rule.severity !== 'error' || rule.engine['tests'] === false);
}

/** A rule of the pack is called after its folder, and one of the maintainers as they call it. */
function idOf(rule: string): RuleId {
  return `security/${rule.split('/')[0]}`;
}

function namesOf(rule: string): string[] {
  return [...new Set([...rule.split('/'), idOf(rule), rule.split('.').at(-1) ?? rule])];
}

/** Of what is said of one line, each rule of the pack once: with the way of a value where one of them knows it. */
function eachOnce(told: readonly Told[]): Told[] {
  const once = new Map<string, Told>();
  for (const each of told.toSorted((a, b) => Number(!a.flow) - Number(!b.flow) || a.start - b.start)) {
    const key = known.has(each.id) ? each.id : `${each.id} ${each.start}-${each.end}`;
    if (!once.has(key)) once.set(key, each);
  }
  return [...once.values()].sort((a, b) => a.start - b.start);
}

/** Lines of a match that are compared: what is longer is about more than one thing. */
const MOST_LINES = 20;

/** Without what is a weaker form of something that is said of the same lines. */
function withoutWeaker(told: readonly Told[]): Told[] {
  const saidOf = new Map<number, Set<Rule>>();
  for (const each of told) {
    const rule = known.get(each.id);
    for (const line of linesOf(each)) if (rule) saidOf.set(line, (saidOf.get(line) ?? new Set()).add(rule));
  }
  return told.filter((each) => {
    const rule = known.get(each.id);
    return !linesOf(each).some((line) =>
      [...(saidOf.get(line) ?? [])].some((other) => isWeaker(rule, other)),
    );
  });
}

function linesOf({ line, endLine }: Told): number[] {
  return Array.from({ length: Math.min(endLine - line + 1, MOST_LINES) }, (_, at) => line + at);
}

function isWeaker(rule: Rule | undefined, other: Rule | undefined): boolean {
  if (!rule || !other || reaches(rule.severity, other.severity)) return false;
  return rule.cwe.some((weakness) => other.cwe.includes(weakness));
}

const tests = new WeakMap<FileRule, (path: string) => boolean>();

function testOf(rule: FileRule): (path: string) => boolean {
  const test = tests.get(rule) ?? pathTest(rule.paths);
  tests.set(rule, test);
  return test;
}
