/** Traps in what the check is called: a rule requires a name, and whoever reports under that name is believed. */
import { CHECK_NAME } from '../../host/github/show/check-name.ts';
import { checkOf, type Gate } from '../../kit/workflows/gates.ts';
import type { Advice } from './advice.ts';
import { about, isRequirable, PROPOSALS, type Look } from './look.ts';

/** Events whose jobs report on the head of a pull request, or on the commit of a queue's group. */
const REPORTING = [...PROPOSALS, 'merge_group', 'push'];

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
  const others = workflows.flatMap((workflow) =>
    workflow.jobs
      .filter((job) => checkOf(job) === gate.check && !gates.some((one) => one.job === job))
      .filter(() => REPORTING.some((event) => workflow.events.has(event)))
      .map(() => workflow.path),
  );
  const rivals = gates.filter(
    (one) => one !== gate && one.check === gate.check && one.workflow !== gate.workflow && isRequirable(one),
  );
  const files = [...new Set([...others, ...rivals.map(({ workflow }) => workflow.path)])];
  if (files.length === 0) return [];
  return [
    about(gate).problem(
      `Another job is called ${gate.check} as well (${files.join(', ')}): either one's green counts for both.`,
      'Rename one of them.',
    ),
  ];
}
