/** Where workflows run Gatewright, and what GitHub calls the check of such a job. */
import type { Job, Step, Workflow } from './workflow.ts';

export interface Gate {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly step: Step;
  /** The job's name as GitHub shows it and rules require it; null when it is known only once the job runs. */
  readonly check: string | null;
}

/** `owner/gatewright@ref`, whoever the owner is; with `own`, in Gatewright's repository itself, also `./` and `$/`. */
export function isGatewright(uses: string, own = false): boolean {
  if (own && /^[.$]\/?$/.test(uses)) return true;
  return /^[\w.-]+\/gatewright@\S+$/i.test(uses);
}

/** Every job that has a step of Gatewright's, those of reusable workflows under the name of who calls them. */
export function gatesOf(workflows: readonly Workflow[], own = false): readonly Gate[] {
  return workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) => gatesIn({ workflow, job }, workflows, own)),
  );
}

type Place = Pick<Gate, 'workflow' | 'job'>;

function gatesIn({ workflow, job }: Place, workflows: readonly Workflow[], own: boolean): readonly Gate[] {
  const called = workflows.find(({ path }) => job.uses === `./${path}`);
  const check = checkOf(job);
  // A called workflow may call another; one level is what people write, and what never ends is not followed.
  const inner = called ? called.jobs.flatMap((one) => stepsOf(one, own).map((step) => ({ one, step }))) : [];
  return [
    ...stepsOf(job, own).map((step) => ({ workflow, job, step, check })),
    ...inner.map(({ one, step }) => ({ workflow, job: one, step, check: joined(check, checkOf(one)) })),
  ];
}

function stepsOf(job: Job, own: boolean): readonly Step[] {
  return job.steps.filter(({ uses }) => uses !== undefined && isGatewright(uses, own));
}

/** The name of a job's check: its `name`, or its id. A matrix appends its values, an expression becomes known late. */
export function checkOf({ id, name = id, matrix }: Job): string | null {
  return matrix || name.includes('${{') ? null : name;
}

function joined(caller: string | null, called: string | null): string | null {
  return caller === null || called === null ? null : `${caller} / ${called}`;
}
