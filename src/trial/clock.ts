/** Whether there is time for one more proof: trials may use up what is left of the run, but not all of it. */

/** Of the time that is left when the trials start, this part stays for deciding and showing. */
const RESERVED = 0.2;

export interface Clock {
  /** Whether `proofs` more proofs fit, going by the slowest so far. */
  fits(proofs: number): boolean;
  /** Runs one proof and learns how long it takes. */
  timed<T>(proof: () => Promise<T>): Promise<T>;
}

/** `left` says how many milliseconds the whole run has left; it is monotonic, so a moved wall clock changes nothing. */
export function openClock(left: () => number): Clock {
  const reserve = Math.max(0, left() * RESERVED);
  let slowest = 0;
  return {
    fits: (proofs) => {
      const free = left() - reserve;
      return free > 0 && free >= slowest * proofs;
    },
    timed: async (proof) => {
      const before = left();
      const result = await proof();
      slowest = Math.max(slowest, before - left());
      return result;
    },
  };
}
