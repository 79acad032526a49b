/** `gatewright baseline`: write down what stands now, so that from tomorrow only new trouble blocks. */
import { COULD_NOT_JUDGE_EXIT } from '../domain/verdict.ts';
import type { Gated } from '../gate.ts';
import { writeWhole } from '../kit/write-whole.ts';
import { renderBaseline } from '../policy/baseline.ts';
import { judgeHere } from './judge-here.ts';
import { environmentFault, type CheckOptions } from './options.ts';
import { print } from './output.ts';

/** Judges every line (or the paths of --all) and writes the fingerprints; refuses when a judgement is missing. */
export async function baseline(options: Omit<CheckOptions, 'output'> & { output: string }): Promise<number> {
  const asked = { ...options, output: [], all: options.all ?? ['.'] };
  return judgeHere(asked, (gated) => writeBaseline(gated, options.output));
}

async function writeBaseline({ report }: Gated, file: string): Promise<number> {
  const { verdict, author } = report;
  if (verdict.decision === 'could-not-judge' || verdict.decision === 'stale') {
    await print(`No baseline was written: ${verdict.reasons.join(' ')}\n`);
    return COULD_NOT_JUDGE_EXIT;
  }
  const standing = author.findings.filter(
    (finding) => finding.standing === 'new' || finding.standing === 'baseline',
  );
  try {
    writeWhole(file, renderBaseline(standing));
  } catch (error) {
    throw environmentFault(`cannot write ${file}`, error);
  }
  await print(`${file}: ${standing.length} findings. It counts once it is on the default branch.\n`);
  return 0;
}
