/** `gatewright check`: judge, show, and say it in the exit code. */
import { exitCodeOf } from '../domain/verdict.ts';
import { runGate } from '../gate.ts';
import { readOptions, sinksOf, type CheckOptions } from './options.ts';
import { openProgress } from './progress.ts';
import { interruptible } from '../host/signals.ts';
import { writeSinks } from './output.ts';

/** Returns the exit code of the table in the help. */
export async function check(options: CheckOptions): Promise<number> {
  const sinks = sinksOf(options);
  const asked = readOptions(options);
  const progress = openProgress(process.stderr);
  return interruptible(async (signal, onProver) => {
    const { report } = await runGate({
      ...asked,
      cwd: process.cwd(),
      env: process.env,
      signal,
      onProver,
      onStage: progress.stage,
      onNote: progress.note,
    }).finally(progress.end);
    await writeSinks(sinks, report);
    return exitCodeOf(report.verdict);
  });
}
