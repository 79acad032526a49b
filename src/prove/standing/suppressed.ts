/** Marks what a directive of the base or the policy silences. */
import type { Finding } from '../../domain/finding.ts';
import { levelOf, type Policy } from '../../domain/policy.ts';

export function markSuppressed(findings: readonly Finding[], policy: Policy): Finding[] {
  return findings.map((finding) => {
    if (finding.suppressed !== undefined) return { ...finding, standing: 'suppressed' };
    if (levelOf(policy, finding.validator, finding.rule) !== 'off') return finding;
    return { ...finding, standing: 'suppressed', suppressed: 'off by policy' };
  });
}
