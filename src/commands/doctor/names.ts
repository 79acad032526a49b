/** Traps in what the check is called: a rule requires a name, and whoever reports under that name is believed. */
import { CHECK_NAME } from '../../host/github/show/check-name.ts';
import { checkOf, type Gate } from '../../kit/workflows/gates.ts';
import type { Job } from '../../kit/workflows/workflow.ts';
import type { Advice } from './advice.ts';
import { about, PROPOSALS, type Look } from './look.ts';

/** Events whose jobs can report on the head of a pull request, or on the commit of a queue's group. */
const REPORTING = [...PROPOSALS, 'merge_group', 'push', 'workflow_dispatch'];

export function whatItIsCalled(gate: Gate, look: Look): readonly Advice[] {
  const { problem } = about(gate);
  if (gate.check === null) {
    return [
      problem(
        'The name of the check is known only when the job runs (a matrix, or an expression in `name`), so no rule can require it.',
        'Give the job a fixed name; with a matrix, add a job that merges (docs/shards.md).',
      ),
    ];
  }
  if (gate.check === CHECK_NAME) {
    return [problem(`The job has the name of the display, ${CHECK_NAME}.`, 'Call it something else.')];
  }
  return sameName(gate, look);
}

/** GitHub does not tell two checks of one name apart: the other one's green can stand for this one's. */
function sameName(gate: Gate, { workflows, gates }: Look): readonly Advice[] {
  const isGate = (job: Job) => gates.some((one) => one.job === job);
  const rivals = workflows.filter(({ events, jobs }) => {
    const reporting = REPORTING.filter((event) => events.has(event));
    // The queue's own gate has the same name on purpose: one rule requires both.
    const isQueue = reporting.length === 1 && events.has('merge_group');
    const others = jobs.filter((job) => job !== gate.job && checkOf(job) === gate.check);
    return reporting.length > 0 && others.some((job) => !(isQueue && isGate(job)));
  });
  if (rivals.length === 0) return [];
  const files = rivals.map(({ path }) => path).join(', ');
  return [
    about(gate).problem(
      `Another job is called ${gate.check} as well (${files}): either one's green counts for both.`,
      'Rename one of them.',
    ),
  ];
}
