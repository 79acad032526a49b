/** Tries proposals: each alone on its own tree, then all that hold together; what is kept was proven as a whole. */
import type { RepoPath } from '../domain/path.ts';
import type { Fate, Proposal, Step, Trial } from '../domain/proposal.ts';
import type { Tree } from '../domain/tree.ts';
import { overlay } from '../kit/tree/overlay.ts';
import { tryEach, type Alone, type Candidate } from './alone.ts';
import { openClock } from './clock.ts';
import { confidenceOf } from './confidence.ts';
import type { Bench } from './proof.ts';
import { tryToMend } from './mending.ts';
import { openProofs, type Proofs } from './proofs.ts';
import type { Script } from './script.ts';
import { openScripted } from './scripted.ts';
import { stepsOf } from './steps.ts';
import { tryTogether, type Union } from './together.ts';

export interface TrialInput extends Bench, Omit<Alone, 'proofs'> {
  /** The caller's own. */
  readonly script?: Script | undefined;
  /** Milliseconds that the run has left. */
  readonly deadline: () => number;
}

export interface Trials {
  /** One for each proposal, in the order of the proposals. */
  readonly trials: readonly Trial[];
  /** What was kept, as trees on top of one another; the last one is `tree`. */
  readonly steps: readonly Step[];
  /** The new bytes of every file that kept proposals change. */
  readonly kept: ReadonlyMap<RepoPath, Uint8Array>;
  /** The head with everything that was kept: the tree that was proven. */
  readonly tree: Tree;
}

/**
 * In the order of preference: of two that do not go together, the earlier one is kept. More may follow on the first
 * round, and nothing does on the last.
 */
export type Try = (proposals: readonly Proposal[], round?: 'first' | 'last') => Promise<Trials>;

/**
 * Trials of proposals on one change: each gets exactly one fate. What was proven in one round is known in the next.
 * The author's evidence is read, never changed.
 */
export function openTrial(input: TrialInput): Try {
  const { change, script, deadline } = input;
  const plain = openProofs(input, openClock(deadline));
  if (!script) return (proposals) => tryAll(proposals, { ...input, proofs: plain });
  const strict = openScripted({ proofs: plain, script, clock: openClock(deadline), head: change.head });
  return async (proposals, round = 'last') => {
    if (proposals.length === 0 || (await script.passesWithout()))
      return tryAll(proposals, { ...input, proofs: strict });
    // What makes it pass may be yet to come.
    if (round === 'first') return tryAll(proposals, { ...input, proofs: plain });
    return tryAll(proposals, { ...input, proofs: plain }, strict);
  };
}

/** With `strict`, what is kept has to hold by these proofs as well, though the author's own tree would not. */
async function tryAll(proposals: readonly Proposal[], alone: Alone, strict?: Proofs): Promise<Trials> {
  const { change, proofs } = alone;
  const candidates = await tryEach(proposals, alone);
  const held = candidates.filter(({ fate }) => fate === null).map(({ proposal }) => proposal);
  const union = await (strict ? tryToMend(held, { plain: proofs, strict }) : tryTogether(held, proofs));
  const proof = proofs.known(union.kept);
  const kept = proof?.holds ? proof.patched : new Map<RepoPath, Uint8Array>();
  return {
    trials: candidates.map((candidate) => trialOf(candidate, union, proofs)),
    steps: await stepsOf(union.kept, strict ?? proofs, change.head),
    kept,
    tree: kept.size > 0 ? overlay(change.head, kept) : change.head,
  };
}

function trialOf({ proposal, fate: early }: Candidate, { kept, lost }: Union, proofs: Proofs): Trial {
  const fate = early ?? lost.get(proposal) ?? (kept.includes(proposal) ? KEPT : null);
  if (!fate) throw new Error(`proposal ${proposal.id} was given no fate`);
  const proof = proofs.known([proposal]);
  const confidence = confidenceOf(proposal, proof?.holds ?? false);
  return { proposal, fate, confidence, tried: proof?.tried ?? [] };
}

const KEPT: Fate = { kind: 'kept' };
