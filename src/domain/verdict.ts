/** The verdict: one of three decisions on the author's evidence, with its reasons. */
import type { Finding } from './finding.ts';

export type Decision = 'pass' | 'block' | 'could-not-judge';

export interface Verdict {
  readonly decision: Decision;
  /** True in `mode: observe`: the decision is said, the exit code stays 0 unless nothing could be judged. */
  readonly observed: boolean;
  /** One sentence each, worst first; empty only for a pass. */
  readonly reasons: readonly string[];
  /** New findings at the threshold, in the evidence's order. */
  readonly blocking: readonly Finding[];
}
