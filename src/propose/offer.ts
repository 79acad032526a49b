/** What a worker of stage 1 hands to the coordinator: a patch, what it is for, and the findings that it is to end. */
import { createHash } from 'node:crypto';
import type { Change } from '../domain/change.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Finding } from '../domain/finding.ts';
import { comparePaths } from '../domain/path.ts';
import type { Edit, Patch, Proposal } from '../domain/proposal.ts';

export interface Offer {
  readonly title: string;
  readonly addresses: readonly Finding[];
  readonly patch: Patch;
}

/** A fixer, or one task of the assistant. It sees the change and the author's evidence, and writes nothing. */
export interface Worker {
  readonly source: Proposal['source'];
  offer(change: Change, author: Evidence): Promise<readonly Offer[]>;
}

/** The proposal of one or more offers that make the same edits; the title is that of the first. */
export function proposalOf(source: Proposal['source'], offers: readonly [Offer, ...Offer[]]): Proposal {
  const addresses = offers.flatMap((offer) => offer.addresses.map((finding) => finding.fingerprint)).sort();
  const { title, patch } = offers[0];
  const [first, ...rest] = inPatchOrder(patch);
  const ordered: Patch = [first ?? patch[0], ...rest];
  const key = hash([source, addresses, ordered.map(({ path, expect, replace }) => [path, expect, replace])]);
  return { id: idOf(source, addresses, ordered), key, source, title, addresses, patch: ordered };
}

/** Equal for patches that make the same edits, in whatever order they list them. */
export function patchKey(patch: Patch): string {
  return JSON.stringify(inPatchOrder(patch).map(plain));
}

function inPatchOrder(patch: Patch): Edit[] {
  return [...patch].sort((a, b) => comparePaths(a.path, b.path) || a.start - b.start || a.end - b.end);
}

function idOf(source: string, addresses: readonly string[], patch: Patch): string {
  return hash([source, addresses, patch.map(plain)]);
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);
}

function plain({ path, start, end, expect, replace }: Edit): readonly unknown[] {
  return [path, start, end, expect, replace];
}
