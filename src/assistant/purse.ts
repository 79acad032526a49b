/** Ceilings that fail closed: the most that a request can use is set aside before it is sent. */
import type { Ceilings } from '../domain/assistant.ts';
import { dollarsOf, type Price } from './prices.ts';
import type { Usage } from './wire.ts';

export interface Spent {
  readonly tokens: number;
  readonly dollars: number;
}

interface Reservation {
  /** The most that the request can use. */
  readonly most: Spent;
  /** Ends it with what was really used; null when nobody told, and then it was all. Says what it was. */
  settle(usage: Usage | null): Spent;
  /** Ends it: nothing was used. */
  release(): Spent;
}

export interface Purse {
  /** Null when the ceilings do not allow it, with all that is set aside for others. */
  reserve(input: number, output: number): Reservation | null;
}

const NOTHING: Spent = { tokens: 0, dollars: 0 };

export function openPurse(ceilings: Ceilings, price: Price): Purse {
  let taken = NOTHING;
  const add = ({ tokens, dollars }: Spent, sign: 1 | -1) => {
    taken = { tokens: taken.tokens + sign * tokens, dollars: taken.dollars + sign * dollars };
  };
  const costOf = (usage: Usage): Spent => ({
    tokens: usage.input + usage.cacheRead + usage.cacheWrite + usage.output,
    dollars: dollarsOf(usage, price),
  });
  return {
    reserve(input, output) {
      // All of the input may be written to the cache, which is the dearest.
      const most = costOf({ input: 0, cacheRead: 0, cacheWrite: input, output });
      const fits =
        taken.tokens + most.tokens <= ceilings.tokens && taken.dollars + most.dollars <= ceilings.dollars;
      if (!fits) return null;
      add(most, 1);
      const end = (spent: Spent): Spent => {
        add(most, -1);
        add(spent, 1);
        return spent;
      };
      return {
        most,
        settle: (usage) => end(usage === null ? most : costOf(usage)),
        release: () => end(NOTHING),
      };
    },
  };
}
