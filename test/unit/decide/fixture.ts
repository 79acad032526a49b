/** Evidence in a few words, for tests of the verdict. */
import { policyFor } from '../../support/policy.ts';
import type { Change } from '../../../src/domain/change.ts';
import type { Evidence, Outcome } from '../../../src/domain/evidence.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import { repoPath } from '../../../src/domain/path.ts';
import type { Policy, ValidatorPolicy } from '../../../src/domain/policy.ts';
import type { Rule } from '../../../src/domain/rule.ts';
import { rules } from '../../../src/kit/rules.ts';

// Beside the real rules: what these tests say must not hang on what the rules' files say.
for (const id of ['lint/certain', 'imports/certain'] as const) {
  (rules as Map<string, Rule>).set(id, { id, languages: ['javascript'], cwe: [] } as unknown as Rule);
}

export function policyOf(
  validators: Record<string, Partial<ValidatorPolicy>> = {},
  more: Partial<Policy> = {},
): Policy {
  return policyFor({ lint: {}, imports: {}, paths: {}, ...validators }, more);
}

/** A validator that came to its end and judged every changed path. */
export function outcomeOf(validator: string, change: Change): Outcome {
  const handled: Outcome['handled'] = new Map(change.files.map(({ path }) => [path, { kind: 'judged' }]));
  return { validator, required: true, status: 'completed', message: '', ms: 1, handled };
}

export function evidenceOf(outcomes: readonly Outcome[], findings: readonly Finding[] = []): Evidence {
  return { outcomes, findings };
}

/** A new error of `lint/certain`. */
export function findingAt(path: string, line: number, more: Partial<Finding> = {}): Finding {
  return {
    rule: 'lint/certain',
    at: { path: repoPath(path), line, column: 1, endLine: line, endColumn: 2 },
    message: 'is wrong',
    validator: 'lint',
    severity: 'error',
    confidence: 'high',
    standing: 'new',
    snippet: '',
    fingerprint: `${path}:${line}`,
    lineHash: '',
    ...more,
  };
}
