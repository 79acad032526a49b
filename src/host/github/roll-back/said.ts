/** The words for what was rolled back, and for why it was not. */
import type { Fault } from '../../../domain/fault.ts';
import type { JournalCommit } from '../../../domain/journal.ts';
import { displayPath } from '../../../domain/path.ts';
import type { Published, PublishedCommit, PublishedKind } from '../../../domain/published.ts';
import type { RolledBack } from '../../../publish/roll-back.ts';

type Conflict = Extract<RolledBack, { kind: 'conflict' }>;

export function nothing(wanted: PublishedKind, note: string): Published {
  return { kind: 'nothing', wanted, note };
}

export function faulted(wanted: PublishedKind, fault: Fault): Published {
  const meanwhile = 'somebody pushed, or another run was faster; the new head is judged by its own run.';
  return nothing(wanted, fault.kind === 'moved' ? meanwhile : fault.message);
}

const MOST_PATHS = 5;

/** What a person has to do when others have written on top of it. */
export function conflictNote({ range, paths }: Conflict): string {
  const shown = paths.slice(0, MOST_PATHS).map(displayPath).join(', ');
  const more = paths.length > MOST_PATHS ? ` and ${paths.length - MOST_PATHS} more` : '';
  const [before, after] = [range.before, range.after].map((id) => id.slice(0, 12));
  return `later commits changed the same places of ${shown}${more}: take ${before}..${after} back by hand (git revert).`;
}

export function toldOf(
  commits: readonly JournalCommit[],
  titles: ReadonlyMap<string, string>,
): PublishedCommit[] {
  return commits.map(({ id, reverts, proposals }) => ({
    ...{ id, proposals, reverts },
    title: titles.get(reverts[0] ?? '') ?? '',
  }));
}
