/** The verdict in a line, for the annotation that fails a step. */
import type { Verdict } from '../../domain/verdict.ts';

export function headline({ decision, reasons }: Verdict): string {
  const word = {
    block: 'Blocked',
    'could-not-judge': 'Could not judge',
    config: 'Policy is wrong',
    stale: 'Superseded',
    pass: 'Passed',
  }[decision];
  return `${word}: ${reasons[0] ?? 'see the report above'}`;
}
