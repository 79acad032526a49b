/** Makes errors of findings that add up to more than the policy lets a change have of them. */
import { countWithin, type ChangedFile } from '../../domain/change.ts';
import type { Finding, Place } from '../../domain/finding.ts';
import { levelOf, type Limit, type Policy } from '../../domain/policy.ts';
import { groupBy } from '../../kit/group-by.ts';

export interface Limited {
  readonly policy: Policy;
  readonly validator: string;
  /** The changed files that were judged: their added lines are the whole that a share is of. */
  readonly files: readonly ChangedFile[];
}

/** What is known, silenced, or kept from blocking by the policy neither counts nor blocks. */
export function markLimit(findings: readonly Finding[], { policy, validator, files }: Limited): Finding[] {
  const limit = policy.validators.get(validator)?.limit;
  if (!limit) return [...findings];
  const byPath = new Map(files.map((file) => [file.path, file]));
  const added = ({ path, line, endLine }: Place) => countWithin(byPath.get(path)?.hunks ?? [], line, endLine);
  const counts = ({ standing, rule }: Finding) =>
    standing === 'new' && levelOf(policy, validator, rule) === 'block';
  const tooMany = shareSentence(findings.filter(counts), files, limit);
  return findings.map((finding) => {
    if (!counts(finding)) return finding;
    const sentence = lengthSentence(added(finding.at), limit) ?? tooMany;
    if (sentence === null) return finding;
    return { ...finding, severity: 'error', message: `${finding.message} ${sentence}` };
  });
}

function lengthSentence(lines: number, { lines: most }: Limit): string | null {
  if (most === undefined || lines <= most) return null;
  return `It blocks: ${lines} added lines are more than the ${most} that the policy allows.`;
}

function shareSentence(
  findings: readonly Finding[],
  files: readonly ChangedFile[],
  { share }: Limit,
): string | null {
  if (share === undefined) return null;
  const [part, whole] = [
    linesIn(findings, files),
    sum(files.flatMap(({ hunks }) => hunks.map(({ count }) => count))),
  ];
  if (part * 100 <= whole * share) return null;
  return `It blocks: together these are ${part} of ${whole} added lines, more than the ${share} % that the policy allows.`;
}

/** Added lines that stand in at least one of the findings' places. */
function linesIn(findings: readonly Finding[], files: readonly ChangedFile[]): number {
  const all = findings.flatMap(({ at, related = [] }): Place[] => [at, ...related]);
  const places = groupBy(all, ({ path }) => path);
  return sum(
    files.map(({ path, hunks }) => {
      let [lines, reached] = [0, 0];
      for (const { line, endLine } of (places.get(path) ?? []).sort((a, b) => a.line - b.line)) {
        if (endLine <= reached) continue;
        lines += countWithin(hunks, Math.max(line, reached + 1), endLine);
        reached = endLine;
      }
      return lines;
    }),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
