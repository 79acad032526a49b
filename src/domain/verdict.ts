/** The verdict: one decision on the author's evidence with its reasons, and the exit code that says it. */
import type { Finding } from './finding.ts';

/**
 * `config`: rules that the policy names are broken; what could be judged was. `stale` is set by the gate alone, when the
 * head moved while it was judged.
 */
export type Decision = 'pass' | 'block' | 'could-not-judge' | 'config' | 'stale';

export interface Verdict {
  readonly decision: Decision;
  /** True in `mode: observe`: the decision is said, and a block does not fail the run. */
  readonly observed: boolean;
  /** One sentence each, worst first; empty only for a pass. */
  readonly reasons: readonly string[];
  /** New findings at the threshold, in the evidence's order. */
  readonly blocking: readonly Finding[];
}

/** Bad usage or bad policy. */
export const CONFIG_EXIT = 3;
export const COULD_NOT_JUDGE_EXIT = 2;

const EXIT: Readonly<Record<Decision, number>> = {
  pass: 0,
  block: 1,
  'could-not-judge': COULD_NOT_JUDGE_EXIT,
  config: CONFIG_EXIT,
  stale: 4,
};

/** The process's exit code; in observe mode a block passes, and what could not be judged still fails. */
export function exitCodeOf(verdict: Verdict): number {
  return verdict.observed && verdict.decision === 'block' ? 0 : EXIT[verdict.decision];
}
