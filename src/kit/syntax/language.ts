/** Which language a path is written in; known without loading a grammar. */
import type { RepoPath } from '../../domain/path.ts';

export type Language = 'javascript' | 'jsx' | 'typescript' | 'tsx' | 'python' | 'java' | 'go';

const BY_EXTENSION: ReadonlyMap<string, Language> = new Map([
  ['js', 'javascript'],
  ['mjs', 'javascript'],
  ['cjs', 'javascript'],
  ['jsx', 'jsx'],
  ['ts', 'typescript'],
  ['mts', 'typescript'],
  ['cts', 'typescript'],
  ['tsx', 'tsx'],
  ['py', 'python'],
  ['pyi', 'python'],
  ['java', 'java'],
  ['go', 'go'],
]);

/** The language of a path by its extension (letter case ignored); undefined when no grammar reads it. */
export function languageOf(path: RepoPath): Language | undefined {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') ? BY_EXTENSION.get(path.slice(dot + 1).toLowerCase()) : undefined;
}

/** JavaScript and TypeScript in all their spellings. */
export function isScript(language: Language | undefined): boolean {
  return language === 'javascript' || language === 'jsx' || language === 'typescript' || language === 'tsx';
}
