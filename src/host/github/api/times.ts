/** How long the client waits for what, and the clock that it waits by. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Times {
  /** Until the head of an answer to a request without a body. GitHub itself ends what takes longer than 10 seconds. */
  readonly answer: number;
  /** The same with a body, which has to be sent first: a SARIF file may have ten megabytes. */
  readonly upload: number;
  /** Between two pieces of an answer's body. */
  readonly idle: number;
  /** The whole of one exchange, however steadily it trickles. */
  readonly whole: number;
  /** Before the second try; every further one waits twice as long as the one before it. */
  readonly retry: number;
  /** "Wait for at least one minute before retrying", then exponentially longer: rate-limits-for-the-rest-api. */
  readonly limit: number;
}

/** Milliseconds. */
export const TIMES: Times = {
  answer: 20_000,
  upload: 60_000,
  idle: 15_000,
  whole: 120_000,
  retry: 500,
  limit: 60_000,
};

export interface Clock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Milliseconds since 1970, for what a server names as a date. */
  date(): number;
  /** Returns early, and without an error, when `signal` aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const CLOCK: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => undefined),
};
