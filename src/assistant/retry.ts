/** Tries again what may do better a moment later: few times, with jitter, and never beyond the time there is. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Patience } from '../domain/assistant.ts';
import type { Fault } from './failures.ts';

const MAX_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 500;
/** Who asks for more patience than this is asked no more; limits are lifted at a known time, and that is waited for. */
const MAX_PAUSE_MS = 30_000;
/** Pauses differ by up to this share, so that workers that failed together do not come back together. */
const JITTER = 0.5;

/** `attempt` until it gives something else than a passing fault, or there is no use in another. */
export async function patiently<T extends { readonly kind: string }>(
  { signal, left }: Patience,
  attempt: (signal: AbortSignal) => Promise<T | Fault>,
): Promise<T | Fault> {
  for (let attempts = 1; ; attempts++) {
    const last = await attempt(signal);
    const wait = waitAfter(last, attempts);
    if (wait === null || wait >= left()) return last;
    try {
      await pause(wait, undefined, { signal });
    } catch {
      return last;
    }
  }
}

function waitAfter(last: { readonly kind: string } | Fault, attempts: number): number | null {
  if (!isFault(last) || !last.passing || attempts >= MAX_ATTEMPTS) return null;
  const growing = FIRST_PAUSE_MS * 2 ** (attempts - 1) * (1 - JITTER * Math.random());
  const wait = Math.max(last.retryAfter ?? 0, growing);
  return wait > MAX_PAUSE_MS && last.failure !== 'rate-limited' ? null : wait;
}

function isFault(last: { readonly kind: string } | Fault): last is Fault {
  return last.kind === 'fault';
}
