/** Proposals and their fates as JSON. */
import { displayPath, type RepoPath } from '../../domain/path.ts';
import type { Edit, Origin, Trial } from '../../domain/proposal.ts';
import { promptOf } from '../assistant.ts';
import { oneLine, visible } from '../escape.ts';
import { reasonOf } from '../words.ts';

export function proposalOf({ proposal, fate, confidence, tried }: Trial): object {
  return {
    id: proposal.id,
    key: proposal.key,
    source: proposal.source,
    title: oneLine(proposal.title),
    addresses: proposal.addresses,
    fate: fate.kind,
    unsure: fate.kind === 'refused' && fate.unsure === true,
    reason: reasonOf(fate) || null,
    confidence,
    stated: proposal.stated ?? null,
    salvaged: (proposal.salvaged ?? []).map((clause) => oneLine(clause)),
    tried: tried.map(({ validator, status, opened }) => ({ id: validator, status, opened })),
    edits: proposal.patch.map(editOf),
    origin: proposal.origin ? originOf(proposal.origin) : null,
  };
}

function originOf({ prompt, model, requestId }: Origin) {
  return {
    prompt: promptOf(prompt),
    promptDigest: prompt.hash,
    model: visible(model),
    requestId: idOf(requestId),
  };
}

/** A header of somebody's server. */
export function idOf(requestId: string | null): string | null {
  return requestId === null ? null : oneLine(requestId, 100);
}

/** Texts are verbatim here: a program applies them. */
export function editOf({ path, start, end, expect, replace, creates }: Edit): object {
  return { path: pathOf(path), start, end, expect, replace, ...(creates && { creates }) };
}

/** The path itself; JSON cannot hold bytes that are not UTF-8, so such a name is shown with escapes. */
export function pathOf(path: RepoPath): string {
  return /\p{Cs}/u.test(path) ? displayPath(path) : path;
}
