/** Whether every validator came to an end on every changed path: what is missing was not proven. */
import type { Change } from '../domain/change.ts';
import type { Outcome, OutcomeStatus } from '../domain/evidence.ts';
import { displayPath, type RepoPath } from '../domain/path.ts';
import { VALIDATOR_IDS, type Policy } from '../domain/policy.ts';

export interface Completeness {
  /** What keeps the change from passing. */
  readonly faults: string[];
  /** What did not work and was not required. */
  readonly notes: string[];
}

const NAMED = 5;

export function checkCompleteness(
  outcomes: readonly Outcome[],
  policy: Policy,
  change: Change,
): Completeness {
  const [faults, notes]: [string[], string[]] = [missing(outcomes, policy), []];
  for (const outcome of [...outcomes].sort(byListing)) {
    (isRequired(outcome, policy) ? faults : notes).push(...troubles(outcome, policy, change));
  }
  if (faults.length === 0 && !outcomes.some(({ status }) => status === 'completed')) {
    faults.push(
      'No validator came to its end, so nothing was proven: switch one on in the policy, or leave out --only and --skip.',
    );
  }
  return { faults, notes };
}

/** A validator that is neither heard of nor switched off; required or not, silence is a fault of the gate itself. */
function missing(outcomes: readonly Outcome[], policy: Policy): string[] {
  const heard = new Set(outcomes.map(({ validator }) => validator));
  const silent = [...policy.validators].filter(([id, { level }]) => level !== 'off' && !heard.has(id));
  return silent.map(([id]) => `${id} was not run, which is a fault of Gatewright: run again, and report it.`);
}

function isRequired({ validator, required }: Outcome, policy: Policy): boolean {
  const own = policy.validators.get(validator);
  if (own?.level === 'off') return false;
  return required || own === undefined || own.required;
}

function troubles(outcome: Outcome, policy: Policy, change: Change): string[] {
  const { validator, status, message } = outcome;
  if (status === 'off') {
    if (policy.validators.get(validator)?.level === 'off') return [];
    const remedy = isRequired(outcome, policy) ? ': run without --only and --skip for a verdict' : '';
    return [`${validator} was left out of this run, so it proved nothing${remedy}.`];
  }
  if (status !== 'completed') return [message || `${validator} ${ENDED[status]}. Run again.`];
  return failures(outcome, change);
}

const ENDED: Readonly<Record<Exclude<OutcomeStatus, 'completed' | 'off'>, string>> = {
  crashed: 'crashed and left no word why',
  'timed-out': 'did not finish in time',
  'out-of-memory': 'ran out of memory',
};

/** Paths that a validator failed on or said nothing about. */
function failures({ validator, handled }: Outcome, change: Change): string[] {
  const failed = new Map<RepoPath, string>();
  for (const { path } of change.files) {
    if (!handled.has(path)) failed.set(path, 'it gave no account of this path');
  }
  for (const [path, handling] of handled) {
    if (handling.kind === 'failed') failed.set(path, handling.reason);
  }
  const said = [...failed].map(
    ([path, reason]) => `${validator} could not judge ${displayPath(path)}: ${stopped(reason)}`,
  );
  const more = said.length - NAMED;
  return more > 0 ? [...said.slice(0, NAMED), `${validator} could not judge ${more} more files.`] : said;
}

function stopped(reason: string): string {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}

function byListing(a: Outcome, b: Outcome): number {
  const [first, second] = [a, b].map(({ validator }) =>
    (VALIDATOR_IDS as readonly string[]).indexOf(validator),
  );
  return (first ?? 0) - (second ?? 0) || (a.validator < b.validator ? -1 : 1);
}
