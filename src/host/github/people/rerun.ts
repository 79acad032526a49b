/** Runs the required job of a head again, so that what people said since then counts. */
import type { Answer, Api, Fault } from '../api/api.ts';
import type { Payload } from '../payload.ts';
import { pause } from '../show/pause.ts';
import { readRun, runsOn, type WorkflowRun } from './runs.ts';

export interface Rerunning {
  readonly api: Api;
  readonly head: string;
  /** The path of the workflow with the required job. */
  readonly workflow: string;
  readonly signal: AbortSignal;
  /** False when the wait was cut short. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<boolean>;
}

export interface Rerun {
  readonly done: boolean;
  /** What was done, or why it was not. */
  readonly sentence: string;
}

// GitHub starts no run again that still runs, and that one may have read the comments before this one was there.
// Together five minutes; what takes longer is asked for again.
const WAITS = [3, 5, 10, 15, 20, 30, 30, 30, 60, 60].map((seconds) => seconds * 1000);

/** Never throws. */
export async function rerunFor(rerunning: Rerunning): Promise<Rerun> {
  const { api, head, workflow } = rerunning;
  const runs = await runsOn(api, head, workflow);
  if (!runs.ok) return refused(`The runs of this head could not be read: ${runs.fault.message}`, runs.fault);
  const [newest] = runs.data;
  if (newest === undefined) {
    return refused(`This head has no run of ${workflow || 'the workflow'} that could be started again.`);
  }
  return again(rerunning, newest);
}

async function again({ api, signal, wait = pause }: Rerunning, run: WorkflowRun): Promise<Rerun> {
  let { over } = run;
  for (const ms of [0, ...WAITS]) {
    if (ms > 0) {
      if (!(await wait(ms, signal))) break;
      over = await isOver(api, run);
    }
    if (!over) continue;
    const answer = await api.request('POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun', {
      run_id: run.id,
    });
    if (answer.ok) return { done: true, sentence: 'The check runs again.' };
    if (!isRunning(answer.fault)) return refusedBy(answer.fault);
  }
  return refused('The check is still running: ask again when it has ended.');
}

async function isOver(api: Api, { id }: WorkflowRun): Promise<boolean> {
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}';
  const answer: Answer<Payload> = await api.request<Payload>(route, { run_id: id });
  return answer.ok && readRun(answer.data).some(({ over }) => over);
}

/** Somebody else was faster. "This workflow is already running" (cli/cli#5520). */
function isRunning({ kind, said }: Fault): boolean {
  return kind === 'forbidden' && /already running/i.test(said);
}

function refusedBy(fault: Fault): Rerun {
  if (/over a month ago/i.test(fault.said)) {
    return refused('The check is too old to be run again: push, or close and reopen the pull request.');
  }
  return refused(`The check could not be run again: ${fault.message}`, fault);
}

/** GitHub also says 403 of what it would let nobody do; a permission it names "not accessible". */
function refused(sentence: string, fault?: Fault): Rerun {
  const isWanting = fault?.kind === 'forbidden' && /not accessible/i.test(fault.said);
  const help = isWanting ? ' The job that answers comments needs the permission actions: write.' : '';
  return { done: false, sentence: `${sentence}${help}` };
}
