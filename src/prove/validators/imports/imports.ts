/** Imports: modules that a change imports and that nothing provides, in JavaScript, TypeScript and Python. */
import type { ChangedFile } from '../../../domain/change.ts';
import type { Validator } from '../../../domain/validator.ts';
import { isScript, languageOf } from '../../../kit/syntax/language.ts';

export const imports: Validator = {
  id: 'imports',
  deadline: 120_000,
  appliesTo,
  load: async () => (await import('./judge.ts')).judge,
};

/** Deleted sources too: what imported them is judged in their stead. */
function appliesTo(file: ChangedFile): true | string {
  const language = languageOf(file.path);
  if (!isScript(language) && language !== 'python') {
    return 'imports reads JavaScript, TypeScript and Python for now';
  }
  const mode = (file.head ?? file.base)?.mode;
  if (mode === 'symlink') return 'symbolic link';
  if (mode === 'submodule') return 'submodule';
  return file.head ? (file.exempt ?? true) : true;
}
