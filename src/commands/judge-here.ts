/** What every command that judges does: from this folder, with progress, ended by signals. */
import { runGate, type Gated } from '../gate.ts';
import type { Request } from '../request.ts';
import { interruptible } from '../host/signals.ts';
import { environmentFault, readOptions, type CheckOptions } from './options.ts';
import { openProgress } from './progress.ts';

/** Judges what the options ask for and hands the outcome to `use`, whose exit code is returned. */
export function judgeHere(options: CheckOptions, use: (gated: Gated) => Promise<number>): Promise<number> {
  return runHere(options, runGate, use);
}

/** The same with another run than the whole gate's. */
export async function runHere<T>(
  options: CheckOptions,
  run: (request: Request) => Promise<T>,
  use: (outcome: T) => Promise<number>,
): Promise<number> {
  const asked = readOptions(options);
  const progress = openProgress(process.stderr);
  return interruptible(async (signal, onProver) => {
    const here = { cwd: workingFolder(), env: process.env, onStage: progress.stage, onNote: progress.note };
    return use(await run({ ...asked, ...here, signal, onProver }).finally(progress.end));
  });
}

/** Where the person stands. */
export function workingFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw environmentFault('the working directory is gone', error);
  }
}
