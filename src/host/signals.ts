/** What a signal does: the first ends the children and the run, the second ends the process at once. */
import type { Prover } from '../prove/prover.ts';

const CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof CODES;

/**
 * Runs `work` so that SIGINT and SIGTERM end it within the time that a runner grants (7.5 s for SIGINT, then
 * 2.5 s for SIGTERM, then the end). Returns the exit code of the work, or 128 + the signal's number.
 */
export async function interruptible(
  work: (signal: AbortSignal, onProver: (prover: Prover) => void) => Promise<number>,
): Promise<number> {
  const abort = new AbortController();
  let prover: Prover | undefined;
  let received: Signal | undefined;
  const onSignal = (name: Signal) => {
    prover?.killAll();
    if (received) process.exit(CODES[name]);
    received = name;
    abort.abort(new Error(`received ${name}`));
  };
  // They stay: a second signal may come while the last words are written.
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    const code = await work(abort.signal, (opened) => (prover = opened));
    return received ? CODES[received] : code;
  } catch (error) {
    if (!received) throw error;
    process.stderr.write(`gatewright: cancelled by ${received}; nothing was decided.\n`);
    return CODES[received];
  }
}
