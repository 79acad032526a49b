/** What became of one way of showing the verdict. The verdict never depends on it. */
import type { Fault } from '../api/api.ts';

export type Surface = 'check' | 'annotations' | 'comment' | 'review' | 'summary' | 'code-scanning';

/** The order is that of action.yml's input `show`. */
export const SURFACES: readonly Surface[] = [
  'summary',
  'annotations',
  'check',
  'comment',
  'review',
  'code-scanning',
];

export interface Receipt {
  readonly surface: Surface;
  /** `refused`: permission or content; `superseded`: a newer run was there first; `failed`: GitHub did not answer. */
  readonly outcome: 'shown' | 'nothing-to-show' | 'refused' | 'superseded' | 'failed';
  /** One sentence, said once in the log and the summary; empty when there is nothing to say. */
  readonly note: string;
  readonly url?: string;
}

export function shown(surface: Surface, url: string | undefined, note = ''): Receipt {
  return { surface, outcome: 'shown', note, ...(url !== undefined && { url }) };
}

export function nothing(surface: Surface, note = ''): Receipt {
  return { surface, outcome: 'nothing-to-show', note };
}

export function superseded(surface: Surface): Receipt {
  return {
    surface,
    outcome: 'superseded',
    note: 'A newer head or run has a verdict of its own: this one is not shown over it.',
  };
}

interface Wanted {
  readonly thing: string;
  readonly permission: string;
}

const WANTED: Readonly<Record<Surface, Wanted>> = {
  check: { thing: 'check run', permission: 'checks: write' },
  comment: { thing: 'comment', permission: 'pull-requests: write' },
  review: { thing: 'review comments', permission: 'pull-requests: write' },
  'code-scanning': { thing: 'SARIF upload', permission: 'security-events: write' },
  annotations: { thing: 'annotations', permission: '' },
  summary: { thing: 'summary', permission: '' },
};

const READ_ONLY =
  'The token of a pull request from Dependabot or a fork may only read: annotations of the job and its summary have the findings.';

/** What a fault means for one surface. `readOnly`: the event is known to come with a token that may write nothing. */
export function faulted(surface: Surface, fault: Fault, readOnly: boolean): Receipt {
  const { thing, permission } = WANTED[surface];
  if (fault.kind === 'forbidden' || (fault.kind === 'absent' && surface !== 'comment')) {
    const note = readOnly ? READ_ONLY : `No ${thing}: the token lacks ${permission}, or it is off here.`;
    return { surface, outcome: 'refused', note };
  }
  const outcome = fault.kind === 'invalid' || fault.kind === 'absent' ? 'refused' : 'failed';
  return { surface, outcome, note: `No ${thing}: ${fault.message}` };
}

/** What threw: a bug of ours, or an answer that nobody documents. It costs its own surface, and never the verdict. */
export function broken(surface: Surface, error: unknown): Receipt {
  const why = error instanceof Error ? error.message : String(error);
  const note = `The verdict could not be shown, which is a bug in Gatewright: ${why}`;
  return { surface, outcome: 'failed', note };
}

/** Every sentence once, in the order of the surfaces. */
export function remarks(receipts: readonly Receipt[]): string[] {
  return [...new Set(receipts.map(({ note }) => note))].filter(Boolean);
}
