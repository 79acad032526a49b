/** Why a program of others gave nothing that could be relied on: one sentence each, and never a pass. */
import type { Program } from '../../domain/sighting.ts';
import { quote } from '../../kit/child/capture.ts';
import type { Ran } from '../../kit/child/run.ts';
import { explainTimeout, type Failure } from '../explain-ending.ts';

const EMBEDDED = 'or set security-engine to embedded';

export function notInstalled(program: Program): Failure {
  return crashed(
    `${program} is not on the PATH (folders of what is judged do not count): install it before Gatewright runs, ${EMBEDDED}.`,
  );
}

/** One that is there, and is none that we can speak to. */
export function unfit(file: string, what: string, wanted: string): Failure {
  return crashed(`${file} ${what}, and ${wanted} is needed: install that, ${EMBEDDED}.`);
}

/** What it printed, or wrote, cannot be what it should be. */
export function unreadable(program: Program, problem: string): Failure {
  return crashed(
    `What ${program} reported cannot be relied on: ${quote(problem, 'start')}. Run again, ${EMBEDDED}.`,
  );
}

/** Exit codes by which both say that the rules are at fault (semgrep.dev/docs/cli-reference; Opengrep's reference). */
const RULES_AT_FAULT = new Set([4, 5, 7, 8]);

export interface Limit {
  /** Milliseconds. */
  readonly limit: number;
  /** It is what the run had left, and not the validator's own. */
  readonly budget: boolean;
}

export function tooSlow(program: Program, { limit, budget }: Limit): Failure {
  return explainTimeout(limit, budget, { validator: program, at: null, memory: 0 });
}

/** How a run ended that was not to end so; null for one that ended well. */
export function badEnd(program: Program, { end, stdout, stderr }: Ran, limit: Limit): Failure | null {
  if (end.kind === 'timed-out' || end.kind === 'cancelled') return tooSlow(program, limit);
  if (end.kind === 'not-started') return crashed(`${program} could not be started: ${quote(end.reason)}.`);
  const words = stderr.text().trim();
  const last = words === '' ? '' : ` Its last words: "${quote(words)}"`;
  if (end.kind === 'signalled')
    return crashed(
      `${program} was ended by ${end.signal} before it reported. Run again, ${EMBEDDED}.${last}`,
    );
  // 1 is for findings that are to fail a run, which nobody asked for here; some wrappers give it all the same.
  if (end.code === 0 || (end.code === 1 && stdout.total > 0)) return null;
  const why = RULES_AT_FAULT.has(end.code) ? 'does not take the rules' : 'failed';
  return crashed(`${program} ${why} (exit code ${end.code}). Mend that, ${EMBEDDED}.${last}`);
}

const crashed = (message: string): Failure => ({ kind: 'crashed', message });
