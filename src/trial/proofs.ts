/** The proofs of one run of trials: each set is proven once, within the time, and the largest that held is known. */
import type { Proposal } from '../domain/proposal.ts';
import type { Clock } from './clock.ts';
import { proveTogether, type Bench, type Held, type Proof } from './proof.ts';

export interface Proofs {
  /** The proof of exactly this set; null when the time is up. */
  probe(set: readonly Proposal[]): Promise<Proof | null>;
  /** The proof of a set that was probed and held. */
  held(set: readonly Proposal[]): Held | null;
  /** The largest part of the set that held in some probe; of equal ones, the first. */
  best(set: readonly Proposal[]): readonly Proposal[];
}

/** A single proposal leaves time for one proof more: that of all which hold. */
export function openProofs(bench: Bench, clock: Clock): Proofs {
  const known = new Map<string, { set: readonly Proposal[]; proof: Proof }>();
  const key = (set: readonly Proposal[]): string => [...set.map(({ id }) => id)].sort().join();
  return {
    probe: async (set) => {
      const before = known.get(key(set));
      if (before) return before.proof;
      if (!clock.fits(set.length === 1 ? 2 : 1)) return null;
      const proof = await clock.timed(() => proveTogether(bench, set));
      known.set(key(set), { set, proof });
      return proof;
    },
    held: (set) => {
      const proof = known.get(key(set))?.proof;
      return proof?.holds ? proof : null;
    },
    best: (set) => {
      const parts = [...known.values()].filter(
        ({ proof, set: part }) => proof.holds && part.every((p) => set.includes(p)),
      );
      return parts.reduce<readonly Proposal[]>(
        (best, { set: part }) => (part.length > best.length ? part : best),
        [],
      );
    },
  };
}
