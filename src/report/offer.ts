/** What is put before whoever wrote the change: kept proposals that somebody has to apply. */
import type { RepoPath } from '../domain/path.ts';
import type { Trial } from '../domain/proposal.ts';
import type { Published } from '../domain/published.ts';
import type { Report } from '../domain/report.ts';
import type { Suggestion } from './suggestion.ts';
import { tallyOf } from './tally.ts';

/** To be applied by a button beside its lines. */
export interface Suggested extends Suggestion {
  readonly trial: Trial;
  readonly path: RepoPath;
}

/** To be read, and applied by hand. */
export interface Patched {
  readonly trial: Trial;
  /** A unified diff that is fit to be shown: without secrets, and with escapes for what cannot be seen. */
  readonly diff: string;
}

export interface Offers {
  readonly suggested: readonly Suggested[];
  readonly patched: readonly Patched[];
}

export const NO_OFFERS: Offers = { suggested: [], patched: [] };

const WRITTEN: ReadonlySet<Published['kind']> = new Set(['committed', 'offered', 'rolled-back']);

/** Those of what blocks first, then of what warns, then what no finding asked for; of notes alone there are none. */
export function offeredTrials(report: Report): Trial[] {
  const { policy, published = [], verdict, change } = report;
  // A head that was moved is judged anew, and gets suggestions of its own.
  const isWritten = published.some(({ kind }) => WRITTEN.has(kind));
  if (policy.fix === 'off' || isWritten || verdict.decision === 'stale' || change.audit) return [];
  const { blocking, warnings } = tallyOf(report);
  const told = [...blocking, ...warnings].map(({ fingerprint }) => fingerprint);
  const order = new Map(told.toReversed().map((fingerprint, at) => [fingerprint, told.length - at]));
  const rank = ({ proposal: { addresses } }: Trial) =>
    addresses.length === 0
      ? told.length + 1
      : Math.min(...addresses.map((fingerprint) => order.get(fingerprint) ?? Infinity));
  return report.trials
    .filter((trial) => trial.fate.kind === 'kept' && rank(trial) < Infinity)
    .toSorted((a, b) => rank(a) - rank(b));
}
