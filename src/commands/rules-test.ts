/** `gatewright rules test`: whether rules in Semgrep's format find what the tests beside them say. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { UserError } from '../errors.ts';
import { CONFIG_EXIT, COULD_NOT_JUDGE_EXIT } from '../domain/verdict.ts';
import { testRules, type Place, type RuleRecord } from '../kit/match/rule-test/run.ts';
import { suitesOf } from '../kit/match/rule-test/suites.ts';
import { problemSentence, type RuleProblem } from '../kit/match/rule-file/read.ts';
import { visible } from '../kit/visible.ts';
import { environmentFault } from './options.ts';
import { print } from './output.ts';

/** As for a block: a rule does not do what its author says. */
const FAILED_EXIT = 1;

/** Prints a line for each rule that did not pass, or not as a whole, and a summary; or all records as JSON. */
export async function testFolder(folder: string, { format }: { format: string }): Promise<number> {
  const records: RuleRecord[] = [];
  const problems: RuleProblem[] = [];
  for (const suite of suitesOf(pathsBelow(folder))) {
    const tests = suite.tests.map(({ path, fixed }) => ({
      path,
      text: textOf(folder, path),
      fixed: fixed === undefined ? undefined : textOf(folder, fixed),
    }));
    const told = await testRules({ path: suite.rules, text: textOf(folder, suite.rules) }, tests);
    records.push(...told.records);
    problems.push(...told.problems);
  }
  if (records.length + problems.length === 0) throw new UserError(`There are no rules below ${folder}.`);
  const told = problems.map((problem) => `${visible(problemSentence(problem))}\n`).join('');
  if (format === 'json') {
    process.stderr.write(told);
    await print(`${JSON.stringify(records, null, 2)}\n`);
  } else await print(told + pretty(records));
  return exitCode(records, problems);
}

/** What is not run is no success: nobody knows what it would have found. */
function exitCode(records: readonly RuleRecord[], problems: readonly RuleProblem[]): number {
  if (problems.length > 0) return CONFIG_EXIT;
  if (records.some(({ state }) => state === 'failed')) return FAILED_EXIT;
  return records.some(({ state }) => state === 'not-run') ? COULD_NOT_JUDGE_EXIT : 0;
}

function pretty(records: readonly RuleRecord[]): string {
  const count = (state: RuleRecord['state']) => records.filter((record) => record.state === state).length;
  const lines = [
    ...records.filter(({ state, reason }) => state !== 'passed' || reason !== '').map(lineOf),
    `rules: ${count('passed')} passed, ${count('failed')} failed, ${count('not-run')} not run`,
  ];
  return lines.map((line) => `${visible(line)}\n`).join('');
}

const WORDS = { passed: 'passed ', failed: 'failed ', 'not-run': 'not run' } as const;

function lineOf({ rule, file, state, missed, unexpected, reason }: RuleRecord): string {
  const facts = [
    ...(missed.length > 0 ? [`missed ${placesOf(missed)}`] : []),
    ...(unexpected.length > 0 ? [`unexpected ${placesOf(unexpected)}`] : []),
    ...(reason === '' ? [] : [reason]),
  ];
  return `${WORDS[state]}  ${rule} (${file}): ${facts.join('; ')}`;
}

function placesOf(places: readonly Place[]): string {
  return places.map(({ file, line }) => `${file}:${line}`).join(', ');
}

/** Regular files below a folder, without those that are installed; sorted, with `/` between names. */
function pathsBelow(folder: string): string[] {
  try {
    if (!statSync(folder).isDirectory()) throw new UserError(`${folder} is no folder.`);
    return [...walk(folder)].map((path) => relative(folder, path).split(sep).join('/')).sort();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`The folder ${folder} cannot be read: ${(error as Error).message}.`);
  }
}

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git') yield* walk(path);
  }
}

function textOf(folder: string, path: string): string {
  try {
    return readFileSync(join(folder, path), 'utf8');
  } catch (error) {
    throw environmentFault(`cannot read ${path}`, error);
  }
}
