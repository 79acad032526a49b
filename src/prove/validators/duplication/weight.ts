/** Whether what is copied is enough to stop somebody for: a change hears of copies that hold something, an audit of all. */
import type { Clone, Difference } from '../../../kit/clones/clone.ts';
import { namedSide } from './pairs.ts';
import type { Corpus } from './corpus.ts';
import { linesOf, type Named } from './place.ts';
import type { Region } from './regions.ts';
import { countSteps } from './steps.ts';

/** What a step weighs, in tokens: where code decides, it is mended. */
const STEP = 12;
/** What calls, reads and builds the same is a copy, be it short: of that weight, or with a name, unedited and that long. */
const LONG = 10;
const COPY = 90;
/** What does not may only look alike, and has to hold more. */
const ALIKE = 100;
/** The less alike the two are, the more has to be left that both have: so much for all that is lost beyond a little. */
const LOSS = 600;
const LITTLE = 0.05;
/** A hook is as its library wants it. */
const HOOK = 200;
/** What the change writes in so many more places wants a helper, however short it is. */
const OFTEN = 8;

export async function isWeighty({ parts }: Region, corpus: Corpus): Promise<boolean> {
  if (parts.flat().some(({ others }) => others.length >= OFTEN)) return true;
  let [weight, least] = [0, 0];
  for (const { clone } of parts.flat()) {
    const [left, right] = [await namedSide(clone.left, corpus), await namedSide(clone.right, corpus)];
    if (!left || !right) continue;
    // Of the side that has fewer: the other one's cannot all be shared.
    const steps = Math.min(countSteps(left), countSteps(right));
    weight += clone.tokens + STEP * steps;
    least = Math.max(least, [left, right].every(isHook) ? HOOK : leastOf(clone, left));
  }
  return weight >= least;
}

function leastOf({ kind, differences, similarity }: Clone, { unit, side }: Named): number {
  const isCopy = kind !== 'block' && !differences.some(isOther);
  if (isCopy) return kind !== 'edited' && unit.name !== '' && linesOf(side) >= LONG ? 0 : COPY;
  return ALIKE + LOSS * Math.max(0, 1 - similarity - LITTLE);
}

function isOther({ kind }: Difference): boolean {
  return kind === 'call' || kind === 'property' || kind === 'type';
}

/** By the name that React, Vue and their like ask for. */
function isHook({ unit: { name } }: Named): boolean {
  return /^use[A-Z]/.test(name);
}
