/** Lets a question go when the provider has enough left for it, so that a run is seldom told to wait. */
import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { FailureKind, Patience } from '../domain/assistant.ts';
import { openLevels, type Load } from './levels.ts';
import { gaugesIn, retryAfterIn } from './limits.ts';

/** One request on its way. */
export interface Turn {
  /** Is told the headers of its answer as soon as they are there. */
  heard(headers: Headers): void;
  done(): void;
}

export interface Pace {
  /** Waits as long as it has to; says at once when that is longer than the patience lasts. */
  take(load: Load, patience: Patience): Promise<Turn | FailureKind>;
}

/** The first question goes alone until it is heard of: it shows the limits, and fills the cache of its prefix. */
const ALONE_MS = 10_000;

export function openPace(): Pace {
  const bell = new EventEmitter().setMaxListeners(0);
  const levels = openLevels();
  /** Requests of which nothing was heard: the levels may not know of them yet. */
  const unheard = new Set<Load>();
  let aloneUntil: number | null = null;

  const start = (load: Load): Turn => {
    aloneUntil ??= performance.now() + ALONE_MS;
    unheard.add(load);
    const known = (): void => {
      if (!unheard.delete(load)) return;
      aloneUntil = 0;
      bell.emit('heard');
    };
    return {
      heard(headers) {
        levels.set(gaugesIn(headers), retryAfterIn(headers) ?? 0);
        known();
      },
      done: known,
    };
  };
  const alone = (): number => (unheard.size > 0 ? Math.max(0, (aloneUntil ?? 0) - performance.now()) : 0);
  return {
    async take(load, { signal, left }) {
      for (;;) {
        if (signal.aborted || left() <= 0) return 'timed-out';
        const reset = levels.waitFor(load, []);
        if (reset >= left()) return 'rate-limited';
        const wait = Math.max(reset, alone(), levels.waitFor(load, [...unheard]));
        if (wait === 0) return start(load);
        await changeWithin(Math.min(wait, left()), signal, bell);
      }
    },
  };
}

/** Ends when something was heard, when the time is over, or with the signal. */
async function changeWithin(ms: number, signal: AbortSignal, bell: EventEmitter): Promise<void> {
  const over = new AbortController();
  const ending = { signal: AbortSignal.any([signal, over.signal]) };
  const ends = [once(bell, 'heard', ending), pause(Math.ceil(ms), undefined, ending)];
  await Promise.race(ends).catch(() => undefined);
  over.abort();
  await Promise.allSettled(ends);
}
