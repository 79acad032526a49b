/** Stage 1: asks every worker for offers and makes proposals of them, in an order that does not depend on the workers. */
import type { Change } from '../domain/change.ts';
import type { Evidence } from '../domain/evidence.ts';
import { reaches } from '../domain/finding.ts';
import { comparePaths } from '../domain/path.ts';
import type { Proposal } from '../domain/proposal.ts';
import { duplicationFixer } from './fixers/duplication.ts';
import { eslintFixer } from './fixers/eslint.ts';
import { importsFixer } from './fixers/imports.ts';
import { securityFixer } from './fixers/security.ts';
import { patchKey, proposalOf, type Offer, type Worker } from './offer.ts';

/** The workers that need neither a key nor a network. */
const fixers: readonly Worker[] = [eslintFixer, importsFixer, duplicationFixer, securityFixer];

/**
 * All proposals, what is worst first, so that a trial that runs out of time has tried what blocks. How many of them
 * are tried, and what a proposal may touch, is the trial's to say: a refusal is a fate, and stays on record.
 */
export async function propose(
  change: Change,
  author: Evidence,
  workers: readonly Worker[] = fixers,
): Promise<Proposal[]> {
  const offered = await Promise.all(
    workers.map(async (worker) => ({ worker, offers: await worker.offer(change, author) })),
  );
  const ranked = offered.flatMap(({ worker, offers }) =>
    [...byPatch(offers).values()].map((same) => ({
      proposal: proposalOf(worker.source, same),
      worst: worst(same),
    })),
  );
  return ranked
    .sort((a, b) => a.worst - b.worst || inOrder(a.proposal, b.proposal))
    .map(({ proposal }) => proposal);
}

/** Findings with the very same fix share one proposal. */
function byPatch(offers: readonly Offer[]): Map<string, [Offer, ...Offer[]]> {
  const groups = new Map<string, [Offer, ...Offer[]]>();
  for (const offer of offers) {
    const key = patchKey(offer.patch);
    const same = groups.get(key);
    if (same) same.push(offer);
    else groups.set(key, [offer]);
  }
  return groups;
}

/** 0 when an error is addressed, 1 for a warning, 2 for a note, 3 for nothing. */
function worst(offers: readonly Offer[]): number {
  const findings = offers.flatMap((offer) => offer.addresses);
  const rank = (['error', 'warning', 'note'] as const).findIndex((severity) =>
    findings.some((finding) => reaches(finding.severity, severity)),
  );
  return rank === -1 ? 3 : rank;
}

function inOrder(a: Proposal, b: Proposal): number {
  const [left, right] = [a.patch[0], b.patch[0]];
  const place = comparePaths(left.path, right.path) || left.start - right.start || left.end - right.end;
  return place || (a.id < b.id ? -1 : 1);
}
