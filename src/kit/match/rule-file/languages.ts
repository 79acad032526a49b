/** The names that rule files have for the languages that are read here. */
import type { RuleLanguage } from '../rule.ts';

const NAMES: ReadonlyMap<string, RuleLanguage> = new Map([
  ['js', 'javascript'],
  ['javascript', 'javascript'],
  ['jsx', 'javascript'],
  ['ts', 'typescript'],
  ['typescript', 'typescript'],
  ['tsx', 'typescript'],
  ['py', 'python'],
  ['python', 'python'],
  ['python2', 'python'],
  ['python3', 'python'],
  ['java', 'java'],
  ['go', 'go'],
  ['golang', 'go'],
  ['generic', 'generic'],
  ['regex', 'regex'],
  ['none', 'regex'],
]);

/** Undefined for a language that nothing here reads. */
export function languageNamed(name: string): RuleLanguage | undefined {
  return NAMES.get(name.toLowerCase());
}
