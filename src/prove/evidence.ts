/** One evidence made of proofs: findings in their order, outcomes that hold only as long as their judges are believed. */
import type { Evidence, Handling, Outcome } from '../domain/evidence.ts';
import type { Finding } from '../domain/finding.ts';
import { comparePaths } from '../domain/path.ts';
import type { Proof, Word } from './prove.ts';
import { markDuplicates } from './standing/duplicate.ts';

export function evidenceOf(proofs: readonly Pick<Proof, 'outcome' | 'findings'>[]): Evidence {
  const findings = proofs.flatMap((proof) => proof.findings).sort(byPlace);
  return { outcomes: proofs.map((proof) => proof.outcome), findings: markDuplicates(findings) };
}

/** Each validator's findings come in their final order, which stays where these are equal. */
function byPlace(a: Finding, b: Finding): number {
  return (
    (a.at.path === b.at.path ? 0 : comparePaths(a.at.path, b.at.path)) ||
    a.at.line - b.at.line ||
    a.at.column - b.at.column ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  );
}

/** The outcome of a validator, which fails when its judges are not believed any more. */
export function withdrawn(outcome: Outcome, words: readonly Word[]): Outcome {
  const reason = takenBack(words);
  if (outcome.status !== 'completed' || reason === null) return outcome;
  const failed: Handling = { kind: 'failed', reason };
  const handled = new Map(
    [...outcome.handled].map(([at, was]) => [at, was.kind === 'judged' ? failed : was]),
  );
  return { ...outcome, status: 'crashed', message: reason, handled };
}

/** Why what was said does not count; null while nothing speaks against it. */
export function takenBack(words: readonly Word[]): string | null {
  return words.map(({ judge }) => judge?.takenBack ?? null).find((why) => why !== null) ?? null;
}
