/** Commits that a block takes back are not made on a change that they leave blocked. */
import type { Gated } from '../../../gate.ts';

/** Whether the new head's own run would undo what is committed now, by the policy's `on-failure: roll-back`. */
export function staysBlocked({ report, steps }: Pick<Gated, 'report' | 'steps'>): boolean {
  const { policy, verdict } = report;
  if (!policy.rollBack.published || verdict.decision !== 'block' || verdict.observed) return false;
  const ended = new Set(steps.flatMap(({ proposals }) => proposals.flatMap(({ addresses }) => addresses)));
  return verdict.blocking.some(({ fingerprint }) => !ended.has(fingerprint));
}
