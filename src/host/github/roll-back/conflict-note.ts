/** The words for what cannot be taken back, since others have written on top of it. */
import { displayPath } from '../../../domain/path.ts';
import type { RolledBack } from '../../../publish/roll-back.ts';

type Conflict = Extract<RolledBack, { kind: 'conflict' }>;

const MOST_PATHS = 5;

/** What a person has to do. */
export function conflictNote({ range, paths }: Conflict): string {
  const shown = paths.slice(0, MOST_PATHS).map(displayPath).join(', ');
  const more = paths.length > MOST_PATHS ? ` and ${paths.length - MOST_PATHS} more` : '';
  const [before, after] = [range.before, range.after].map((id) => id.slice(0, 12));
  return `later commits changed the same places of ${shown}${more}: take ${before}..${after} back by hand (git revert).`;
}
