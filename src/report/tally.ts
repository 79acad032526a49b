/** What every reporter counts: which findings block, which warn, and what was looked at. */
import type { Handling, Outcome } from '../domain/evidence.ts';
import type { Finding, Severity, Standing } from '../domain/finding.ts';
import type { RepoPath } from '../domain/path.ts';
import type { Trial } from '../domain/proposal.ts';
import type { Report } from '../domain/report.ts';

export interface Tally {
  /** New findings in three groups, each in the evidence's order with the worst severity first. */
  readonly blocking: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly notes: readonly Finding[];
  /** How many are known already, by standing. */
  readonly known: ReadonlyMap<Standing, number>;
}

const BADNESS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Whether a finding is among those that block: a duplicate has the same fingerprint, and blocks nothing. */
export function blocks(report: Report): (finding: Finding) => boolean {
  const fingerprints = new Set(report.verdict.blocking.map((finding) => finding.fingerprint));
  return (finding) => finding.standing === 'new' && fingerprints.has(finding.fingerprint);
}

/** The findings, blocking before new before known, each group by severity; otherwise in the order they had. */
export function worstFirst(report: Report): Finding[] {
  const isBlocking = blocks(report);
  const rank = (finding: Finding) =>
    (isBlocking(finding) ? 0 : finding.standing === 'new' ? 1 : 2) * 3 + BADNESS[finding.severity];
  return report.author.findings.toSorted((a, b) => rank(a) - rank(b));
}

export function tallyOf(report: Report): Tally {
  const isBlocking = blocks(report);
  const known = new Map<Standing, number>();
  const groups = { blocking: [] as Finding[], warnings: [] as Finding[], notes: [] as Finding[] };
  for (const finding of worstFirst(report)) {
    const { standing, severity } = finding;
    if (standing !== 'new') known.set(standing, (known.get(standing) ?? 0) + 1);
    else if (isBlocking(finding)) groups.blocking.push(finding);
    else groups[severity === 'note' ? 'notes' : 'warnings'].push(finding);
  }
  return { ...groups, known };
}

/** What a validator did with a path. Silence about a changed path is a failure: nothing passes by being absent. */
export function handlingOf(outcome: Outcome, path: RepoPath): Handling {
  const handling = outcome.handled.get(path);
  if (handling) return handling;
  if (outcome.status === 'off') return { kind: 'not-applicable', reason: outcome.message || 'switched off' };
  return { kind: 'failed', reason: outcome.message || `${outcome.validator} said nothing about this path` };
}

export interface Coverage {
  readonly files: number;
  /** Files that at least one validator judged. */
  readonly judged: number;
  /** How many files each validator judged; validators that are off are left out. */
  readonly byValidator: ReadonlyMap<string, number>;
  /** Files that nobody judged, in groups of one reason. */
  readonly notApplicable: ReadonlyMap<string, readonly RepoPath[]>;
  readonly failed: readonly {
    readonly path: RepoPath;
    readonly validator: string;
    readonly reason: string;
  }[];
}

export function coverageOf(report: Report): Coverage {
  const outcomes = report.author.outcomes;
  const byValidator = new Map(outcomes.filter((o) => o.status !== 'off').map((o) => [o.validator, 0]));
  const notApplicable = new Map<string, RepoPath[]>();
  const failed: { path: RepoPath; validator: string; reason: string }[] = [];
  let judged = 0;
  for (const { path } of report.change.files) {
    const reasons: string[] = [];
    let looked = false;
    let broke = false;
    for (const outcome of outcomes) {
      const { validator } = outcome;
      const handling = handlingOf(outcome, path);
      if (handling.kind === 'not-applicable') reasons.push(handling.reason);
      else if (handling.kind === 'failed') failed.push({ path, validator, reason: handling.reason });
      else byValidator.set(validator, (byValidator.get(validator) ?? 0) + 1);
      looked ||= handling.kind === 'judged';
      broke ||= handling.kind === 'failed';
    }
    if (looked) judged++;
    else if (!broke) group(notApplicable, reasons[0] ?? 'no validator ran', path);
  }
  return { files: report.change.files.length, judged, byValidator, notApplicable, failed };
}

function group(groups: Map<string, RepoPath[]>, reason: string, path: RepoPath): void {
  const paths = groups.get(reason);
  if (paths) paths.push(path);
  else groups.set(reason, [path]);
}

/** Validators that ran and did not come to an end. */
export function unfinished(report: Report): Outcome[] {
  return report.author.outcomes.filter(({ status }) => status !== 'completed' && status !== 'off');
}

/**
 * The verdict's reasons that nothing else in a report tells: blocking findings stand for the reasons that count them,
 * a validator that ended early for those that name it.
 */
export function otherReasons(report: Report): string[] {
  const { decision, reasons, blocking } = report.verdict;
  if (decision === 'pass') return [];
  const early = unfinished(report).map((outcome) => outcome.validator);
  const told = (reason: string) =>
    (blocking.length > 0 && /\bfindings?\b/i.test(reason)) || early.some((id) => reason.includes(id));
  return reasons.filter((reason) => !told(reason));
}

/** The proposals that are meant to end this finding: kept ones first. */
export function trialsFor(report: Report, finding: Finding): Trial[] {
  const isFor = report.trials.filter(({ proposal }) => proposal.addresses.includes(finding.fingerprint));
  return isFor.toSorted((a, b) => Number(b.fate.kind === 'kept') - Number(a.fate.kind === 'kept'));
}
