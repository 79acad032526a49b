/** Tries proposals: each alone on its own tree, then all that hold together; what is kept was proven as a whole. */
import type { Change } from '../domain/change.ts';
import type { Evidence } from '../domain/evidence.ts';
import { displayPath, type RepoPath } from '../domain/path.ts';
import type { Fate, Proposal, Step, Trial } from '../domain/proposal.ts';
import type { Tree } from '../domain/tree.ts';
import type { Prove } from '../domain/validator.ts';
import { overlaps } from '../kit/patch.ts';
import { overlay } from '../kit/tree/overlay.ts';
import { boundsRefusal, MAX_PROPOSALS } from './bounds.ts';
import { openClock } from './clock.ts';
import { leastCulprits, type Conflict } from './culprits.ts';
import { openProofs, type Proofs } from './proofs.ts';
import type { Bench } from './proof.ts';
import { stepsOf } from './steps.ts';

export interface TrialInput {
  readonly change: Change;
  readonly author: Evidence;
  /** In the order of preference: of two that do not go together, the earlier one is kept. */
  readonly proposals: readonly Proposal[];
  readonly prove: Prove;
  readonly rechange: Bench['rechange'];
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

type Fates = Map<Proposal, Fate>;

const NO_TIME = 'not tried: time budget';
const UNPROVEN = 'not proven with what is kept: time budget';
const KEPT: Fate = { kind: 'kept' };
const refused = (reason: string): Fate => ({ kind: 'refused', reason });
const rolledBack = (reason: string): Fate => ({ kind: 'rolled-back', reason });

/** Gives every proposal exactly one fate. The author's evidence is read, never changed. */
export async function trial(input: TrialInput): Promise<Trials> {
  const { change, author, prove, rechange, proposals } = input;
  const fates: Fates = new Map();
  const proofs = openProofs({ change, author, prove, rechange }, openClock(input.deadline));
  const alone = await holdAlone(await admit(input, fates), proofs, fates);
  const { first, later } = apart(alone);
  const core = await holdTogether(first, proofs, fates);
  const waiting = alone.filter((proposal) => later.includes(proposal) || undecided(proposal, core, fates));
  const kept = await addOnTop({ core, later: waiting, proofs, fates });
  for (const proposal of kept) fates.set(proposal, KEPT);
  const patched = proofs.held(kept)?.patched ?? new Map<RepoPath, Uint8Array>();
  return {
    trials: proposals.map((proposal) => ({
      proposal,
      fate: fateOf(proposal, fates),
      confidence: proposal.stated ?? 'high',
      tried: [],
    })),
    steps: await stepsOf(kept, proofs, change.head),
    kept: patched,
    tree: patched.size > 0 ? overlay(change.head, patched) : change.head,
  };
}

function fateOf(proposal: Proposal, fates: Fates): Fate {
  const fate = fates.get(proposal);
  if (!fate) throw new Error(`proposal ${proposal.id} was given no fate`);
  return fate;
}

/** Those that are within bounds; the others are refused untried. */
async function admit({ change, author, proposals }: TrialInput, fates: Fates): Promise<Proposal[]> {
  const admitted: Proposal[] = [];
  const ids = new Set<string>();
  for (const [index, proposal] of proposals.entries()) {
    const reason =
      index >= MAX_PROPOSALS
        ? `more than ${MAX_PROPOSALS} proposals`
        : ids.has(proposal.id)
          ? 'the same proposal was made before'
          : await boundsRefusal(proposal, change, author);
    ids.add(proposal.id);
    if (reason) fates.set(proposal, refused(reason));
    else admitted.push(proposal);
  }
  return admitted;
}

async function holdAlone(admitted: readonly Proposal[], proofs: Proofs, fates: Fates): Promise<Proposal[]> {
  const alone: Proposal[] = [];
  for (const proposal of admitted) {
    const proof = await proofs.probe([proposal]);
    if (!proof) fates.set(proposal, refused(NO_TIME));
    else if (proof.holds) alone.push(proposal);
    else fates.set(proposal, rolledBack(proof.reason));
  }
  return alone;
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
  proofs: Proofs,
  fates: Fates,
): Promise<readonly Proposal[]> {
  if (items.length === 0) return [];
  const search = await leastCulprits(items, proofs.probe);
  if (!search) return proofs.best(items);
  for (const [proposal, conflict] of search.culprits) {
    fates.set(proposal, rolledBack(conflictReason(proposal, conflict)));
  }
  return search.kept;
}

/** The search ran out before it could say why this one had to go. */
function undecided(proposal: Proposal, core: readonly Proposal[], fates: Fates): boolean {
  return !core.includes(proposal) && !fates.has(proposal);
}

function conflictReason(proposal: Proposal, { members, reason }: Conflict<Proposal>): string {
  const others = members.filter((member) => member !== proposal).map((member) => member.id);
  return others.length === 0 ? reason : `together with ${others.join(', ')}: ${reason}`;
}

interface OnTop {
  readonly core: readonly Proposal[];
  readonly later: readonly Proposal[];
  readonly proofs: Proofs;
  readonly fates: Fates;
}

/** Adds, one by one, what lost to a rival that fell itself, and what a search that ran out left undecided. */
async function addOnTop({ core, later, proofs, fates }: OnTop): Promise<readonly Proposal[]> {
  let kept = core;
  for (const proposal of later) {
    const rival = rivalOf(proposal, kept);
    if (rival) {
      const place = displayPath(proposal.patch[0].path);
      fates.set(proposal, refused(`it overlaps ${rival.id} in ${place}, which is kept`));
      continue;
    }
    const proof = await proofs.probe([...kept, proposal]);
    if (proof?.holds) kept = [...kept, proposal];
    else fates.set(proposal, rolledBack(proof ? `with what is kept, ${proof.reason}` : UNPROVEN));
  }
  return kept;
}
