/** Security: weaknesses that rules in Semgrep's format describe, those that ship with Gatewright and the maintainers' own. */
import type { ChangedFile } from '../../../domain/change.ts';
import type { OwnRules } from '../../../domain/policy.ts';
import type { Validator } from '../../../domain/validator.ts';
import { pathTest } from '../../../kit/match/path-globs.ts';
import { languageOf } from '../../../kit/syntax/language.ts';

export const security: Validator = {
  id: 'security',
  deadline: 240_000,
  appliesTo,
  fileByFile: true,
  takesRules: true,
  load: async () => (await import('./judge.ts')).judgeSecurity,
};

function appliesTo({ path, head, exempt }: ChangedFile, own?: OwnRules): true | string {
  if (!head) return 'deleted';
  if (head.mode === 'symlink') return 'symbolic link';
  if (head.mode === 'submodule') return 'submodule';
  if (!languageOf(path) && !own?.texts.some((globs) => pathTest(globs)(path)))
    return 'no rule of security reads it';
  return exempt ?? true;
}
