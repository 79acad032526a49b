/** Proposals that hold alone, all together: the largest part of them that holds as one tree. */
import { displayPath } from '../domain/path.ts';
import type { Fate, Proposal } from '../domain/proposal.ts';
import { overlaps } from '../kit/patch.ts';
import { leastCulprits, type Conflict } from './culprits.ts';
import type { Proofs } from './proofs.ts';

/** What is kept, and the fates of the others. */
export interface Union {
  readonly kept: readonly Proposal[];
  readonly lost: ReadonlyMap<Proposal, Fate>;
}

interface Search {
  readonly proofs: Proofs;
  readonly lost: Map<Proposal, Fate>;
}

const UNPROVEN = 'not proven with what is kept: time budget';
const refused = (reason: string): Fate => ({ kind: 'refused', reason });
const rolledBack = (reason: string): Fate => ({ kind: 'rolled-back', reason });

/** Of two that do not go together the earlier one is kept; the whole that is kept was proven as it is. */
export async function tryTogether(alone: readonly Proposal[], proofs: Proofs): Promise<Union> {
  const search: Search = { proofs, lost: new Map() };
  const { first, later } = apart(alone);
  const core = await holdTogether(first, search);
  const isOpen = (proposal: Proposal): boolean => !core.includes(proposal) && !search.lost.has(proposal);
  const waiting = alone.filter((proposal) => later.includes(proposal) || isOpen(proposal));
  return { kept: await addOnTop(core, waiting, search), lost: search.lost };
}

/** Of proposals that edit the same text the first wins; the later ones get their chance when it falls. */
function apart(proposals: readonly Proposal[]): { first: Proposal[]; later: Proposal[] } {
  const first: Proposal[] = [];
  const later: Proposal[] = [];
  for (const proposal of proposals) (rivalOf(proposal, first) ? later : first).push(proposal);
  return { first, later };
}

function rivalOf(proposal: Proposal, others: readonly Proposal[]): Proposal | undefined {
  return others.find((other) => other.patch.some((a) => proposal.patch.some((b) => overlaps(a, b))));
}

/** The largest part that holds together; the culprits are rolled back. */
async function holdTogether(
  items: readonly Proposal[],
  { proofs, lost }: Search,
): Promise<readonly Proposal[]> {
  if (items.length === 0) return [];
  const search = await leastCulprits(items, proofs.probe);
  // The search ran out before it could say why each of the others had to go.
  if (!search) return proofs.best(items);
  for (const [proposal, conflict] of search.culprits) {
    lost.set(proposal, rolledBack(conflictReason(proposal, conflict)));
  }
  return search.kept;
}

function conflictReason(proposal: Proposal, { members, reason }: Conflict<Proposal>): string {
  const others = members.filter((member) => member !== proposal).map((member) => member.id);
  return others.length === 0 ? reason : `together with ${others.join(', ')}: ${reason}`;
}

/** Adds to what holds, one by one: what lost to a rival that fell itself, and what a search that ran out left undecided. */
export async function addOnTop(
  core: readonly Proposal[],
  later: readonly Proposal[],
  { proofs, lost }: Search,
): Promise<readonly Proposal[]> {
  let kept = core;
  for (const proposal of later) {
    const rival = rivalOf(proposal, kept);
    if (rival) {
      const place = displayPath(proposal.patch[0].path);
      lost.set(proposal, refused(`it overlaps ${rival.id} in ${place}, which is kept`));
      continue;
    }
    const proof = await proofs.probe([...kept, proposal]);
    if (proof?.holds) kept = [...kept, proposal];
    else lost.set(proposal, rolledBack(proof ? `with what is kept, ${proof.reason}` : UNPROVEN));
  }
  return kept;
}
