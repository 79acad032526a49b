/** Brackets of a text in Go or Java, whose syntax no validator judges: those that a patch leaves open would go unseen. */
import type { RepoPath } from '../domain/path.ts';
import { languageOf } from '../kit/syntax/language.ts';

/** Comments, strings and characters, each up to its end or that of its line; brackets in them are text. */
const TOKENS =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"""[\s\S]*?(?:"""|$)|`[^`]*(?:`|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|[()[\]{}]/g;
const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Whether the brackets pair in `after`, as far as they did in `before`. True for any other language. */
export function stillPairs(path: RepoPath, before: string, after: string): boolean {
  const language = languageOf(path);
  if (language !== 'go' && language !== 'java') return true;
  return pairs(after) || !pairs(before);
}

function pairs(text: string): boolean {
  const open: string[] = [];
  for (const [token] of text.matchAll(TOKENS)) {
    if (token.length > 1) continue;
    const opener = CLOSES[token];
    if (opener === undefined) open.push(token);
    else if (open.pop() !== opener) return false;
  }
  return open.length === 0;
}
