/** The rules that ship with Gatewright, compiled from `rules/` into the bundle. */
import compiled from 'virtual:rules';
import type { Finding, RuleId } from '../domain/finding.ts';
import type { Rule } from '../domain/rule.ts';

/** Every rule by id, in the order of the ids. */
export const rules: ReadonlyMap<RuleId, Rule> = new Map(compiled.map((rule) => [rule.id, rule]));

/** The rule that a finding is of, one that ships or one of the maintainers' own; undefined for one that nobody knows. */
export function ruleOf({ rule, own }: Pick<Finding, 'rule' | 'own'>): Rule | undefined {
  return rules.get(rule) ?? own;
}

/** The rules of one validator, in the order of the ids. */
export function rulesOf(validator: string): readonly Rule[] {
  return compiled.filter((rule) => rule.id.startsWith(`${validator}/`));
}
