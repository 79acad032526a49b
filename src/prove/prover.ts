/** The prover of a run: every validator's judge, side by side, and one evidence for each tree that is put to them. */
import type { Change } from '../domain/change.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import type { Statement } from '../domain/part.ts';
import type { Shard } from '../domain/shard.ts';
import type { Since, Validator } from '../domain/validator.ts';
import { evidenceOf, withdrawn } from './evidence.ts';
import { EngineSeat, type EngineOptions } from './engine/engine-seat.ts';
import { Panel, type PanelOptions } from './panel.ts';
import { proofOfNothing, prove, type Proof } from './prove.ts';
import type { Seat } from './seat.ts';
import { checkSelection, reasonToSkip, type Selection } from './selection.ts';
import { proveSince } from './since.ts';
import { statementOf } from './statement.ts';
import { validators as all } from './validators.ts';

export interface ProverOptions extends PanelOptions, Selection {
  /** It may still be read while the judges start. */
  readonly policy: Policy | Promise<Policy>;
  readonly signal: AbortSignal;
  readonly validators?: readonly Validator[];
  /** The share of the change that is judged; all of it when not said. */
  readonly shard?: Shard;
  /** Who matches rules in Semgrep's format, where that is not our own engine. */
  readonly engine?: EngineOptions | undefined;
  /** Milliseconds that a dismissed judge has to end. */
  readonly grace?: number;
}

export interface Prover {
  /** What a person should know about how judges are confined here; null when all is as it should be. */
  readonly note: string | null;
  /** Why the cache did not serve the judges, as far as the dismissed ones said; null when it did. */
  cacheNote(): string | null;
  /** Starts the judges that may be needed, so that they load while the change is read. */
  warm(): void;
  /** Rejects with the signal's reason when the run is cancelled. */
  prove(change: Change, since?: Since): Promise<Evidence>;
  /** Ends the judges, and takes back the word of those that end badly. Call it when nothing is left to be proven. */
  dismiss(evidence: Evidence): Promise<Evidence>;
  /** What the judges said for an evidence that they were dismissed with, validator by validator. */
  statements(evidence: Evidence): Statement[];
  /** Ends whatever is left; resolves when no process of this prover exists. Idempotent. */
  close(): Promise<void>;
  /** Ends every process at once, for a second signal; synchronous. */
  killAll(): void;
}

const DEFAULT_GRACE = 5000;

export function openProver(options: ProverOptions): Prover {
  const validators = options.validators ?? all;
  checkSelection(validators, options);
  const { signal, only, skip, grace = DEFAULT_GRACE } = options;
  const panel = new Panel(validators, options);
  const seats = openSeats(validators, panel, options);
  const vouched = new WeakMap<Evidence, readonly Proof[]>();
  const proofsOf = (evidence: Evidence): readonly Proof[] => {
    const proofs = vouched.get(evidence);
    if (!proofs) throw new Error('this evidence is not of this prover');
    return proofs;
  };
  const killAll = (): void => panel.kill();
  signal.addEventListener('abort', killAll, { once: true });
  process.once('exit', killAll);
  return {
    note: panel.note,
    cacheNote: () => panel.cacheNote(),
    killAll,
    warm() {
      if (signal.aborted) return;
      for (const validator of validators)
        if (!validator.seldom && reasonToSkip(validator, { only, skip }) === null)
          panel.seat(validator.id).warm();
    },
    async prove(change, since) {
      signal.throwIfAborted();
      const known = since && { proofs: proofsOf(since.evidence), touched: since.touched };
      const proofs = await proveAll({ validators, options, panel, seats, change, known });
      const evidence = evidenceOf(proofs);
      vouched.set(evidence, proofs);
      return evidence;
    },
    async dismiss(evidence) {
      const given = proofsOf(evidence);
      await Promise.all(panel.judges().map((judge) => judge.dismiss(grace)));
      signal.throwIfAborted();
      // What is proven since then builds on no word that was taken back.
      const proofs = given.map((proof) => ({ ...proof, outcome: withdrawn(proof.outcome, proof.words) }));
      const final = { ...evidence, outcomes: proofs.map(({ outcome }) => outcome) };
      vouched.set(final, proofs);
      return final;
    },
    statements: (evidence) => proofsOf(evidence).map(statementOf),
    async close() {
      panel.kill();
      signal.removeEventListener('abort', killAll);
      process.off('exit', killAll);
      await panel.gone();
    },
  };
}

/** Validators whose rules another engine matches sit behind it. */
function openSeats(
  validators: readonly Validator[],
  panel: Panel,
  { engine, deadline: left }: Pick<ProverOptions, 'engine' | 'deadline'>,
): Seats {
  const seatOf = ({ id, deadline, takesRules }: Validator) => {
    const seat = panel.seat(id);
    return engine && takesRules ? new EngineSeat(seat, engine, { deadline, left }) : seat;
  };
  return new Map(validators.map((validator) => [validator, seatOf(validator)]));
}

type Seats = ReadonlyMap<Validator, Pick<Seat, 'judge'>>;

interface Proving {
  readonly validators: readonly Validator[];
  readonly options: ProverOptions;
  readonly panel: Panel;
  readonly seats: Seats;
  readonly change: Change;
  readonly known: { readonly proofs: readonly Proof[]; readonly touched: Since['touched'] } | undefined;
}

/** Every validator's proof. When one cannot be had (git died), the others are ended: nothing goes on unseen. */
async function proveAll({ validators, options, panel, seats, change, known }: Proving): Promise<Proof[]> {
  const { signal, only, skip, shard } = options;
  const policy = await options.policy;
  const proofs = validators.map(async (validator, at) => {
    const reason = reasonToSkip(validator, { policy, only, skip });
    if (reason !== null) return proofOfNothing({ validator, policy, change }, reason);
    const proving = {
      validator,
      policy,
      change,
      shard,
      seat: seats.get(validator) ?? panel.seat(validator.id),
    };
    const before = known?.proofs[at];
    const stands = validator.fileByFile && before?.outcome.status === 'completed';
    return known && stands ? proveSince(proving, before, known.touched) : prove(proving);
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
