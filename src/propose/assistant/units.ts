/** What fixers left, cut into pieces that one question is about: findings of one file that lie near each other. */
import type { Evidence } from '../../domain/evidence.ts';
import { reaches, type Finding } from '../../domain/finding.ts';
import type { RepoPath } from '../../domain/path.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { groupBy } from '../../kit/group-by.ts';
import { isTest, protectedKind } from '../../kit/protected-path.ts';

export interface Unit {
  readonly path: RepoPath;
  /** In the order of their lines. */
  readonly findings: readonly [Finding, ...Finding[]];
}

/** Lines that one question shows. */
export const MAX_LINES = 200;
/** Findings of one question lie within this many lines, so that all of them have something around them. */
const MAX_SPAN = 150;
const MAX_FINDINGS = 10;

/** Those that no edit of the file's text mends: a name, a copy of another file, a hidden secret, the gate itself. */
const NOT_FOR_EDITS: ReadonlySet<string> = new Set(['paths', 'duplication', 'secrets', 'tampering']);

/** What is worst first: an error before warnings. No question for a file that its answer could not touch. */
export function unitsLeft(author: Evidence, proposals: readonly Proposal[]): Unit[] {
  const addressed = new Set(proposals.flatMap((proposal) => proposal.addresses));
  const left = author.findings.filter(
    (finding) => isForEdits(finding) && !addressed.has(finding.fingerprint) && isReachable(finding.at.path),
  );
  const units = [...groupBy(left, (finding) => finding.at.path)].flatMap(([path, findings]) =>
    cut(path, findings),
  );
  return units.sort((a, b) => Number(hasError(b)) - Number(hasError(a)));
}

function isForEdits({ standing, severity, validator, wholeFile }: Finding): boolean {
  return standing === 'new' && reaches(severity, 'warning') && !wholeFile && !NOT_FOR_EDITS.has(validator);
}

function isReachable(path: RepoPath): boolean {
  return protectedKind(path) === null && !isTest(path);
}

function hasError({ findings }: Unit): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

function cut(path: RepoPath, findings: readonly Finding[]): Unit[] {
  const units: { path: RepoPath; findings: [Finding, ...Finding[]] }[] = [];
  for (const finding of [...findings].sort((a, b) => a.at.line - b.at.line)) {
    const last = units.at(-1);
    const isNear = last !== undefined && finding.at.endLine - last.findings[0].at.line < MAX_SPAN;
    if (isNear && last.findings.length < MAX_FINDINGS) last.findings.push(finding);
    else units.push({ path, findings: [finding] });
  }
  return units;
}
