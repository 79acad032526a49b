/** What was published before, as the journal of a branch tells it of the judged head. */
import type { Done } from '../../../domain/branch.ts';
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
  if (writer.kind === 'closed') return { ok: false, fault: { kind: 'forbidden', message: writer.why } };
  const { branch, ref, journalRef } = writer;
  const journal = await openJournal(branch, journalRef);
  if (!journal.ok) return journal;
  const history = await historyOf(branch, journal.value, { ref, head });
  return history.ok ? { ok: true, value: { journal: journal.value, history: history.value } } : history;
}

/** Where nothing would be committed nobody is asked; where nobody knows, nothing will be. */
export function unwantedFor(past: () => Promise<Done<Past>>, desk: Desk): Subject['unwanted'] {
  return async ({ fix }) => {
    if (fix !== 'commit' && fix !== 'pr') return new Map();
    const [known, down] = await Promise.all([past(), downOf(desk)]);
    const refused = known.ok ? known.value.history.refused : [];
    return new Map([...[...down].map((key) => [key, TURNED_DOWN] as const), ...refused]);
  };
}

const TURNED_DOWN = 'its suggestion was turned down in this pull request';

/** Where GitHub does not say, a suggestion that somebody turned down may come back once, as a commit. */
async function downOf({ api, place, occasion }: Desk): Promise<Iterable<string>> {
  if (api === null || place === null || occasion.kind !== 'pull') return [];
  const down = await turnedDown({ api, place, number: occasion.number });
  return down.ok ? down.data.keys() : [];
}
