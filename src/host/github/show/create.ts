/** Something is created once, though the answer to its creation may get lost. */
import type { Answer } from '../api/api.ts';
import { pause } from './pause.ts';
import type { Showing } from './showing.ts';

const ATTEMPTS = 3;
const WAIT_MS = 1000;

interface Creation<T> {
  create(): Promise<Answer<T>>;
  /** Looks for what was created although no answer came; null when it is not there. */
  find(): Promise<Answer<T | null>>;
}

/** Creates again only when what may have been created cannot be found. */
export async function createOnce<T>(showing: Showing, { create, find }: Creation<T>): Promise<Answer<T>> {
  for (let attempt = 1; ; attempt++) {
    const made = await create();
    if (made.ok || !made.fault.maybeApplied) return made;
    if (showing.timeLeft() < 2 * WAIT_MS || !(await pause(WAIT_MS, showing.signal))) return made;
    const found = await find();
    if (!found.ok) return made;
    if (found.data !== null) return { ok: true, data: found.data };
    if (attempt === ATTEMPTS) return made;
  }
}
