/** Moves insertions to where they fit: among equal alignments of blind tokens, the one in which most texts agree. */
import type { Run } from './align.ts';

export interface Written {
  /** Blind codes, and hashes of what stands there. */
  readonly blind: Int32Array;
  readonly raw: Int32Array;
}

/** Farther than this nothing is moved. */
const FAR = 300;

/** The runs with every insertion and deletion slid to its best place; runs that became empty are left out. */
export function settle(runs: readonly Run[], a: Written, b: Written): Run[] {
  const settled = runs.map((run) => ({ ...run }));
  for (let at = 1; at < settled.length; at++) {
    const [before, after] = settled.slice(at - 1, at + 1) as [Mutable, Mutable];
    const [end, otherEnd] = [before.one + before.length, before.other + before.length];
    const [gap, otherGap] = [after.one - end, after.other - otherEnd];
    if ((gap === 0) === (otherGap === 0)) continue;
    const shift =
      gap === 0
        ? bestShift(
            { own: b, at: otherEnd, gap: otherGap, facing: a, facingAt: end },
            before.length,
            after.length,
          )
        : bestShift({ own: a, at: end, gap, facing: b, facingAt: otherEnd }, before.length, after.length);
    before.length += shift;
    after.one += shift;
    after.other += shift;
    after.length -= shift;
  }
  return settled.filter((run) => run.length > 0);
}

type Mutable = { -readonly [Key in keyof Run]: Run[Key] };

/** `gap` tokens of `own` from `at` on have no partner; `facingAt` is the token on the other side that follows the gap. */
interface Gap {
  readonly own: Written;
  readonly at: number;
  readonly gap: number;
  readonly facing: Written;
  readonly facingAt: number;
}

function bestShift({ own, at, gap, facing, facingAt }: Gap, left: number, right: number): number {
  let [best, bestGain] = [0, 0];
  const agrees = (mine: number, its: number) => (own.raw[mine] === facing.raw[its] ? 1 : 0);
  for (let shift = 1, gain = 0; shift <= Math.min(right, FAR); shift++) {
    const mine = at + shift - 1;
    if (own.blind[mine] !== own.blind[mine + gap]) break;
    gain += agrees(mine, facingAt + shift - 1) - agrees(mine + gap, facingAt + shift - 1);
    if (gain > bestGain) [best, bestGain] = [shift, gain];
  }
  for (let shift = 1, gain = 0; shift <= Math.min(left, FAR); shift++) {
    const mine = at - shift;
    if (own.blind[mine] !== own.blind[mine + gap]) break;
    gain += agrees(mine + gap, facingAt - shift) - agrees(mine, facingAt - shift);
    if (gain > bestGain) [best, bestGain] = [-shift, gain];
  }
  return best;
}
