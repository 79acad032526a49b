/** Ends what runs too long in one step: expressions of strangers on texts of strangers. */
import { createContext, Script } from 'node:vm';
import { TooLong } from '../too-long.ts';

/** What an expression that ends at all needs is a thousandth of it. */
const LIMIT_MS = 1000;

const work: { run?: () => void } = {};
const context = createContext(work);
const script = new Script('run()');

/** The outcome of `task`, which V8 ends after a second even inside a regular expression. Throws TooLong. */
export function guarded<T>(task: () => T): T {
  let outcome: { value: T } | undefined;
  work.run = () => void (outcome = { value: task() });
  try {
    script.runInContext(context, { timeout: LIMIT_MS });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new TooLong();
    throw error;
  } finally {
    delete work.run;
  }
  return (outcome as { value: T }).value;
}
