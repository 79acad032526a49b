/** Syntax of Python, Go and Java, which no validator judges: a patch that breaks it would go unseen. */
import type { RepoPath } from '../domain/path.ts';
import { languageOf, type Language } from '../kit/syntax/language.ts';

const UNJUDGED: ReadonlySet<Language> = new Set(['python', 'go', 'java']);

/** Whether the grammar can read `after`, as far as it could read `before`. True for any other language. */
export async function stillParses(path: RepoPath, before: string, after: string): Promise<boolean> {
  const language = languageOf(path);
  if (!language || !UNJUDGED.has(language)) return true;
  return (await parses(after, language)) || !(await parses(before, language));
}

async function parses(text: string, language: Language): Promise<boolean> {
  const { factsOf } = await import('../kit/syntax/parse.ts');
  try {
    return (await factsOf(text, language)).error === null;
  } catch {
    // Nested deeper than the machine's stack bears.
    return false;
  }
}
