/** Where the script fails on the author's own files: only what makes it pass is kept. */
import type { Fate, Proposal } from '../domain/proposal.ts';
import type { Proofs } from './proofs.ts';
import { addOnTop, tryTogether, type Union } from './together.ts';

const AS_WITHOUT: Fate = { kind: 'rolled-back', reason: 'the script fails with it, as it does without' };
const UNTRIED: Fate = { kind: 'rolled-back', reason: 'not tried with the script: time budget' };

export interface Mending {
  /** By the validators alone. */
  readonly plain: Proofs;
  /** By the script as well. */
  readonly strict: Proofs;
}

/**
 * All that hold together, if the script passes with them. Otherwise those with which it passes alone, together, and on
 * top of them whatever the script does not mind. Nothing, where none of them makes it pass.
 */
export async function tryToMend(alone: readonly Proposal[], { plain, strict }: Mending): Promise<Union> {
  const union = await tryTogether(alone, plain);
  if (union.kept.length === 0 || (await strict.probe(union.kept))?.holds) return union;
  const mending: Proposal[] = [];
  for (const proposal of alone) if ((await strict.probe([proposal]))?.holds) mending.push(proposal);
  const core = await tryTogether(mending, strict);
  const lost = new Map(core.lost);
  const others = alone.filter((proposal) => !mending.includes(proposal));
  if (core.kept.length > 0)
    return { kept: await addOnTop(core.kept, others, { proofs: strict, lost }), lost };
  for (const proposal of others) lost.set(proposal, strict.known([proposal]) ? AS_WITHOUT : UNTRIED);
  return { kept: [], lost };
}
