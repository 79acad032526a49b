/** The prover of a run: every validator's judge, side by side, and one evidence for each tree that is put to them. */
import type { Change } from '../domain/change.ts';
import type { Evidence, Handling, Outcome } from '../domain/evidence.ts';
import type { Finding } from '../domain/finding.ts';
import { comparePaths } from '../domain/path.ts';
import type { Policy } from '../domain/policy.ts';
import type { Validator } from '../domain/validator.ts';
import { UserError } from '../errors.ts';
import type { Judge } from './judge.ts';
import { Panel, type PanelOptions } from './panel.ts';
import { proofOfNothing, prove, type Proof } from './prove.ts';
import { markDuplicates } from './standing/duplicate.ts';
import { validators as all } from './validators.ts';

export interface ProverOptions extends PanelOptions {
  readonly policy: Policy;
  readonly signal: AbortSignal;
  readonly validators?: readonly Validator[];
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** Milliseconds that a dismissed judge has to end. */
  readonly grace?: number;
}

export interface Prover {
  /** What a person should know about how judges are confined here; null when all is as it should be. */
  readonly note: string | null;
  /** Starts the judges that may be needed, so that they load while the change is read. */
  warm(): void;
  /** Rejects with the signal's reason when the run is cancelled. */
  prove(change: Change): Promise<Evidence>;
  /** Ends the judges, and takes back the word of those that end badly. Call it when nothing is left to be proven. */
  dismiss(evidence: Evidence): Promise<Evidence>;
  /** Ends whatever is left; resolves when no process of this prover exists. Idempotent. */
  close(): Promise<void>;
  /** Ends every process at once, for a second signal; synchronous. */
  killAll(): void;
}

const DEFAULT_GRACE = 5000;

export function openProver(options: ProverOptions): Prover {
  const validators = options.validators ?? all;
  checkSelection(validators, options);
  const { signal, grace = DEFAULT_GRACE } = options;
  const panel = new Panel(validators, options);
  const vouched = new WeakMap<Evidence, ReadonlyMap<string, readonly Judge[]>>();
  const killAll = (): void => panel.kill();
  signal.addEventListener('abort', killAll, { once: true });
  process.once('exit', killAll);
  return {
    note: panel.note,
    killAll,
    warm() {
      if (signal.aborted) return;
      for (const validator of validators)
        if (!reasonToSkip(validator, options)) panel.seat(validator.id).warm();
    },
    async prove(change) {
      signal.throwIfAborted();
      const proofs = await proveAll({ validators, options, panel, change });
      const evidence = evidenceOf(proofs);
      vouched.set(evidence, new Map(proofs.map((proof) => [proof.outcome.validator, proof.judges])));
      return evidence;
    },
    async dismiss(evidence) {
      const words = vouched.get(evidence);
      if (!words) throw new Error('this evidence is not of this prover');
      await Promise.all(panel.judges().map((judge) => judge.dismiss(grace)));
      signal.throwIfAborted();
      const outcomes = evidence.outcomes.map((outcome) => withdrawn(outcome, words.get(outcome.validator)));
      return { ...evidence, outcomes };
    },
    async close() {
      panel.kill();
      signal.removeEventListener('abort', killAll);
      process.off('exit', killAll);
      await panel.gone();
    },
  };
}

interface Proving {
  readonly validators: readonly Validator[];
  readonly options: ProverOptions;
  readonly panel: Panel;
  readonly change: Change;
}

/** Every validator's proof. When one cannot be had (git died), the others are ended: nothing goes on unseen. */
async function proveAll({ validators, options, panel, change }: Proving): Promise<Proof[]> {
  const { policy, signal } = options;
  const proofs = validators.map(async (validator) => {
    const reason = reasonToSkip(validator, options);
    if (reason !== null) return proofOfNothing({ validator, policy, change }, reason);
    return prove({ validator, policy, change, seat: panel.seat(validator.id) });
  });
  try {
    return await Promise.all(proofs);
  } catch (error) {
    panel.kill();
    await Promise.allSettled(proofs);
    throw error;
  } finally {
    // A cancelled run fails in many ways at once; the cancellation is the reason.
    signal.throwIfAborted();
  }
}

function checkSelection(validators: readonly Validator[], { only = [], skip = [] }: ProverOptions): void {
  const known = validators.map(({ id }) => id);
  const check = (flag: string, ids: readonly string[]): void => {
    const unknown = ids.find((id) => !known.includes(id));
    if (unknown === undefined) return;
    throw new UserError(`${flag} names "${unknown}", which is no validator. There are: ${known.join(', ')}.`);
  };
  check('--only', only);
  check('--skip', skip);
}

function reasonToSkip({ id }: Validator, { policy, only = [], skip = [] }: ProverOptions): string | null {
  if (only.length > 0 && !only.includes(id)) return 'left out by --only';
  if (skip.includes(id)) return 'left out by --skip';
  return policy.validators.get(id)?.level === 'off' ? 'off by policy' : null;
}

function evidenceOf(proofs: readonly Proof[]): Evidence {
  const findings = proofs.flatMap((proof) => proof.findings).sort(byPlace);
  return { outcomes: proofs.map((proof) => proof.outcome), findings: markDuplicates(findings) };
}

/** Each validator's findings come in their final order, which stays where these are equal. */
function byPlace(a: Finding, b: Finding): number {
  return (
    (a.at.path === b.at.path ? 0 : comparePaths(a.at.path, b.at.path)) ||
    a.at.line - b.at.line ||
    a.at.column - b.at.column ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  );
}

/** The outcome of a validator whose judge is not believed any more. */
function withdrawn(outcome: Outcome, judges: readonly Judge[] = []): Outcome {
  const reason = judges.map((judge) => judge.takenBack).find((why) => why !== null);
  if (outcome.status !== 'completed' || !reason) return outcome;
  const failed: Handling = { kind: 'failed', reason };
  const handled = new Map(
    [...outcome.handled].map(([at, was]) => [at, was.kind === 'judged' ? failed : was]),
  );
  return { ...outcome, status: 'crashed', message: reason, handled };
}
