/** In which language rules look at a file, and the name by which its dialect is told. */
import type { RepoPath } from '../../domain/path.ts';
import { languageOf, type Language } from '../syntax/language.ts';
import type { RuleLanguage, TreeLanguage } from './rule.ts';

export interface Spoken {
  readonly language: TreeLanguage;
  /** A name of the same ending: all that matching asks a path for. */
  readonly name: string;
}

const SPOKEN: Readonly<Record<Language, Spoken>> = {
  javascript: { language: 'javascript', name: 'file.js' },
  jsx: { language: 'javascript', name: 'file.jsx' },
  typescript: { language: 'typescript', name: 'file.ts' },
  tsx: { language: 'typescript', name: 'file.tsx' },
  python: { language: 'python', name: 'file.py' },
  java: { language: 'java', name: 'file.java' },
  go: { language: 'go', name: 'file.go' },
};

/** Whether rules in it take any text, whatever a file is called. */
export function isPlain(language: RuleLanguage): language is Exclude<RuleLanguage, TreeLanguage> {
  return language === 'generic' || language === 'regex';
}

/** Undefined for a file that no grammar reads. */
export function spokenIn(path: RepoPath): Spoken | undefined {
  const language = languageOf(path);
  return language && SPOKEN[language];
}
