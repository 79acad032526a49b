/** The leaves of a formula, as both ways to write one have them: a pattern, and a regular expression. */
import type { Formula } from '../rule.ts';
import type { Entry } from './entry.ts';

export function patternIn(entry: Entry): Formula | undefined {
  const text = entry.text();
  if (text === undefined) return undefined;
  return text.trim() === '' ? entry.tell('it is empty.') : { kind: 'pattern', pattern: text };
}

export function regexIn(entry: Entry): Formula | undefined {
  const source = entry.text();
  return source === undefined ? undefined : { kind: 'regex', regex: source };
}
