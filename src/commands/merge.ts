/** `gatewright merge`: one verdict and one report from the parts of all shards. */
import { exitCodeOf } from '../domain/verdict.ts';
import { UserError } from '../errors.ts';
import { runMerge } from '../shards.ts';
import { runHere } from './judge-here.ts';
import { sinksOf, type CheckOptions } from './options.ts';
import { writeSinks } from './output.ts';

/** Takes part files and folders of them; returns the exit code that `check` would have ended with. */
export async function merge(names: readonly string[], options: CheckOptions): Promise<number> {
  if (names.length === 0)
    throw new UserError(
      'merge has no part: name part files or folders of them, before --all, which takes all that follows.',
    );
  const sinks = sinksOf(options);
  return runHere(
    options,
    (request) => runMerge(request, names),
    async ({ report }) => {
      await writeSinks(sinks, report);
      return exitCodeOf(report.verdict);
    },
  );
}
