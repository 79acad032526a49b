/** How full the provider's meters are, as far as it told: they sink with what is sent, and are full again at a time. */
import type { Gauge, Meter } from './limits.ts';

/** What a question takes of each meter, at most. */
export type Load = Readonly<Record<Meter, number>>;

export interface Levels {
  /** What an answer told, and the milliseconds for which nothing else is wanted. */
  set(gauges: ReadonlyMap<Meter, Gauge>, quietMs: number): void;
  /** Milliseconds until there is enough for `load` besides all of `away`, which the levels do not know of yet. */
  waitFor(load: Load, away: readonly Load[]): number;
}

interface Level extends Omit<Gauge, 'resetIn'> {
  /** By the monotonic clock. */
  readonly fullAt: number;
}

export function openLevels(): Levels {
  const levels = new Map<Meter, Level>();
  let quietUntil = 0;
  return {
    set(gauges, quietMs) {
      const now = performance.now();
      for (const [meter, { limit, left, resetIn }] of gauges)
        levels.set(meter, { limit, left, fullAt: now + resetIn });
      quietUntil = Math.max(quietUntil, now + quietMs);
    },
    waitFor(load, away) {
      const now = performance.now();
      const waits = [...levels].map(([meter, { limit, left, fullAt }]) => {
        const isFull = now >= fullAt;
        const taken = away.reduce((sum, other) => sum + other[meter], 0);
        // More than there ever is goes when all of it is there: what becomes of it is the provider's to say.
        const isEnough = (isFull ? limit : left) - taken >= Math.min(load[meter], limit);
        if (isEnough) return 0;
        // Full, and still too little: that hangs on what is on its way.
        return isFull ? Infinity : fullAt - now;
      });
      return Math.max(0, quietUntil - now, ...waits);
    },
  };
}
