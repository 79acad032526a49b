/** Ends what runs too long in one step: expressions of strangers on texts of strangers. */
import { createContext, Script, type Context } from 'node:vm';
import { TooLong } from '../too-long.ts';

/** What an expression that ends at all needs is a thousandth of it. */
const LIMIT_MS = 1000;
/** For many texts, and for the matching that asks for them. */
const TOGETHER_MS = 3000;

const work: { run?: () => void } = {};
/** Made when something is guarded: most runs need none. */
let ready: { readonly context: Context; readonly script: Script } | undefined;

/** Beginning costs as much as 0.2 ms, so what is asked `together` begins once, and only when it has to. */
let state: 'alone' | 'together' | 'guarded' = 'alone';

class Dear extends Error {}

/** The outcome of `task`, which V8 ends after a second even inside a regular expression. Throws TooLong. */
export function guarded<T>(task: () => T, timeout = LIMIT_MS): T {
  if (state === 'guarded') return task();
  if (state === 'together') throw new Dear();
  let outcome: { value: T } | undefined;
  work.run = () => void (outcome = { value: task() });
  state = 'guarded';
  try {
    ready ??= { context: createContext(work), script: new Script('run()') };
    ready.script.runInContext(ready.context, { timeout });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new TooLong();
    throw error;
  } finally {
    delete work.run;
    state = 'alone';
  }
  return (outcome as { value: T }).value;
}

/** The outcome of a task that asks many texts, under one guard if any of them needs it; it may be begun twice. */
export function together<T>(task: () => T): T {
  if (state !== 'alone') return task();
  state = 'together';
  try {
    return task();
  } catch (error) {
    if (!(error instanceof Dear)) throw error;
  } finally {
    state = 'alone';
  }
  return guarded(task, TOGETHER_MS);
}
