/** Proofs from what the judges of shards said: what follows from their words is worked out again, never taken over. */
import type { Change } from '../domain/change.ts';
import type { Evidence, Handling, Outcome } from '../domain/evidence.ts';
import type { RepoPath } from '../domain/path.ts';
import type { Policy } from '../domain/policy.ts';
import type { Shard } from '../domain/shard.ts';
import type { Statement } from '../domain/part.ts';
import type { Validator } from '../domain/validator.ts';
import { EnvironmentError } from '../errors.ts';
import { evidenceOf, withdrawn } from './evidence.ts';
import { proofOfNothing, prove, type Proof } from './prove.ts';
import { checkSelection, reasonToSkip, type Selection } from './selection.ts';
import { StatedSeat } from './stated-seat.ts';
import { validators as all } from './validators.ts';

export interface Told {
  /** Where it was said, for people: the part's file. */
  readonly name: string;
  readonly shard: Shard;
  readonly statements: readonly Statement[];
}

export interface ReplayOptions extends Selection {
  readonly policy: Policy;
  readonly change: Change;
  readonly validators?: readonly Validator[];
}

/** The evidence of all shards; `told` has each of them once. Throws EnvironmentError for words that cannot be right. */
export async function replay(told: readonly Told[], options: ReplayOptions): Promise<Evidence> {
  const { validators = all, change, policy } = options;
  checkSelection(validators, options);
  for (const one of told) checkStatements(one, validators);
  const proofs: Pick<Proof, 'outcome' | 'findings'>[] = [];
  for (const validator of validators) {
    const reason = reasonToSkip(validator, options);
    if (reason === null) proofs.push(await joined(told, validator, options));
    else proofs.push(proofOfNothing({ validator, policy, change }, reason));
  }
  return evidenceOf(proofs);
}

/** One statement for each validator, in the list's order: no word is passed over because nobody asks for it. */
function checkStatements({ name, shard, statements }: Told, validators: readonly Validator[]): void {
  const ids = validators.map(({ id }) => id);
  if (ids.length === statements.length && ids.every((id, at) => statements[at]?.validator === id)) return;
  throw new EnvironmentError(
    `${name} cannot be relied on: it has to speak of ${ids.join(', ')}, once each and in this order. ` +
      `Run shard ${shard.index} of ${shard.of} again.`,
  );
}

async function joined(
  told: readonly Told[],
  validator: Validator,
  { change, policy }: ReplayOptions,
): Promise<Pick<Proof, 'outcome' | 'findings'>> {
  const shares: Pick<Proof, 'outcome' | 'findings'>[] = [];
  for (const { name, shard, statements } of told) {
    const statement = statements.find((one) => one.validator === validator.id);
    const seat = new StatedSeat(statement, { name, shard, validator });
    const { outcome, words, findings } = await prove({ validator, policy, change, shard, seat });
    seat.close();
    const { status, message, handled } = withdrawn(outcome, words);
    const said = status === 'completed' ? '' : `Shard ${shard.index} of ${shard.of}: ${message}`;
    shares.push({
      findings,
      outcome: { ...outcome, status, message: said, handled, ms: statement?.ms ?? 0 },
    });
  }
  return {
    outcome: joinedOutcome(
      shares.map(({ outcome }) => outcome),
      change,
    ),
    findings: shares.flatMap(({ findings }) => findings),
  };
}

/** What did not complete in one shard did not complete; its files alone are failed. */
function joinedOutcome(outcomes: readonly Outcome[], change: Change): Outcome {
  const [first] = outcomes;
  if (first === undefined) throw new Error('there is no shard to join');
  const broken = outcomes.filter(({ status }) => status !== 'completed');
  const notes = [...new Set(outcomes.flatMap(({ notes = [] }) => notes))];
  const handled = new Map<RepoPath, Handling>();
  for (const { path } of change.files) {
    const handling = outcomes.map((outcome) => outcome.handled.get(path)).find((one) => one !== undefined);
    if (handling !== undefined) handled.set(path, handling);
  }
  return {
    ...first,
    status: broken[0]?.status ?? 'completed',
    message: broken.map(({ message }) => message).join(' '),
    ms: Math.max(...outcomes.map(({ ms }) => ms)),
    handled,
    ...(notes.length > 0 && { notes }),
  };
}
