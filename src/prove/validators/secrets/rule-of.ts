/** Which rule a secret falls under: only what is certain, and no input of tests, blocks. */
import type { RuleId } from '../../../domain/finding.ts';
import type { Secret } from '../../../kit/secrets/format.ts';

export function ruleOf({ kind, certain }: Secret, ofTests: boolean): RuleId {
  if (certain && ofTests) return 'secrets/credential-in-test';
  if (certain) return kind === 'private-key' ? 'secrets/private-key' : 'secrets/credential';
  return kind === 'url' ? 'secrets/password-in-url' : 'secrets/likely-credential';
}
