/** Marks what a directive in the file or the policy silences. */
import { reaches, type Finding } from '../../domain/finding.ts';
import { approversOf, levelOf, type Policy } from '../../domain/policy.ts';

export function markSuppressed(findings: readonly Finding[], policy: Policy, audit: boolean): Finding[] {
  return findings.map((finding) => {
    if (finding.suppressed !== undefined && (audit || !wouldBlock(finding, policy))) {
      return { ...finding, standing: 'suppressed' };
    }
    if (levelOf(policy, finding.validator, finding.rule) !== 'off') return finding;
    return { ...finding, standing: 'suppressed', suppressed: 'off by policy' };
  });
}

/** A change cannot silence what blocks it, whoever decided that it blocks: the rule or the policy. */
function wouldBlock({ suppressedByChange, severity, rule }: Finding, policy: Policy): boolean {
  const blocks = reaches(severity, policy.threshold) || approversOf(policy, rule).length > 0;
  return suppressedByChange === true && blocks;
}
