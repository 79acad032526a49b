/** The proofs of one run of trials: each set is proven once, within the time, and the largest that held is known. */
import type { Proposal } from '../domain/proposal.ts';
import type { Clock } from './clock.ts';
import { proveTogether, type Bench, type Proof } from './proof.ts';

export interface Proofs {
  /** The proof of exactly this set; null when the time is up. */
  probe(set: readonly Proposal[]): Promise<Proof | null>;
  /** The proof of a set that was probed; null when it was not. */
  known(set: readonly Proposal[]): Proof | null;
  /** The largest part of the set that held in some probe; of equal ones, the first. */
  best(set: readonly Proposal[]): readonly Proposal[];
}

interface Known {
  readonly set: readonly Proposal[];
  readonly proof: Proof;
}

/** A single proposal leaves time for one proof more: that of all which hold. */
export function openProofs(bench: Bench, clock: Clock): Proofs {
  const known = new Map<string, Known>();
  const numbers = new Map<Proposal, number>();
  // Not by their ids: what was mended on the way keeps the id that it was offered under.
  const numberOf = (proposal: Proposal): number => {
    const number = numbers.get(proposal) ?? numbers.size;
    numbers.set(proposal, number);
    return number;
  };
  const key = (set: readonly Proposal[]): string =>
    set
      .map(numberOf)
      .sort((a, b) => a - b)
      .join();
  return {
    probe: async (set) => {
      const before = known.get(key(set));
      if (before) return before.proof;
      if (!clock.fits(set.length === 1 ? 2 : 1)) return null;
      const proof = await clock.timed(() => proveTogether(bench, set));
      known.set(key(set), { set, proof });
      return proof;
    },
    known: (set) => known.get(key(set))?.proof ?? null,
    best: (set) => largestWithin(set, known.values()),
  };
}

/** The largest set that held and of which `set` has every proposal; of equal ones, the first. */
export function largestWithin(set: readonly Proposal[], known: Iterable<Known>): readonly Proposal[] {
  const parts = [...known].filter(
    ({ proof, set: part }) => proof.holds && part.every((p) => set.includes(p)),
  );
  return parts.reduce<readonly Proposal[]>(
    (best, { set: part }) => (part.length > best.length ? part : best),
    [],
  );
}
