/** Steps as commits under a name, with the notes that explain them. */
import type { Done, Move } from '../../../domain/branch.ts';
import { publishSteps, type Commits } from '../../../publish/commits.ts';
import { openJournal } from '../../../publish/journal.ts';
import { linesOf } from '../../../publish/lines.ts';
import { draftNotes } from '../../../publish/notes.ts';
import { noteOf } from '../../../report/audit.ts';
import type { Fixing } from './fixing.ts';

/** The notes' name is that of the whole repository: runs of other pull requests move it, which is nobody's conflict. */
const TRIES = 3;

export async function landSteps(
  fixing: Fixing,
  { ref, from }: Pick<Move, 'ref' | 'from'>,
): Promise<Done<Commits>> {
  const { writer, base, steps, run, report } = fixing;
  const { branch, journalRef } = writer;
  let { journal } = fixing;
  const audited = { run, lines: await linesOf(steps, base.tree) };
  const more = (commits: Commits) =>
    draftNotes(branch, new Map(commits.map((each) => [each.id, noteOf(report, audited, each)])));
  for (let tries = 1; ; tries++) {
    const done = await publishSteps({ branch, journal, ref, from, base, steps, run, more });
    if (done.ok || done.fault.kind !== 'moved' || tries === TRIES) return done;
    const tip = await branch.tip(ref);
    if (!tip.ok || tip.value !== from) return done;
    const again = await openJournal(branch, journalRef);
    if (!again.ok) return again;
    journal = again.value;
  }
}
