/** Each proposal by itself: within bounds, proven on a tree of its own, and sure enough to be shown. */
import type { Fate, Proposal, Undone } from '../domain/proposal.ts';
import { visible } from '../kit/visible.ts';
import { boundsRefusal, MAX_PROPOSALS } from './bounds.ts';
import { confidenceOf, isSure } from './confidence.ts';
import type { Objection } from './proof.ts';
import type { Proofs } from './proofs.ts';
import type { Bounds } from './reach.ts';
import { salvage } from './salvage.ts';

/** A proposal as it was offered, as it is tried, and its fate when that is known. */
export interface Candidate {
  readonly proposal: Proposal;
  readonly fate: Fate | null;
}

export interface Alone extends Bounds {
  readonly proofs: Proofs;
  /** Proposals with these keys are not made again. */
  readonly undoings?: ReadonlyMap<string, Undone>;
}

const refused = (proposal: Proposal, reason: string): Candidate => ({
  proposal,
  fate: { kind: 'refused', reason },
});

/** One candidate for each proposal, in their order; those without a fate hold. */
export async function tryEach(proposals: readonly Proposal[], alone: Alone): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  const ids = new Set<string>();
  for (const [index, proposal] of proposals.entries()) {
    const undone = alone.undoings?.get(proposal.key);
    const reason =
      index >= MAX_PROPOSALS
        ? `more than ${MAX_PROPOSALS} proposals`
        : ids.has(proposal.id)
          ? 'the same proposal was made before'
          : undone
            ? whyUndone(undone)
            : await boundsRefusal(proposal, alone);
    ids.add(proposal.id);
    if (reason === null) candidates.push(await tryOne(proposal, alone));
    else candidates.push({ proposal, fate: { kind: 'refused', reason, ...(undone && { undone }) } });
  }
  return candidates;
}

function whyUndone({ how, by }: Undone): string {
  if (how === 'rolled-back') return 'it was made here before, and rolled back';
  return `${visible(by) || 'somebody'} ${how === 'reverted' ? 'took it back' : 'turned it down'} here before`;
}

async function tryOne(proposal: Proposal, alone: Alone): Promise<Candidate> {
  const proof = await alone.proofs.probe([proposal]);
  if (!proof) return refused(proposal, 'not tried: time budget');
  if (proof.holds) return { proposal, fate: unsure(proposal, alone) };
  for (const other of [() => tryMended(proposal, proof, alone), () => tryNarrowed(proposal, proof, alone)]) {
    const held = await other();
    if (held) return { proposal: held, fate: unsure(held, alone) };
  }
  return { proposal, fate: { kind: 'rolled-back', reason: proof.reason } };
}

/** Once more, with what its validators would mend mended. */
async function tryMended(proposal: Proposal, objection: Objection, alone: Alone): Promise<Proposal | null> {
  const mended = salvage(proposal, objection);
  if (!mended || (await boundsRefusal(mended, alone)) !== null) return null;
  const proof = await alone.proofs.probe([mended]);
  return proof?.holds ? mended : null;
}

/** An assistant that is asked about several findings may mend some and leave the others: it answers for those that end. */
async function tryNarrowed(proposal: Proposal, { left }: Objection, alone: Alone): Promise<Proposal | null> {
  const ended = proposal.addresses.filter((fingerprint) => left?.has(fingerprint) === false);
  if (!proposal.source.startsWith('assistant:') || ended.length === 0) return null;
  const narrowed = { ...proposal, addresses: ended };
  const proof = await alone.proofs.probe([narrowed]);
  return proof?.holds ? narrowed : null;
}

/** What nobody is shown is not tried with the others either: what is kept is proven without it. */
function unsure(proposal: Proposal, { policy }: Alone): Fate | null {
  const asked = policy.assistant.confidence;
  const confidence = confidenceOf(proposal, true);
  if (isSure(confidence, asked)) return null;
  const reason = `its confidence is ${confidence}, and the policy asks for ${asked}`;
  return { kind: 'refused', reason, unsure: true };
}
