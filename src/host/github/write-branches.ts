/** What a run writes to branches after its verdict: what it takes back, or else what it mends. */
import type { Published } from '../../domain/published.ts';
import type { Gated } from '../../gate.ts';
import type { Desk } from './desk.ts';
import { publishFixes } from './fix/publish-fixes.ts';
import type { Plan } from './plan.ts';
import type { Prepared } from './prepare.ts';
import { rollBack } from './roll-back/roll-back.ts';

/** Never throws: the verdict stands already, and is shown whatever comes of this. */
export async function writeBranches(
  gated: Gated,
  desk: Desk,
  prepared: Prepared,
): Promise<readonly Published[]> {
  try {
    const undone = await rollBack(gated.report, desk, prepared);
    if (undone.some(({ kind }) => kind !== 'nothing')) return undone;
    const fixed = await publishFixes(gated, desk, prepared);
    return fixed ? [...undone, fixed] : undone;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const note = `Nothing more was written, which is a bug in Gatewright: ${why}`;
    return [{ kind: 'nothing', wanted: 'committed', note }];
  }
}

/** A head that this run made itself is no reason to say nothing about the one that it judged. */
export function headNowBut({ head, headNow }: Plan, published: readonly Published[]): Plan['headNow'] {
  const own = new Set(
    published.flatMap((each) =>
      each.kind === 'committed' || each.kind === 'rolled-back' ? each.commits.map(({ id }) => id) : [],
    ),
  );
  if (!headNow || own.size === 0) return headNow;
  return async () => {
    const now = await headNow();
    return now !== null && own.has(now) ? head : now;
  };
}
