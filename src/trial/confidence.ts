/** How sure one may be of a proposal: its author's word, what kind of edit it is, and whether it held. */
import { CONFIDENCES, type Confidence } from '../domain/finding.ts';
import type { Proposal } from '../domain/proposal.ts';
import { linesLost, linesOf } from './size.ts';

/** From the lowest on. */
const LEVELS = CONFIDENCES.toReversed();

/** More than this is more than one fix. */
const MANY_LINES = 60;
const MANY_FILES = 2;
/** What loses more lines than this may well end its finding by taking away what was judged. */
const LOSS = 5;

/**
 * A fixer's edit has one clear answer. An assistant's word counts in full only where the proof speaks for it as well:
 * what ends no finding was asked for by nothing that could tell whether it is right.
 */
export function confidenceOf(proposal: Proposal, held: boolean): Confidence {
  const { source, stated = 'medium', addresses } = proposal;
  if (source.startsWith('fixer:')) return 'high';
  if (!held) return 'low';
  const word = addresses.length === 0 && stated === 'high' ? 'medium' : stated;
  const level = LEVELS.indexOf(word) - (isDoubtful(proposal) ? 1 : 0);
  return LEVELS[Math.max(0, level)] ?? 'low';
}

/** Whether it reaches what is asked for. */
export function isSure(confidence: Confidence, asked: Confidence): boolean {
  return LEVELS.indexOf(confidence) >= LEVELS.indexOf(asked);
}

function isDoubtful({ source, patch }: Proposal): boolean {
  const mends = source === 'assistant:fix' || source === 'assistant:repair';
  const files = new Set(patch.map(({ path }) => path)).size;
  return linesOf(patch) > MANY_LINES || files > MANY_FILES || (mends && linesLost(patch) > LOSS);
}
