/** What the maintainers may call a rule of their own. */
import type { RuleId } from '../domain/finding.ts';
import { rules } from './rules.ts';

/** What a report, a policy and a directive know the rule by. */
export function ownRuleId(name: string): RuleId {
  return `security/${name}`;
}

/** What is wrong with the name, a sentence; null when nothing is. */
export function nameProblem(name: string): string | null {
  if (!/^[A-Za-z0-9][\w.-]{0,199}$/.test(name))
    return 'an id is made of letters, digits, dots, dashes and underscores.';
  return rules.has(ownRuleId(name)) ? 'a rule of Gatewright has this id.' : null;
}
