/** The policy of a run whose caller asked for fewer validators. */
import type { Policy } from '../domain/policy.ts';

/**
 * Flags and workflow inputs belong to whoever starts the run, as the policy does: a validator that they leave out is
 * off, not missing. The ids are checked where the list of validators is.
 */
export function restrict(policy: Policy, only: readonly string[], skip: readonly string[]): Policy {
  const isLeftOut = (id: string) => (only.length > 0 && !only.includes(id)) || skip.includes(id);
  const validators = [...policy.validators].map(
    ([id, own]) => [id, isLeftOut(id) ? { ...own, level: 'off' as const } : own] as const,
  );
  return { ...policy, validators: new Map(validators) };
}
