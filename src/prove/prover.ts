/** The prover of a run: every validator's judge, side by side, and one evidence for each tree that is put to them. */
import fs from 'node:fs';
import path from 'node:path';
import type { Change } from '../domain/change.ts';
import type { Evidence, Handling, Outcome } from '../domain/evidence.ts';
import type { Finding } from '../domain/finding.ts';
import { comparePaths } from '../domain/path.ts';
import type { Policy } from '../domain/policy.ts';
import type { Validator } from '../domain/validator.ts';
import { EnvironmentError, UserError } from '../errors.ts';
import { newMark, scrubbedEnvironment } from '../kit/child/environment.ts';
import { sweep } from '../kit/child/group.ts';
import { confine, realFolder, type Confinement } from '../kit/child/permission.ts';
import { rulesOf } from '../kit/rules.ts';
import type { Judge } from './judge.ts';
import { proofOfNothing, prove, type Proof } from './prove.ts';
import { Seat } from './seat.ts';
import { markDuplicates } from './standing/duplicate.ts';
import { validators as all } from './validators.ts';

export interface ProverOptions {
  /** The judge's entry: `dist/judge.js`. Judges may read its folder, and nothing else but the cache. */
  readonly judge: string;
  readonly execPath?: string;
  readonly policy: Policy;
  readonly cacheDir: string | null;
  readonly cacheKey: Buffer;
  /** Milliseconds left of the run, by a monotonic clock. */
  readonly deadline: () => number;
  readonly signal: AbortSignal;
  readonly validators?: readonly Validator[];
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** Megabytes that a judge's heap may grow to. */
  readonly memory?: number;
  /** Milliseconds that a dismissed judge has to end. */
  readonly grace?: number;
}

export interface Prover {
  /** What a person should know about how judges are confined here; null when all is as it should be. */
  readonly note: string | null;
  /** Starts the judges that will be needed, so that they load while the change is read. */
  warm(): void;
  /** Rejects with the signal's reason when the run is cancelled. */
  prove(change: Change): Promise<Evidence>;
  /** Ends the judges, and takes back the word of those that end badly. Call it when nothing is to be proven any more. */
  dismiss(evidence: Evidence): Promise<Evidence>;
  /** Ends whatever is left; resolves when no process of this prover exists. Idempotent. */
  close(): Promise<void>;
  /** Ends every process at once, for a second signal; synchronous. */
  killAll(): void;
}

const DEFAULT_MEMORY = 384;
const DEFAULT_GRACE = 5000;

export function openProver(given: ProverOptions): Prover {
  const options = { ...given, cacheDir: cacheFolder(given.cacheDir) };
  const validators = options.validators ?? all;
  checkSelection(validators, options);
  const mark = newMark();
  const confinement = confineJudges(options);
  const seats = new Map(
    validators.map((validator) => [validator.id, seatFor(validator, { options, mark, confinement })]),
  );
  const vouched = new WeakMap<Evidence, ReadonlyMap<string, readonly Judge[]>>();

  const killAll = (): void => {
    for (const seat of seats.values()) seat.kill();
  };
  options.signal.addEventListener('abort', killAll, { once: true });
  process.once('exit', killAll);

  const judgesOf = (): readonly Judge[] => [...seats.values()].flatMap((seat) => seat.judges);
  const offReason = (validator: Validator): string | null => reasonToSkip(validator, options);

  return {
    note: confinement.note,
    killAll,

    warm() {
      for (const validator of validators) if (offReason(validator) === null) seats.get(validator.id)?.warm();
    },

    async prove(change) {
      options.signal.throwIfAborted();
      const { policy } = options;
      const proofs = await allSettled(
        validators.map(async (validator): Promise<Proof> => {
          const seat = seats.get(validator.id);
          const reason = offReason(validator);
          if (reason !== null || !seat) return proofOfNothing({ validator, policy, change }, reason ?? 'off');
          return prove({ validator, policy, change, seat });
        }),
      ).catch((error: unknown) => {
        // A cancelled run fails in many ways at once; the cancellation is the reason.
        options.signal.throwIfAborted();
        throw error;
      });
      options.signal.throwIfAborted();
      const evidence = evidenceOf(proofs);
      vouched.set(evidence, new Map(proofs.map((proof) => [proof.outcome.validator, proof.judges])));
      return evidence;
    },

    async dismiss(evidence) {
      const words = vouched.get(evidence);
      if (!words) throw new Error('this evidence is not of this prover');
      const grace = options.grace ?? DEFAULT_GRACE;
      await Promise.all(judgesOf().map((judge) => judge.dismiss(grace)));
      options.signal.throwIfAborted();
      const outcomes = evidence.outcomes.map((outcome) =>
        withdrawn(outcome, words.get(outcome.validator) ?? []),
      );
      return { ...evidence, outcomes };
    },

    async close() {
      killAll();
      options.signal.removeEventListener('abort', killAll);
      process.off('exit', killAll);
      await Promise.all(judgesOf().map((judge) => judge.gone()));
      // Confined judges cannot start processes; the others may have, and those may have left their group.
      if (confinement.flags.length === 0 && judgesOf().length > 0) sweep(mark);
    },
  };
}

