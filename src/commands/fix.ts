/** `gatewright fix`: the same judgement, then the kept proposals as a diff or in the working files. */
import { exitCodeOf } from '../domain/verdict.ts';
import { displayPath } from '../domain/path.ts';
import type { Trial } from '../domain/proposal.ts';
import { UserError } from '../errors.ts';
import { runGate, type Gated } from '../gate.ts';
import { interruptible } from '../host/signals.ts';
import { applyKept } from '../publish/apply.ts';
import { diffKept } from '../publish/diff.ts';
import { readOptions, type CheckOptions } from './options.ts';
import { print } from './output.ts';
import { openProgress } from './progress.ts';

export interface FixOptions extends CheckOptions {
  readonly apply?: boolean;
  readonly print?: boolean;
}

/** Shows what was kept; with --apply writes it. Exit 0 when nothing is left that blocks, else the verdict's code. */
export async function fix(options: FixOptions): Promise<number> {
  if (options.apply && options.print)
    throw new UserError('--apply writes and --print prints: give one of them.');
  if (options.apply && (options.head !== undefined || options.staged)) {
    throw new UserError(
      '--apply changes working files: judge the working tree (leave out --head and --staged).',
    );
  }
  const asked = readOptions(options);
  const progress = openProgress(process.stderr);
  return interruptible(async (signal, onProver) => {
    const request = {
      ...asked,
      cwd: process.cwd(),
      env: process.env,
      signal,
      onProver,
      onStage: progress.stage,
    };
    const gated = await runGate(request).finally(progress.end);
    if (options.print) await print(await diffKept(gated.report.change.head, gated.kept));
    else await tell(gated, options.apply ?? false);
    return exitCodeOf(gated.report.verdict);
  });
}

async function tell(gated: Gated, apply: boolean): Promise<void> {
  const { trials, change } = gated.report;
  const diff = await diffKept(change.head, gated.kept);
  const fates = trials.map((trial) => `${describeFate(trial)}\n`).join('');
  await print(trials.length === 0 ? 'Nothing to propose.\n' : `${diff}${diff && '\n'}${fates}`);
  if (gated.kept.size === 0) return;
  if (!apply) return print('Nothing was written. To apply what was kept: gatewright fix --apply\n');
  const receipt = await applyKept({ root: gated.root, kept: gated.kept, judged: change.head });
  await print(`${receipt.message}\n`);
}

function describeFate({ proposal, fate }: Trial): string {
  const place = displayPath(proposal.patch[0].path);
  const reason = fate.kind === 'kept' ? '' : `: ${fate.reason}`;
  return `${fate.kind.padEnd(11)} ${place}  ${proposal.title}${reason}`;
}
