/** `gatewright fix`: the same judgement, then the kept proposals as a diff or in the working files. */
import type { AssistantOptions } from '../assistant/open.ts';
import { COULD_NOT_JUDGE_EXIT, exitCodeOf } from '../domain/verdict.ts';
import { UserError } from '../errors.ts';
import { runGate, type Gated } from '../gate.ts';
import type { Request } from '../request.ts';
import { applyKept } from '../publish/apply.ts';
import { diffKept, patchKept } from '../publish/diff.ts';
import { screen } from '../kit/secrets/screen.ts';
import { publishedLine } from '../report/published.ts';
import { commitKept, openCommitting } from './commit-kept.ts';
import { consentTo } from './instruction.ts';
import { runHere, workingFolder } from './judge-here.ts';
import { sinksOf, type CheckOptions } from './options.ts';
import { print, writeSinks } from './output.ts';
import { fixesText } from './tell-fixes.ts';
import { checkAudit, writeAudit } from './write-audit.ts';

export interface FixOptions extends CheckOptions, AssistantOptions {
  readonly apply?: boolean;
  readonly print?: boolean;
  readonly commit?: boolean;
  readonly audit?: string;
  /** For the shell. */
  readonly script?: string;
  /** What somebody asks for, one line. */
  readonly generate?: string;
}

/** Shows what was kept, with --apply writes it; the exit code is that of the verdict on the author's change. */
export async function fix(options: FixOptions): Promise<number> {
  checkAudit(options.audit);
  if (options.apply && options.print)
    throw new UserError('--apply writes and --print prints: give one of them.');
  if (options.apply && (options.head !== undefined || options.staged)) {
    throw new UserError(
      '--apply changes working files: judge the working tree (leave out --head and --staged).',
    );
  }
  if (options.script?.trim() === '') throw new UserError('--script has no command: give one for the shell.');
  // Before anything is started: what has been taken out of the environment can be in nobody's.
  const assistant = options.assistant
    ? (await import('../assistant/open.ts')).openAssistant(options, process.env)
    : undefined;
  const consent = options.generate === undefined ? undefined : consentTo(options.generate);
  const committing = options.commit ? await openCommitting(workingFolder(), process.env) : undefined;
  const undoings = committing && (async () => committing.undoings);
  const { script } = options;
  const run = (request: Request) =>
    runGate({ ...request, fixes: true, script, assistant, consent, undoings });
  return runHere(committing ? { ...options, head: 'HEAD' } : options, run, async (judged) => {
    const published = committing && (await commitKept(committing, judged));
    const gated = published ? { ...judged, report: { ...judged.report, published: [published] } } : judged;
    await show(options, gated);
    // A report on standard output is for a program, or is one whole page.
    const tellApplied = options.format || options.output ? tellAside : print;
    if (published) await tellApplied(`${publishedLine(published)}\n`);
    const done = options.apply ? await apply(gated, tellApplied) : published?.kind !== 'nothing';
    if (options.audit !== undefined) await writeAudit(options.audit, gated);
    return done ? exitCodeOf(gated.report.verdict) : COULD_NOT_JUDGE_EXIT;
  });
}

async function show(options: FixOptions, gated: Gated): Promise<void> {
  if (options.format || options.output) await writeSinks(sinksOf(options), gated.report);
  else if (options.print) await print(await patchKept(gated.report.change.head, gated.kept));
  else await tell(gated);
}

async function tell({ report, kept }: Gated): Promise<void> {
  await print(fixesText(report, screen(await diffKept(report.change.head, kept)).text));
}

async function tellAside(text: string): Promise<void> {
  process.stderr.write(text);
}

/** Writes what was kept; false when it could not, with the reason said. */
async function apply({ report, kept, root }: Gated, tellApplied: typeof tellAside): Promise<boolean> {
  if (kept.size === 0) return true;
  const receipt = await applyKept({ root, kept, judged: report.change.head });
  await tellApplied(`${receipt.message}\n`);
  return receipt.kind === 'applied';
}
