/** Traps in when the required job runs: it must come for every proposal, and nothing may skip it. */
import type { Gate } from '../../kit/workflows/gates.ts';
import type { Advice } from './advice.ts';
import { about, PROPOSALS, type Look } from './look.ts';

/** Without them a push, or the very opening, is never judged. */
const NEEDED = ['opened', 'synchronize', 'reopened'];
/** And what is missed without them. */
const MISSED: Readonly<Record<string, string>> = {
  ready_for_review: 'a draft that becomes ready keeps the verdict of its last push',
  edited: 'a pull request that is given another base keeps the verdict on the old one',
};
const WANTED = Object.keys(MISSED);
/** What GitHub takes where no types are given. */
const DEFAULT_TYPES = NEEDED;

/** Everything about one required job that decides whether it runs. */
export function whenItRuns(gate: Gate, look: Look): readonly Advice[] {
  return [...skipped(gate), ...events(gate), ...others(gate), ...queue(gate, look), ...cancelled(gate)];
}

/** https://docs.github.com/en/pull-requests: a job that is skipped reports success to a required check. */
function skipped(gate: Gate): readonly Advice[] {
  const { job, step } = gate;
  const { problem } = about(gate);
  const always = job.if !== undefined && /^(?:\$\{\{)?\s*always\(\)\s*(?:\}\})?$/.test(job.if);
  const found: Advice[] = [];
  if (job.if !== undefined && !always) {
    found.push(
      problem(
        `The job has an \`if:\`. When it is not met the job is skipped, and GitHub takes a skipped job for a green one.`,
        job.needs.length > 0 ? 'Write `if: always()`.' : 'Remove it.',
      ),
    );
  }
  if (job.needs.length > 0 && job.if === undefined) {
    found.push(
      problem(
        `The job needs ${job.needs.join(', ')}. When that fails this job is skipped, and GitHub takes a skipped job for a green one.`,
        'Add `if: always()` to the job, or remove `needs`.',
      ),
    );
  }
  if (step.if !== undefined) {
    found.push(
      problem(
        'The step of Gatewright has an `if:`: when it is not met nothing is judged, and the job is green.',
        'Remove it.',
      ),
    );
  }
  if (job.continueOnError || step.continueOnError) {
    found.push(problem('`continue-on-error` turns a red into a green.', 'Remove it.'));
  }
  return found;
}

function events(gate: Gate): readonly Advice[] {
  const { problem, caution } = about(gate);
  const found: Advice[] = [];
  const named = PROPOSALS.filter((event) => gate.workflow.events.has(event));
  if (named.length > 1) {
    found.push(
      problem(
        'The workflow runs on pull_request and on pull_request_target: two checks of one name, of which the first is the pull request’s to write.',
        'Keep one of the two events.',
      ),
    );
  }
  for (const event of named) {
    const filter = gate.workflow.events.get(event);
    if (filter?.byPath) {
      found.push(
        problem(
          `${event} has a path filter: a pull request that it leaves out waits for the required check for ever.`,
          'Remove `paths` and `paths-ignore`; what is not to be judged belongs into the policy.',
        ),
      );
    }
    if (filter?.byBranch) {
      found.push(
        caution(
          `${event} has a branch filter: a pull request into another branch is not judged, and waits for ever where a rule of that branch requires the check.`,
          'Remove `branches`, unless the rules cover these branches alone.',
        ),
      );
    }
    found.push(...types(gate, event, filter?.types ?? DEFAULT_TYPES));
  }
  return found;
}

/** Events that judge something else on the very commit, under the same name: GitHub takes the newest. */
function others(gate: Gate): readonly Advice[] {
  const { problem } = about(gate);
  const { events } = gate.workflow;
  const remedy = 'Give it a workflow and a job name of its own.';
  const found: Advice[] = [];
  if (events.has('push') && events.get('push')?.byBranch !== true) {
    const said =
      'The workflow runs on push as well, which judges only what was pushed: a green of that covers the red of the pull request.';
    found.push(problem(said, `${remedy} Or name the default branch under \`push: branches\`.`));
  }
  if (events.has('workflow_dispatch')) {
    const said =
      'The workflow can be started by hand on the branch of a pull request, which it then takes as it is instead of as a change: a green of that covers the red of the pull request.';
    found.push(problem(said, remedy));
  }
  return found;
}

function types(gate: Gate, event: string, given: readonly string[]): readonly Advice[] {
  const { problem, caution } = about(gate);
  const without = (wanted: readonly string[]) => wanted.filter((type) => !given.includes(type));
  const all = `\`types: [${[...NEEDED, ...WANTED].join(', ')}]\``;
  const [needed, wanted] = [without(NEEDED), without(WANTED)];
  if (needed.length > 0) {
    return [
      problem(`${event} does not run on ${needed.join(', ')}: such a head has no check.`, `Write ${all}.`),
    ];
  }
  if (wanted.length === 0) return [];
  const lost = wanted.map((type) => MISSED[type]).join(', and ');
  return [caution(`${event} does not run on ${wanted.join(' and ')}: ${lost}.`, `Write ${all}.`)];
}

/** https://docs.github.com/en/actions: without the event, the queue waits for the required check until it gives up. */
function queue(gate: Gate, { gates, rules }: Look): readonly Advice[] {
  const queued = gates.some(
    ({ workflow, check }) => workflow.events.has('merge_group') && check === gate.check,
  );
  if (queued || rules?.queue === false) return [];
  const { problem, caution } = about(gate);
  const remedy = 'Add `merge_group:` to the events.';
  return rules?.queue
    ? [
        problem(
          'The branch has a merge queue, and no job of this name runs on merge_group: nothing will ever merge.',
          remedy,
        ),
      ]
    : [
        caution(
          'No job of this name runs on merge_group: with a merge queue nothing would ever merge.',
          remedy,
        ),
      ];
}

function cancelled(gate: Gate): readonly Advice[] {
  const { caution } = about(gate);
  const found: Advice[] = [];
  if (gate.job.cancelsInProgress || gate.workflow.cancelsInProgress) {
    found.push(
      caution(
        '`cancel-in-progress` leaves a cancelled check on a head that nobody pushes to again, and a workflow that a ruleset requires may not have it.',
        'Remove it: an outdated run shows nothing by itself.',
      ),
    );
  }
  if (!gate.job.timeout) {
    found.push(
      caution(
        'The job has no `timeout-minutes`: a runner that hangs holds the pull request for six hours.',
        'Add `timeout-minutes: 15`.',
      ),
    );
  }
  return found;
}
