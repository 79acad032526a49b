/** The runs of the required workflow on a head. */
import type { Answer, Api } from '../api/api.ts';
import { numberAt, textAt, type Payload } from '../payload.ts';

export interface WorkflowRun {
  readonly id: number;
  readonly over: boolean;
  /** When it was first started, in milliseconds since 1970; running it again does not change it. */
  readonly created: number;
}

/** How a run gets onto the head of a pull request. */
const EVENTS: readonly string[] = ['pull_request', 'pull_request_target'];
const MOST_PAGES = 5;

/** Newest first: ids only grow. `workflow` is a path, as in `.github/workflows/gatewright.yml`. */
export async function runsOn(
  api: Api,
  head: string,
  workflow: string,
): Promise<Answer<readonly WorkflowRun[]>> {
  const route = 'GET /repos/{owner}/{repo}/actions/runs';
  const answer = await api.list<Payload>(
    route,
    { head_sha: head },
    { key: 'workflow_runs', pages: MOST_PAGES },
  );
  if (!answer.ok) return answer;
  const ours = answer.data.filter(
    (run) => isAt(textAt(run, ['path']), workflow) && EVENTS.includes(textAt(run, ['event'])),
  );
  return { ok: true, data: ours.flatMap(readRun).sort((a, b) => b.id - a.id) };
}

export function readRun(run: Payload): WorkflowRun[] {
  const [id, created] = [numberAt(run, ['id']), Date.parse(textAt(run, ['created_at']))];
  return id === null ? [] : [{ id, created, over: textAt(run, ['status']) === 'completed' }];
}

/** A path may end in the branch or tag that the workflow came from; a ruleset's begins with its repository. */
function isAt(path: string, workflow: string): boolean {
  const [bare = ''] = path.split('@');
  return workflow !== '' && (bare === workflow || bare.endsWith(`/${workflow}`));
}
