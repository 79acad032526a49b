/** One shard as a workflow step: it leaves a part, and the verdict to the job that merges. */
import path from 'node:path';
import * as core from '@actions/core';
import type { Shard } from '../../domain/shard.ts';
import { exitCodeOf } from '../../domain/verdict.ts';
import type { Asked } from '../../request.ts';
import { visible } from '../../kit/visible.ts';
import { renderPart } from '../../parts/write.ts';
import { runShard } from '../../shards.ts';
import { headline } from './headline.ts';
import { writeOutput } from './write-output.ts';

/** Fails for what its share deserves, so that a workflow without a merge is never green for a defect. */
export async function runShardStep(asked: Asked, shard: Shard): Promise<number> {
  const { index, of } = shard;
  const { part, verdict } = await runShard(asked, shard);
  const folder = asked.env['RUNNER_TEMP'] || process.cwd();
  const file = core.getInput('part-file') || path.join(folder, `gatewright-part-${index}-of-${of}.json`);
  writeOutput({ output: 'part-file', file, text: renderPart(part) });
  const exitCode = exitCodeOf(verdict);
  core.setOutput('exit-code', exitCode);
  if (exitCode !== 0) core.setFailed(`Shard ${index} of ${of}. ${visible(headline(verdict))}`);
  return exitCode;
}
