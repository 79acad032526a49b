/** `gatewright check`: judge, show, and say it in the exit code. */
import { exitCodeOf } from '../domain/verdict.ts';
import { judgeHere } from './judge-here.ts';
import { sinksOf, type CheckOptions } from './options.ts';
import { writeSinks } from './output.ts';

/** Returns the exit code of the table in the help. */
export async function check(options: CheckOptions): Promise<number> {
  if (options.shard !== undefined) return (await import('./shard.ts')).checkShard(options, options.shard);
  const sinks = sinksOf(options);
  return judgeHere(options, async ({ report }) => {
    await writeSinks(sinks, report);
    return exitCodeOf(report.verdict);
  });
}
