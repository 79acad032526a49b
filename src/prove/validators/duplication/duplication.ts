/** Duplication: functions, and long parts of functions, that a change copies from elsewhere in the repository. */
import type { ChangedFile } from '../../../domain/change.ts';
import type { Validator } from '../../../domain/validator.ts';
import { cloneLanguageOf } from '../../../kit/clones/language.ts';
import { exemptByName } from '../../../kit/exempt/defaults.ts';
import { outsideProduct } from './product.ts';

export const duplication: Validator = {
  id: 'duplication',
  deadline: 120_000,
  appliesTo,
  comparesTrees: true,
  together: true,
  load: async () => (await import('./judge.ts')).judge,
};

function appliesTo({ path, head, exempt }: ChangedFile): true | string {
  if (!cloneLanguageOf(path)) return 'duplication reads JavaScript, TypeScript, Python, Java and Go';
  if (!head) return 'deleted: there is no copy in it';
  if (head.mode === 'symlink') return 'symbolic link';
  if (head.mode === 'submodule') return 'submodule';
  // Unlike a defect, a copy in vendored or generated code is nobody's concern, added or not.
  return exempt ?? outsideProduct(path) ?? exemptByName(path, { generated: null, vendored: null }) ?? true;
}
