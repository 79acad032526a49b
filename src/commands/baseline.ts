/** `gatewright baseline`: write down what stands now, so that from tomorrow only new trouble blocks. */
import { runGate } from '../gate.ts';
import { renderBaseline } from '../policy/baseline.ts';
import { writeWhole } from '../kit/write-whole.ts';
import { environmentFault, readOptions, type CheckOptions } from './options.ts';
import { openProgress } from './progress.ts';
import { print } from './output.ts';
import { interruptible } from '../host/signals.ts';

/** Judges every line (or the paths of --all) and writes the fingerprints; refuses when a judgement is missing. */
export async function baseline(options: Omit<CheckOptions, 'output'> & { output: string }): Promise<number> {
  const asked = readOptions({ ...options, output: [], all: options.all ?? ['.'] });
  const progress = openProgress(process.stderr);
  return interruptible(async (signal, onProver) => {
    const gated = await runGate({
      ...asked,
      cwd: process.cwd(),
      env: process.env,
      signal,
      onProver,
      onStage: progress.stage,
      onNote: progress.note,
    }).finally(progress.end);
    const { verdict, author } = gated.report;
    if (verdict.decision === 'could-not-judge' || verdict.decision === 'stale') {
      await print(`No baseline was written: ${verdict.reasons.join(' ')}\n`);
      return 2;
    }
    const standing = author.findings.filter(
      (finding) => finding.standing === 'new' || finding.standing === 'baseline',
    );
    try {
      writeWhole(options.output, renderBaseline(standing));
    } catch (error) {
      throw environmentFault(`cannot write ${options.output}`, error);
    }
    await print(
      `${options.output}: ${standing.length} findings. It counts once it is on the default branch.\n`,
    );
    return 0;
  });
}
