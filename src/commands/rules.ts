/** `gatewright explain` and `gatewright rules`: what the rules know, for people. */
import { distance } from 'fastest-levenshtein';
import { UserError } from '../errors.ts';
import type { RuleId } from '../domain/finding.ts';
import { categoriesOf, type Example, type Rule } from '../domain/rule.ts';
import { rules } from '../kit/rules.ts';
import { print } from './output.ts';

/** Prints one rule with its examples; an unknown id names the nearest ones. */
export async function explain(id: string): Promise<number> {
  const rule = rules.get(id as RuleId);
  if (!rule)
    throw new UserError(`There is no rule ${JSON.stringify(id)}. Nearest: ${nearest(id).join(', ')}.`);
  await print(`${describe(rule)}\n`);
  return 0;
}

/** Prints every rule in a line, or all of their data as JSON. */
export async function list(format: string): Promise<number> {
  const all = [...rules.values()];
  if (format === 'json') await print(`${JSON.stringify(all, null, 2)}\n`);
  else
    await print(
      all.map((rule) => `${rule.severity.padEnd(8)} ${rule.id.padEnd(42)} ${rule.title}\n`).join(''),
    );
  return 0;
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
    `Mend  ${rule.fix}`,
  ];
  return [...head, ...examples('Found', rule.bad), ...examples('Not found', rule.good)].join('\n');
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

function nearest(id: string): string[] {
  const short = id.split('/').at(-1) ?? id;
  const gap = (rule: string) => Math.min(distance(id, rule), distance(short, rule.split('/')[1] ?? rule));
  return [...rules.keys()].sort((a, b) => gap(a) - gap(b)).slice(0, 3);
}
