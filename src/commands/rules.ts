/** `gatewright explain` and `gatewright rules`: what the rules know, for people. */
import { distance } from 'fastest-levenshtein';
import { UserError } from '../errors.ts';
import type { RuleId } from '../domain/finding.ts';
import type { RepoPath } from '../domain/path.ts';
import { categoriesOf, type Example, type Rule } from '../domain/rule.ts';
import { CONFIG_EXIT } from '../domain/verdict.ts';
import { groupBy } from '../kit/group-by.ts';
import { rules } from '../kit/rules.ts';
import { languageOf } from '../kit/syntax/language.ts';
import { visible } from '../kit/visible.ts';
import { print } from './output.ts';
import { ownRulesHere } from './own-rules.ts';

/** Prints one rule with its examples; an unknown id names the nearest ones. */
export async function explain(id: string): Promise<number> {
  const own = rules.has(id as RuleId) ? undefined : await ownRulesHere();
  const rule = rules.get(id as RuleId) ?? own?.rules.get(id as RuleId);
  if (!rule) {
    const near = nearest(id, [...rules.keys(), ...(own?.rules.keys() ?? [])]).join(', ');
    throw new UserError(`There is no rule ${JSON.stringify(id)}. Nearest: ${near}.`);
  }
  await print(`${describe(await whole(rule))}\n`);
  return 0;
}

/**
 * Prints every rule in a line, or all of their data as JSON: those that ship, and those that the policy here names. What
 * is wrong with one of these is said, and is a bad policy.
 */
export async function list(format: string): Promise<number> {
  const own = await ownRulesHere();
  const all = [...rules.values(), ...(own?.rules.values() ?? [])];
  if (format === 'json') await print(`${JSON.stringify(await Promise.all(all.map(whole)), null, 2)}\n`);
  else
    await print(
      all.map((rule) => `${rule.severity.padEnd(8)} ${rule.id.padEnd(42)} ${visible(rule.title)}\n`).join(''),
    );
  for (const said of [...(own?.problems ?? []), ...(own?.notRun ?? [])])
    process.stderr.write(`gatewright: ${visible(said)}\n`);
  return (own?.problems.length ?? 0) > 0 ? CONFIG_EXIT : 0;
}

/** With its examples, which not every run loads. */
async function whole(rule: Rule): Promise<Rule> {
  const { default: examples } = await import('virtual:security-examples');
  return { ...rule, ...examples[rule.id] };
}

function describe(rule: Rule): string {
  const facts = [`${rule.severity}, confidence ${rule.confidence}`, ...categoriesOf(rule)];
  const head = [
    rule.id,
    facts.join(', '),
    '',
    `${rule.title}.`,
    '',
    `Why   ${rule.why}`,
    ...(rule.fix === '' ? [] : [`Mend  ${rule.fix}`]),
  ];
  const [bad, good] = [oneEach(rule.bad), oneEach(rule.good)];
  const left = rule.bad.length + rule.good.length - bad.length - good.length;
  const said = [
    ...head,
    ...examples('Found', bad),
    ...examples('Not found', good),
    ...(left > 0 ? ['', `${left} more examples: docs/rules/${rule.id}.md`] : []),
  ];
  return said.map((line) => visible(line, '\t')).join('\n');
}

/** More than these fill a terminal. */
const MOST_EXAMPLES = 4;

/** The first in each language, where there are too many. */
function oneEach(given: readonly Example[]): readonly Example[] {
  if (given.length <= MOST_EXAMPLES) return given;
  const byLanguage = groupBy(given, (example) => languageOf((Object.keys(example)[0] ?? '') as RepoPath));
  return [...byLanguage.values()].flatMap((some) => some.slice(0, 1));
}

function examples(title: string, given: readonly Example[]): string[] {
  return given.flatMap((example) => ['', `${title}:`, ...Object.entries(example).flatMap(block)]);
}

function block([file, text]: [string, string]): string[] {
  return [
    `  ${file}`,
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => `  | ${line}`),
  ];
}

function nearest(id: string, ids: readonly RuleId[]): RuleId[] {
  const short = id.split('/').at(-1) ?? id;
  const gap = (rule: string) => Math.min(distance(id, rule), distance(short, rule.split('/')[1] ?? rule));
  return ids.toSorted((a, b) => gap(a) - gap(b)).slice(0, 3);
}
