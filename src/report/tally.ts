/** What every reporter counts: which findings block, which warn, and what was looked at. */
import type { Handling, Outcome } from '../domain/evidence.ts';
import type { Finding, Severity, Standing } from '../domain/finding.ts';
import type { RepoPath } from '../domain/path.ts';
import type { Trial } from '../domain/proposal.ts';
import type { Report } from '../domain/report.ts';
import { rulesOf } from '../kit/rules.ts';

export interface Tally {
  /** What blocks, and what is new besides, each in the evidence's order with the worst severity first. */
  readonly blocking: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly notes: readonly Finding[];
  /** Those that somebody answers for. */
  readonly accepted: readonly Finding[];
  /** How many are known already, by standing. */
  readonly known: ReadonlyMap<Standing, number>;
}

const BADNESS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/**
 * Whether a finding is among those that block. Standing tells it from a repetition, which has the same fingerprint;
 * a duplicate of what only warns may itself block.
 */
export function blocks(report: Report): (finding: Finding) => boolean {
  const key = ({ standing, fingerprint }: Finding) => `${standing} ${fingerprint}`;
  const keys = new Set(report.verdict.blocking.map(key));
  return (finding) => keys.has(key(finding));
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
    if (isBlocking(finding)) groups.blocking.push(finding);
    else if (standing !== 'new') known.set(standing, (known.get(standing) ?? 0) + 1);
    else groups[severity === 'note' ? 'notes' : 'warnings'].push(finding);
  }
  const accepted = report.author.findings.filter(({ standing }) => standing === 'accepted');
  return { ...groups, accepted, known };
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
  /** Files that at least one validator looked into. */
  readonly judged: number;
  /** How many files each validator judged; validators that are off are left out. */
  readonly byValidator: ReadonlyMap<string, number>;
  /** Files that nobody looked into, in groups of one reason. */
  readonly notApplicable: ReadonlyMap<string, readonly RepoPath[]>;
  readonly failed: readonly {
    readonly path: RepoPath;
    readonly validator: string;
    readonly reason: string;
  }[];
}

export function coverageOf(report: Report): Coverage {
  const { outcomes } = report.author;
  const byValidator = new Map(outcomes.filter((o) => o.status !== 'off').map((o) => [o.validator, 0]));
  const notApplicable = new Map<string, RepoPath[]>();
  const failed: { path: RepoPath; validator: string; reason: string }[] = [];
  const readers = readersAmong(outcomes);
  let judged = 0;
  for (const { path } of report.change.files) {
    const handled = outcomes.map((outcome) => ({ outcome, handling: handlingOf(outcome, path) }));
    for (const { outcome, handling } of handled) {
      const { validator } = outcome;
      if (handling.kind === 'failed') failed.push({ path, validator, reason: handling.reason });
      if (handling.kind === 'judged') byValidator.set(validator, (byValidator.get(validator) ?? 0) + 1);
    }
    const read = handled.filter(({ outcome }) => readers.has(outcome));
    if (read.some(({ handling }) => handling.kind === 'judged')) judged++;
    else if (read.every(({ handling }) => handling.kind === 'not-applicable'))
      group(notApplicable, reasonAmong(read), path);
  }
  return { files: report.change.files.length, judged, byValidator, notApplicable, failed };
}

/**
 * Validators that look into files. Who has rules and none about a language looks at names alone: that it judged a path
 * says nothing of what the file holds. When nobody else ran, it is all there is.
 */
function readersAmong(outcomes: readonly Outcome[]): ReadonlySet<Outcome> {
  const readers = outcomes.filter(({ validator }) => {
    const own = rulesOf(validator);
    return own.length === 0 || own.some(({ languages }) => languages.length > 0);
  });
  return new Set(readers.some(({ status }) => status !== 'off') ? readers : outcomes);
}

/** What kept out whoever knows the language; that others do not know it says nothing. */
function reasonAmong(handled: readonly { outcome: Outcome; handling: Handling }[]): string {
  const reasons = handled.flatMap(({ outcome, handling }) =>
    handling.kind !== 'not-applicable' ? [] : [{ validator: outcome.validator, reason: handling.reason }],
  );
  if (reasons.length === 0) return 'no validator ran';
  const told = reasons.find(({ validator, reason }) => !reason.startsWith(`${validator} reads `));
  return told?.reason ?? 'no validator reads this language';
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

/** The proposals that are listed, and how many are not: too little speaks for them. */
export function proposalsOf({ trials }: Report): {
  readonly told: readonly Trial[];
  readonly unsure: number;
} {
  const told = trials.filter(({ fate }) => fate.kind !== 'refused' || !fate.unsure);
  return { told, unsure: trials.length - told.length };
}

/** The proposals that are meant to end this finding: kept ones first. */
export function trialsFor(report: Report, finding: Finding): Trial[] {
  const isFor = proposalsOf(report).told.filter(({ proposal }) =>
    proposal.addresses.includes(finding.fingerprint),
  );
  return isFor.toSorted((a, b) => Number(b.fate.kind === 'kept') - Number(a.fate.kind === 'kept'));
}
