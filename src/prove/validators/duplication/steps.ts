/** Where code decides: conditions, loops and what is done about failures, by the words for them. */
import { hashOf } from '../../../kit/clones/scan/bytes.ts';
import { KIND } from '../../../kit/clones/tokens.ts';
import type { Named } from './place.ts';
import { rangeOf } from './runs.ts';

const WORDS = new Set(
  ['if', 'elif', 'for', 'while', 'switch', 'select', 'catch', 'except'].map((word) => hashOf(word)),
);

export function countSteps({ read, side }: Pick<Named, 'read' | 'side'>): number {
  const { tokens } = read.scan;
  const { first, end } = rangeOf(read, side);
  let steps = 0;
  for (let at = first; at < end; at++)
    if (tokens.kind[at] === KIND.keyword && WORDS.has(tokens.hash[at] ?? 0)) steps++;
  return steps;
}
