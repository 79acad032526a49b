/** What is asked about: functions of which the change wrote at least half, and the lines that it added. */
import { countWithin, type ChangedFile } from '../../../domain/change.ts';
import type { Scope } from '../../../domain/validator.ts';
import type { Asked } from '../../../kit/clones/find.ts';
import type { Corpus } from './corpus.ts';

const WRITTEN = 0.5;

export async function askedOf(scope: Scope, corpus: Corpus): Promise<Map<number, Asked | 'all'>> {
  const asked = new Map<number, Asked | 'all'>();
  for (const file of scope.files) {
    const id = corpus.idOf.get(file.path);
    if (id === undefined) continue;
    scope.at(file.path);
    asked.set(id, file.base === null ? 'all' : await askedIn(file, id, corpus));
  }
  return asked;
}

async function askedIn({ hunks }: ChangedFile, id: number, corpus: Corpus): Promise<Asked> {
  const units = (await corpus.read(id))?.scan.units ?? [];
  const written = [...units.keys()].filter((number) => {
    const unit = units[number];
    if (!unit) return false;
    const lines = unit.endLine - unit.startLine + 1;
    return countWithin(hunks, unit.startLine, unit.endLine) >= lines * WRITTEN;
  });
  return { units: written, lines: hunks.map(({ start, count }) => ({ start, end: start + count - 1 })) };
}
