/** `gatewright baseline`: write down what stands now, so that from tomorrow only new trouble blocks. */
import path from 'node:path';
import { CONFIG_EXIT, COULD_NOT_JUDGE_EXIT } from '../domain/verdict.ts';
import { UserError } from '../errors.ts';
import type { Gated } from '../gate.ts';
import { writeWhole } from '../kit/write-whole.ts';
import { renderBaseline } from '../policy/baseline.ts';
import { DEFAULT_BASELINE } from '../policy/defaults.ts';
import { judgeHere } from './judge-here.ts';
import { environmentFault, type CheckOptions } from './options.ts';
import { print } from './output.ts';

export type BaselineOptions = Pick<CheckOptions, 'all' | 'only' | 'skip' | 'config'> & {
  readonly output?: string;
};

/** Judges every line (or the paths of --all) and writes the fingerprints; refuses when a judgement is missing. */
export async function baseline({ output, ...options }: BaselineOptions): Promise<number> {
  return judgeHere({ ...options, all: options.all ?? [] }, (gated) =>
    writeBaseline(gated, output ?? besidePolicy(gated)),
  );
}

/** Where the policy's default looks for it, wherever in the repository the caller stands. */
function besidePolicy({ root }: Gated): string {
  if (root !== null) return path.join(path.relative('', root), DEFAULT_BASELINE);
  throw new UserError('A bare repository has no working files: say with --output where the baseline goes.');
}

async function writeBaseline({ report }: Gated, file: string): Promise<number> {
  const { verdict, author } = report;
  if (verdict.decision !== 'pass' && verdict.decision !== 'block') {
    await print(`No baseline was written: ${verdict.reasons.join(' ')}\n`);
    return verdict.decision === 'config' ? CONFIG_EXIT : COULD_NOT_JUDGE_EXIT;
  }
  const standing = author.findings.filter(
    (finding) => finding.standing === 'new' || finding.standing === 'baseline',
  );
  try {
    writeWhole(file, renderBaseline(standing));
  } catch (error) {
    throw environmentFault(`cannot write ${file}`, error);
  }
  const count = standing.length === 1 ? '1 finding' : `${standing.length} findings`;
  await print(`${file}: ${count}. It counts once it is on the default branch.\n`);
  return 0;
}
