/** `gatewright fix`: the same judgement, then the kept proposals as a diff or in the working files. */
import { COULD_NOT_JUDGE_EXIT, exitCodeOf } from '../domain/verdict.ts';
import { displayPath } from '../domain/path.ts';
import type { Trial } from '../domain/proposal.ts';
import { UserError } from '../errors.ts';
import { runGate, type Gated } from '../gate.ts';
import type { Request } from '../request.ts';
import { applyKept } from '../publish/apply.ts';
import { diffKept, patchKept } from '../publish/diff.ts';
import { screen } from '../kit/secrets/screen.ts';
import { runHere } from './judge-here.ts';
import type { CheckOptions } from './options.ts';
import { print } from './output.ts';

export interface FixOptions extends CheckOptions {
  readonly apply?: boolean;
  readonly print?: boolean;
}

/** Shows what was kept, with --apply writes it; the exit code is that of the verdict on the author's change. */
export async function fix(options: FixOptions): Promise<number> {
  if (options.apply && options.print)
    throw new UserError('--apply writes and --print prints: give one of them.');
  if (options.apply && (options.head !== undefined || options.staged)) {
    throw new UserError(
      '--apply changes working files: judge the working tree (leave out --head and --staged).',
    );
  }
  const run = (request: Request) => runGate({ ...request, fixes: true });
  return runHere(options, run, async (gated) => {
    if (options.print) await print(await patchKept(gated.report.change.head, gated.kept));
    else await tell(gated);
    const applied = options.apply ? await apply(gated) : true;
    return applied ? exitCodeOf(gated.report.verdict) : COULD_NOT_JUDGE_EXIT;
  });
}

async function tell({ report, kept }: Gated): Promise<void> {
  const diff = screen(await diffKept(report.change.head, kept)).text;
  const fates = report.trials.map((trial) => `${describeFate(trial)}\n`).join('');
  await print(report.trials.length === 0 ? 'Nothing to propose.\n' : `${diff}${diff && '\n'}${fates}`);
}

/** Writes what was kept; false when it could not, with the reason said. */
async function apply({ report, kept, root }: Gated): Promise<boolean> {
  if (kept.size === 0) return true;
  const receipt = await applyKept({ root, kept, judged: report.change.head });
  await print(`${receipt.message}\n`);
  return receipt.kind === 'applied';
}

function describeFate({ proposal, fate }: Trial): string {
  const place = displayPath(proposal.patch[0].path);
  const reason = fate.kind === 'kept' ? '' : `: ${fate.reason}`;
  return `${fate.kind.padEnd(11)} ${place}  ${proposal.title}${reason}`;
}