function checkSelection(validators: readonly Validator[], { only = [], skip = [] }: ProverOptions): void {
  const known = validators.map(({ id }) => id);
  for (const [flag, ids] of [
    ['--only', only],
    ['--skip', skip],
  ] as const) {
    const unknown = ids.find((id) => !known.includes(id));
    if (unknown !== undefined) {
      throw new UserError(
        `${flag} names "${unknown}", which is no validator. There are: ${known.join(', ')}.`,
      );
    }
  }
}

function reasonToSkip({ id }: Validator, { policy, only = [], skip = [] }: ProverOptions): string | null {
  if (policy.validators.get(id)?.level === 'off') return 'off by policy';
  if (only.length > 0 && !only.includes(id)) return 'left out by --only';
  return skip.includes(id) ? 'left out by --skip' : null;
}

/** A confined judge can make no folder above those it is granted, so the cache's is made here. */
function cacheFolder(dir: string | null): string | null {
  if (dir === null) return null;
  try {
    fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
    return realFolder(dir);
  } catch (error) {
    throw new EnvironmentError(`The cache folder ${dir} cannot be used: ${(error as Error).message}.`);
  }
}

function confineJudges(options: ProverOptions): Confinement {
  const execPath = options.execPath ?? process.execPath;
  const { cacheDir } = options;
  return confine({
    execPath,
    read: [realFolder(path.dirname(options.judge))],
    write: cacheDir ? [cacheDir] : [],
  });
}

interface Seating {
  readonly options: ProverOptions;
  readonly mark: string;
  readonly confinement: Confinement;
}

function seatFor(validator: Validator, { options, mark, confinement }: Seating): Seat {
  const memory = options.memory ?? DEFAULT_MEMORY;
  const entry = path.join(realFolder(path.dirname(options.judge)), path.basename(options.judge));
  return new Seat({
    deadline: validator.deadline,
    left: options.deadline,
    judge: {
      validator: validator.id,
      execPath: options.execPath ?? process.execPath,
      args: [...confinement.flags, `--max-old-space-size=${memory}`, entry, validator.id],
      env: scrubbedEnvironment(mark),
      cacheDir: options.cacheDir,
      cacheKey: options.cacheKey,
      memory,
      rules: new Set(rulesOf(validator.id).map((rule) => rule.id)),
    },
  });
}

function evidenceOf(proofs: readonly Proof[]): Evidence {
  const findings = proofs.flatMap((proof) => proof.findings).sort(byPlace);
  return { outcomes: proofs.map((proof) => proof.outcome), findings: markDuplicates(findings) };
}

/** Total but for equal findings of one validator, which keep their order: no finishing order shows. */
function byPlace(a: Finding, b: Finding): number {
  return (
    (a.at.path === b.at.path ? 0 : comparePaths(a.at.path, b.at.path)) ||
    a.at.line - b.at.line ||
    a.at.column - b.at.column ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  );
}

function withdrawn(outcome: Outcome, judges: readonly Judge[]): Outcome {
  const reason = judges.map((judge) => judge.takenBack).find((why) => why !== null);
  if (outcome.status !== 'completed' || !reason) return outcome;
  const failed: Handling = { kind: 'failed', reason };
  const handled = new Map(
    [...outcome.handled].map(([at, was]) => [at, was.kind === 'judged' ? failed : was]),
  );
  return { ...outcome, status: 'crashed', message: reason, handled };
}

/** Like `Promise.all`, but waits for the others before it rejects: nothing goes on behind the caller's back. */
async function allSettled<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
