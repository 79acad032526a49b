/** Traps in the workflow that answers comments and follows reviews: it must be able to run the required job again. */
import type { Policy } from '../../domain/policy.ts';
import type { Gate } from '../../kit/workflows/gates.ts';
import { POLICY_PATH } from '../../policy/load.ts';
import type { Advice } from './advice.ts';
import { about, isRequirable, type Look } from './look.ts';

/** The events of such a workflow: words of people, and the end of a workflow of reviews. */
const COMMANDS = ['issue_comment', 'workflow_run'];

/** Whether the job judges nothing, and asks for another one to be run again. */
export function answers({ workflow }: Gate): boolean {
  return COMMANDS.some((event) => workflow.events.has(event));
}

export function whatItAnswers(gate: Gate, look: Look): readonly Advice[] {
  return [...named(gate, look), ...permitted(gate)];
}

/** The run that is run again is found by the path of its workflow. */
function named({ workflow, job, step }: Gate, { gates }: Look): readonly Advice[] {
  const path = step.with.get('workflow') ?? workflow.path;
  if (gates.some((one) => isRequirable(one) && one.workflow.path === path)) return [];
  return [
    about({ workflow, job }).problem(
      `It would run a job of ${path} again, and no job there judges pull requests with Gatewright.`,
      'Write the path of the workflow with the required job into the input `workflow`.',
    ),
  ];
}

function permitted(gate: Gate): readonly Advice[] {
  const given = gate.job.permissions ?? gate.workflow.permissions;
  if (!(given instanceof Map) || given.get('actions') === 'write') return [];
  return [about(gate).problem('The token may not run a job again.', 'Add `actions: write`.')];
}

/** What the policy counts on, and no workflow brings. */
export function whatIsMissing(policy: Pick<Policy, 'escalate'>, { gates }: Look): readonly Advice[] {
  const follows = gates.some(({ workflow }) => workflow.events.has('workflow_run'));
  if (policy.escalate.length === 0 || follows) return [];
  return [
    {
      weight: 'caution',
      at: POLICY_PATH,
      said: 'The policy escalates, and no workflow runs the required job again when a review comes.',
      remedy: 'Add docs/workflows/reviews.yml and comments.yml, or press Re-run jobs after approving.',
    },
  ];
}
