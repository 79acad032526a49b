/** What was published before, as the journal of a branch tells it of the judged head. */
import { done, failed, type Done } from '../../../domain/branch.ts';
import type { Undone } from '../../../domain/proposal.ts';
import { openJournal, type Journal } from '../../../publish/journal.ts';
import { historyOf, type History } from '../../../publish/memory.ts';
import type { Subject } from '../../../request.ts';
import type { Desk } from '../desk.ts';
import { turnedDown } from '../show/turned-down.ts';

export interface Past {
  readonly journal: Journal;
  readonly history: History;
}

/** A fault: nobody may write, or the journal cannot be read, so nothing is published and nothing rolled back. */
export async function pastOf(desk: Desk, head: string): Promise<Done<Past>> {
  const writer = await desk.writer();
  if (writer.kind === 'closed') return failed('forbidden', writer.why);
  const { branch, ref, journalRef } = writer;
  const journal = await openJournal(branch, journalRef);
  if (!journal.ok) return journal;
  const history = await historyOf(branch, journal.value, { ref, head });
  return history.ok ? done({ journal: journal.value, history: history.value }) : history;
}

/** Where nothing would be committed nobody is asked; where nobody knows, nothing will be. */
export function undoingsFor(past: () => Promise<Done<Past>>, desk: Desk): Subject['undoings'] {
  return async ({ fix }) => {
    if (fix !== 'commit' && fix !== 'pr') return new Map();
    const [known, down] = await Promise.all([past(), downOf(desk)]);
    return new Map([...down, ...(known.ok ? known.value.history.undoings : [])]);
  };
}

/** Where GitHub does not say, a suggestion that somebody turned down may come back once, as a commit. */
async function downOf({ api, place, occasion }: Desk): Promise<ReadonlyMap<string, Undone>> {
  if (api === null || place === null || occasion.kind !== 'pull') return new Map();
  const down = await turnedDown({ api, place, number: occasion.number });
  const entries = down.ok ? [...down.data] : [];
  return new Map(entries.map(([key, by]) => [key, { how: 'dismissed', by }]));
}
