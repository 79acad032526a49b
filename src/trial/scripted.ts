/** Proofs that the caller's script has its say in: what holds by the validators must hold by it as well. */
import type { Proposal } from '../domain/proposal.ts';
import type { Tree } from '../domain/tree.ts';
import { overlay } from '../kit/tree/overlay.ts';
import type { Clock } from './clock.ts';
import type { Held, Proof } from './proof.ts';
import { largestWithin, type Proofs } from './proofs.ts';
import type { Script } from './script.ts';

export interface Scripting {
  readonly proofs: Proofs;
  readonly script: Script;
  /** The script's own: its times say nothing of a proof's. */
  readonly clock: Clock;
  readonly head: Tree;
}

/** Each set is put to the script once, and only when its proof holds. */
export function openScripted({ proofs, script, clock, head }: Scripting): Proofs {
  const known = new Map<Held, { set: readonly Proposal[]; proof: Proof }>();
  const run = async (set: readonly Proposal[], held: Held): Promise<Proof | null> => {
    const before = known.get(held);
    if (before) return before.proof;
    if (!clock.fits(set.length === 1 ? 2 : 1)) return null;
    const failure = await clock.timed(() => script.failureOn(overlay(head, held.patched)));
    const reason = `with it the script ${failure}`;
    const proof: Proof = failure === null ? held : { holds: false, reason, suspects: set, tried: held.tried };
    known.set(held, { set, proof });
    return proof;
  };
  return {
    probe: async (set) => {
      const proof = await proofs.probe(set);
      return proof?.holds ? run(set, proof) : proof;
    },
    known: (set) => {
      const proof = proofs.known(set);
      return proof?.holds ? (known.get(proof)?.proof ?? null) : proof;
    },
    best: (set) => largestWithin(set, known.values()),
  };
}
