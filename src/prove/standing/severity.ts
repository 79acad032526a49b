/** How bad a rule's findings are here: the rule's own severity under the policy's level. */
import type { Severity } from '../../domain/finding.ts';
import { levelOf, type Policy } from '../../domain/policy.ts';
import type { Rule } from '../../domain/rule.ts';

/**
 * `block` on a validator keeps each rule's own severity, and only what is certain may be an error; `block` on the rule
 * itself is the maintainers' own word and makes it one. `warn` stops at warning, and so does what the validator doubts.
 * `off` is left to the filter.
 */
export function severityOf(
  rule: Rule,
  { policy, validator }: { readonly policy: Policy; readonly validator: string },
  doubted = false,
): Severity {
  const level = levelOf(policy, validator, rule.id);
  const named = policy.validators.get(validator)?.rules.get(rule.id) === 'block';
  if (level === 'block' && named) return 'error';
  const certain = level !== 'warn' && rule.confidence === 'high' && !doubted;
  return rule.severity === 'error' && !certain ? 'warning' : rule.severity;
}
