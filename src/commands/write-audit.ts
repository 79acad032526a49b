/** `gatewright fix --audit`: what became of every proposal and question, as a file that is whole or not there. */
import { UserError } from '../errors.ts';
import type { Gated } from '../gate.ts';
import { writeWhole } from '../kit/write-whole.ts';
import { linesOf } from '../publish/lines.ts';
import { auditOf, renderAudit } from '../report/audit.ts';
import { environmentFault } from './options.ts';

/** Refuses a name that nothing can be written to before anything is judged. */
export function checkAudit(file: string | undefined): void {
  if (file === '' || file === '-') throw new UserError('--audit writes a file: give it a name.');
}

export async function writeAudit(file: string, { report, steps }: Gated): Promise<void> {
  const lines = await linesOf(steps, report.change.head);
  try {
    writeWhole(file, renderAudit(auditOf(report, { run: '', lines })));
  } catch (error) {
    throw environmentFault(`cannot write ${file}`, error);
  }
}
