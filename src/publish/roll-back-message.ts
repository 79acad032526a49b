/** The message of a commit that takes others back: which, why in a line, and the run that says more. */
import type { Range } from './roll-back.ts';

export interface Reversal extends Range {
  /** Of one commit of ours, or of all that somebody pushed. */
  readonly of: 'commit' | 'push';
  /** A sentence of ours. */
  readonly why: string;
}

/** `run` is the address of the run, or empty. */
export function rollBackMessage(reversal: Reversal, run: string): string {
  const { of, before, after, why } = reversal;
  const which = of === 'commit' ? after : `${before}..${after}`;
  const trailers = [run && `Gatewright-Run: ${run}`, `Gatewright-Reverts: ${after}`].filter(Boolean);
  return `${rollBackTitle(reversal)}\n\nThis reverts ${of} ${which}.\n\n${why}\n\n${trailers.join('\n')}\n`;
}

/** The first line of it. */
export function rollBackTitle({ of, before, after }: Omit<Reversal, 'why'>): string {
  const short = (id: string): string => id.slice(0, 12);
  return `Roll back ${of === 'commit' ? short(after) : `${short(before)}..${short(after)}`}`;
}
