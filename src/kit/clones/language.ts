/** Which language a path is read as when clones are looked for. */
import type { RepoPath } from '../../domain/path.ts';
import { languageOf } from '../syntax/language.ts';
import type { CloneLanguage } from './tokens.ts';

/** Undefined when no scanner reads it. */
export function cloneLanguageOf(path: RepoPath): CloneLanguage | undefined {
  const language = languageOf(path);
  if (language === 'python' || language === 'java' || language === 'go') return language;
  return language && 'script';
}
