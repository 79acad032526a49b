/** What was published before, as the journal of a branch tells it of the judged head. */
import type { Done } from '../../../domain/branch.ts';
import { openJournal, type Journal } from '../../../publish/journal.ts';
import { historyOf, type History } from '../../../publish/memory.ts';
import type { Subject } from '../../../request.ts';
import type { Desk } from '../desk.ts';

export interface Past {
  readonly journal: Journal;
  readonly history: History;
}

/** A fault: nobody may write, or the journal cannot be read, so nothing is published and nothing rolled back. */
export async function pastOf(desk: Desk, head: string): Promise<Done<Past>> {
  const writer = await desk.writer();
  if (writer.kind === 'closed') return { ok: false, fault: { kind: 'forbidden', message: writer.why } };
  const { branch, ref, journalRef } = writer;
  const journal = await openJournal(branch, journalRef);
  if (!journal.ok) return journal;
  const history = await historyOf(branch, journal.value, { ref, head });
  return history.ok ? { ok: true, value: { journal: journal.value, history: history.value } } : history;
}

/** Where nothing would be committed nobody is asked; where nobody knows, nothing will be. */
export function unwantedFor(past: () => Promise<Done<Past>>): Subject['unwanted'] {
  return async ({ fix }) => {
    if (fix !== 'commit' && fix !== 'pr') return new Map();
    const known = await past();
    return known.ok ? known.value.history.refused : new Map();
  };
}
