/** Marks what the committed baseline knows. */
import type { Finding } from '../../domain/finding.ts';

export function markBaseline(findings: readonly Finding[], known: ReadonlySet<string>): Finding[] {
  return findings.map((finding) =>
    finding.standing === 'new' && known.has(finding.fingerprint)
      ? { ...finding, standing: 'baseline' }
      : finding,
  );
}
