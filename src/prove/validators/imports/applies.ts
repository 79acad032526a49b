/** Which changed files the imports validator judges. */
import type { ChangedFile } from '../../../domain/change.ts';
import { isScript, languageOf } from '../../../kit/syntax/language.ts';

/** Deleted sources too: what imported them is judged in their stead. */
export function appliesTo(file: ChangedFile): true | string {
  const language = languageOf(file.path);
  if (!isScript(language) && language !== 'python') {
    return 'imports reads JavaScript, TypeScript and Python for now';
  }
  const mode = (file.head ?? file.base)?.mode;
  if (mode === 'symlink') return 'symbolic link';
  if (mode === 'submodule') return 'submodule';
  return file.head ? (file.exempt ?? true) : true;
}
