/** Runs of workflows, and running them again. */
import { Refusal } from '../behaviours.ts';
import type { WorkflowRun } from '../state.ts';
import { created, ok, page, type Call, type Handlers, type Reply } from './call.ts';
import { runShape } from './shapes.ts';

function runOf({ state, params }: Call): WorkflowRun {
  const run = state.runs.find((each) => each.id === Number(params['run_id']));
  if (!run) throw new Refusal('absent');
  return run;
}

function list(call: Call, runs: readonly WorkflowRun[]): Reply {
  const { query, state } = call;
  const wanted = { head_sha: query.get('head_sha'), event: query.get('event'), branch: query.get('branch') };
  const status = query.get('status');
  const found = runs.filter(
    (run) =>
      (wanted.head_sha === null || run.head === wanted.head_sha) &&
      (wanted.event === null || run.event === wanted.event) &&
      (wanted.branch === null || run.branch === wanted.branch) &&
      (status === null || run.status === status || run.conclusion === status),
  );
  const shapes = found.toSorted((a, b) => b.id - a.id).map((run) => runShape(state, run));
  return page(call, shapes, (part) => ({ total_count: shapes.length, workflow_runs: part }));
}

/** The run begins once more, with the same id, the same commit and the next attempt: `rerun-same-commit`. */
function again(call: Call): Reply {
  const run = runOf(call);
  if (run.status !== 'completed') throw new Refusal('rerun-while-running');
  const age = Date.parse(call.state.now()) - Date.parse(run.created_at);
  if (age > 30 * 24 * 3_600_000) throw new Refusal('rerun-too-old');
  run.attempt += 1;
  run.status = 'queued';
  run.conclusion = null;
  call.state.reruns.push(run.id);
  return created({});
}

export const actions: Handlers = {
  'actions/get-workflow-run': (call) => ok(runShape(call.state, runOf(call))),
  'actions/list-workflow-runs-for-repo': (call) => list(call, call.state.runs),
  'actions/list-workflow-runs': (call) => {
    const file = call.params['workflow_id'] ?? '';
    const known = call.state.runs.filter((run) => run.path.endsWith(`/${file}`));
    if (known.length === 0) throw new Refusal('absent');
    return list(call, known);
  },
  'actions/re-run-workflow': again,
  'actions/re-run-workflow-failed-jobs': again,
  'actions/list-jobs-for-workflow-run': (call) => {
    const run = runOf(call);
    const jobs = run.jobs.map((name, at) => ({
      ...{ id: run.id * 10 + at, run_id: run.id, run_attempt: run.attempt, name, head_sha: run.head },
      ...{
        status: run.status,
        conclusion: run.conclusion,
        started_at: run.created_at,
        workflow_name: run.name,
      },
    }));
    return page(call, jobs, (part) => ({ total_count: jobs.length, jobs: part }));
  },
};
