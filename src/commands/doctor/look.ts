/** What doctor looks at, and how it words what it finds about one job. */
import type { Rules } from '../../host/github/worth/rules.ts';
import type { Gate } from '../../kit/workflows/gates.ts';
import type { Workflow } from '../../kit/workflows/workflow.ts';
import type { Advice, Weight } from './advice.ts';

/** The events whose jobs show on a pull request's head. */
export const PROPOSALS = ['pull_request', 'pull_request_target'] as const;

export interface Look {
  readonly workflows: readonly Workflow[];
  readonly gates: readonly Gate[];
  /** Of the default branch; null when nobody could be asked. */
  readonly rules: Rules | null;
}

type Tell = (said: string, remedy?: string) => Advice;

/** Advice about a job, under its file and name. */
export function about({ workflow, job }: Pick<Gate, 'workflow' | 'job'>): Readonly<Record<Weight, Tell>> {
  const at = `${workflow.path}, job ${job.id}`;
  const tell =
    (weight: Weight): Tell =>
    (said, remedy) => ({ weight, at, said, remedy });
  return { problem: tell('problem'), caution: tell('caution'), note: tell('note') };
}

/** Whether the job judges whole proposals: it is what a rule can require. A shard only judges a share. */
export function isRequirable({ workflow, step }: Gate): boolean {
  return PROPOSALS.some((event) => workflow.events.has(event)) && !step.with.has('shard');
}
