/** Which findings block: new ones at the threshold, of a rule that may block, and those that wait for an approval. */
import { reaches, type Finding } from '../domain/finding.ts';
import { levelOf, type Policy } from '../domain/policy.ts';

export function blockingAmong(findings: readonly Finding[], policy: Policy): Finding[] {
  const would = ({ severity, validator, rule, awaits }: Finding) =>
    awaits !== undefined ||
    (reaches(severity, policy.threshold) && levelOf(policy, validator, rule) === 'block');
  const lines = new Set(
    findings.filter((finding) => finding.standing === 'new' && would(finding)).map(lineOf),
  );
  return findings.filter((finding) => {
    if (!would(finding)) return false;
    if (finding.standing === 'new') return true;
    // What repeats a finding that only warns is not said by it: it blocks in its own right.
    return finding.standing === 'duplicate' && !lines.has(lineOf(finding));
  });
}

function lineOf({ at }: Finding): string {
  return `${at.line}:${at.path}`;
}
