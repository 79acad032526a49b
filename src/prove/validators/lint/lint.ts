/** Lint: certain defects, doubtful constructs and small faults in JavaScript and TypeScript, by a bundled ESLint. */
import type { ChangedFile } from '../../../domain/change.ts';
import type { Validator } from '../../../domain/validator.ts';
import { isScript, languageOf } from '../../../kit/syntax/language.ts';

export const lint: Validator = {
  id: 'lint',
  deadline: 120_000,
  appliesTo,
  fileByFile: true,
  load: async () => (await import('./judge.ts')).judge,
};

function appliesTo(file: ChangedFile): true | string {
  if (!isScript(languageOf(file.path))) return 'lint reads JavaScript and TypeScript';
  if (!file.head) return 'deleted';
  if (file.head.mode === 'symlink') return 'symbolic link';
  if (file.head.mode === 'submodule') return 'submodule';
  return file.exempt ?? true;
}
