/** Brackets of a text in Go or Java: what tells of a patch that was cut off where the grammar cannot read the file. */
import type { RepoPath } from '../domain/path.ts';
import { languageOf } from '../kit/syntax/language.ts';
import { tokensOf } from './tokens.ts';

const OPENERS: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

/** Whether the brackets pair in `after`, as far as they did in `before`. True for any other language. */
export function stillPairs(path: RepoPath, before: string, after: string): boolean {
  const language = languageOf(path);
  if (language !== 'go' && language !== 'java') return true;
  return pairs(after) || !pairs(before);
}

function pairs(text: string): boolean {
  const open: string[] = [];
  for (const token of tokensOf(text)) {
    if (token === '(' || token === '[' || token === '{') open.push(token);
    const opener = OPENERS.get(token);
    if (opener !== undefined && open.pop() !== opener) return false;
  }
  return open.length === 0;
}
