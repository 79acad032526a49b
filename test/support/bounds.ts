/** What the bounds of a trial make of edits, for their tests. */
import type { Change } from '../../src/domain/change.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Edit, Proposal } from '../../src/domain/proposal.ts';
import { boundsRefusal } from '../../src/trial/bounds.ts';
import { proposalFor, scriptedProver, word } from './scripted.ts';
import { policyFor } from './policy.ts';
import { changeOf, type Files } from './trees.ts';

export interface Judged {
  readonly change: Change;
  readonly author: Evidence;
}

export async function judged(files: Files, base: Files = {}): Promise<Judged> {
  const change = await changeOf(base, { ...base, ...files });
  return { change, author: await scriptedProver({ 'test/bad': word('BAD') })(change) };
}

export function refusalOf(
  { change, author }: Judged,
  edits: Edit[],
  more: Partial<Proposal> = {},
  policy = policyFor({}),
): Promise<string | null> {
  return boundsRefusal(proposalFor(author.findings.slice(0, 1), edits, more), { change, author, policy });
}

export const ASSISTANT = { source: 'assistant:fix' } as const;
