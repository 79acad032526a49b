/** Which rule a secret falls under: only what is certain, and made for no test, blocks. */
import type { RuleId } from '../../../domain/finding.ts';
import type { RepoPath } from '../../../domain/path.ts';
import type { Secret } from '../../../kit/secrets/format.ts';
import { isOfTests, isSample } from '../../../kit/places.ts';

/** Examples come with keys that were made for them; a token in an example is as often the one that it was tried with. */
export function ruleOf({ kind, certain }: Secret, path: RepoPath): RuleId {
  if (certain && (isOfTests(path) || (kind === 'private-key' && isSample(path))))
    return 'secrets/credential-in-test';
  if (certain) return kind === 'private-key' ? 'secrets/private-key' : 'secrets/credential';
  return kind === 'url' ? 'secrets/password-in-url' : 'secrets/likely-credential';
}
