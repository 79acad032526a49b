/** An observation about a path as a whole: it is anchored to the first line, and not about that line. */
import type { Observation, RuleId } from '../../../domain/finding.ts';
import type { RepoPath } from '../../../domain/path.ts';

export function observe(rule: RuleId, path: RepoPath, message: string): Observation {
  return { rule, at: { path, line: 1, column: 1, endLine: 1, endColumn: 1 }, message, wholeFile: true };
}
