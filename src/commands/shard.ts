/** `gatewright check --shard`: judge a share of the change and write the part that `merge` joins. */
import type { Shard } from '../domain/shard.ts';
import { exitCodeOf } from '../domain/verdict.ts';
import { UserError } from '../errors.ts';
import { visible } from '../kit/visible.ts';
import { writeWhole } from '../kit/write-whole.ts';
import { renderPart } from '../parts/write.ts';
import { runShard, type ShardRun } from '../shards.ts';
import { runHere } from './judge-here.ts';
import { environmentFault, type CheckOptions } from './options.ts';
import { print } from './output.ts';

/** Returns the exit code that the share deserves, so that a forgotten merge does not turn a defect green. */
export async function checkShard(options: CheckOptions, shard: Shard): Promise<number> {
  const file = fileOf(options);
  return runHere(
    options,
    (request) => runShard(request, shard),
    async (run) => {
      await write(file, renderPart(run.part));
      process.stderr.write(`gatewright: ${visible(tell(run))}\n`);
      return exitCodeOf(run.verdict);
    },
  );
}

/** Null is standard output. */
function fileOf({ format, output = [] }: CheckOptions): string | null {
  if (format !== undefined)
    throw new UserError('--shard writes a part, which has one format: leave out --format.');
  if (output.length > 1) throw new UserError('--shard writes one part: give one --output.');
  if (output[0] === '') throw new UserError('--output has no name: give a file, or - for standard output.');
  return output[0] === '-' ? null : (output[0] ?? null);
}

async function write(file: string | null, text: string): Promise<void> {
  if (file === null) return print(text);
  try {
    writeWhole(file, text);
  } catch (error) {
    throw environmentFault(`cannot write ${file}`, error);
  }
}

function tell({ part: { shard, change }, verdict }: ShardRun): string {
  const said = verdict.reasons[0] ?? 'Nothing blocks in it.';
  return `shard ${shard.index} of ${shard.of} judged its share of ${change.files} changed ${change.files === 1 ? 'file' : 'files'}. ${said} The verdict is what gatewright merge says.`;
}
