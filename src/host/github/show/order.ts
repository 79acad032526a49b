/** The order of the runs that show one change: what a newer run has said, an older one leaves alone. */
import type { Run } from '../occasion.ts';

export type Turn = Pick<Run, 'id' | 'attempt'>;

/** `4711.2`, as it stands in a check run's `external_id` and in a comment's marker. */
export function turnText({ id, attempt }: Turn): string {
  return `${id}.${attempt}`;
}

/** Null for anything that no run of ours would write. */
export function turnOf(text: string | null | undefined): Turn | null {
  const match = /^(\d{1,15})\.(\d{1,6})$/.exec(text ?? '');
  return match ? { id: Number(match[1]), attempt: Number(match[2]) } : null;
}

/** GitHub gives ids that only grow, and counts the attempts of one run. */
export function isNewer(a: Turn, b: Turn): boolean {
  return a.id === b.id ? a.attempt > b.attempt : a.id > b.id;
}
