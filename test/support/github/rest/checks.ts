/** Check runs: the display that anybody with `checks: write` may set. */
import { Refusal } from '../behaviours.ts';
import { ACTIONS_APP, type Annotation, type CheckRun } from '../state.ts';
import { created, ok, page, str, writer, type Body, type Call, type Handlers } from './call.ts';
import { checkShape } from './shapes.ts';

const CHECK_TEXT_LIMIT = 65_535;
const ANNOTATIONS_LIMIT = 50;
const ANNOTATION_BYTES = 64 * 1024;
const ANNOTATION_TITLE = 255;

/** What the description cannot say, or says with another answer than GitHub's. */
function checkOutput(body: Body): void {
  const output = (body['output'] ?? {}) as Body;
  for (const key of ['summary', 'text']) {
    const count = [...str(output[key])].length;
    if (count > CHECK_TEXT_LIMIT) throw new Refusal('check-output-too-long', undefined, { count });
    if (Buffer.byteLength(str(output[key])) <= CHECK_TEXT_LIMIT) continue;
    const message = `${key} exceeds a maximum bytesize of ${CHECK_TEXT_LIMIT}`;
    throw new Refusal('check-output-too-many-bytes', [
      { resource: 'CheckRun', code: 'custom', field: key, message },
    ]);
  }
  const annotations = (output['annotations'] ?? []) as Annotation[];
  const count = annotations.length;
  if (count > ANNOTATIONS_LIMIT) throw new Refusal('fifty-annotations', undefined, { count });
  annotations.forEach(checkAnnotation);
}

function checkAnnotation(each: Annotation): void {
  const refuse = (field: string): never => {
    throw new Refusal('annotation-too-large', [{ resource: 'CheckAnnotation', code: 'invalid', field }]);
  };
  if (Buffer.byteLength(each.message ?? '') > ANNOTATION_BYTES) refuse('message');
  if (Buffer.byteLength(each.raw_details ?? '') > ANNOTATION_BYTES) refuse('raw_details');
  if ([...(each.title ?? '')].length > ANNOTATION_TITLE) refuse('title');
  if (each.message === '') refuse('message');
  if (each.end_line < each.start_line || each.start_line < 1) refuse('end_line');
  const columns = each.start_column !== undefined || each.end_column !== undefined;
  if (columns && each.start_line !== each.end_line) refuse('start_column');
}

/** What a request says of a check run; the rest stays as it is. */
function apply(call: Call, run: CheckRun): void {
  const { body } = call;
  const output = body['output'] as Body | undefined;
  run.name = str(body['name'], run.name);
  run.external_id = str(body['external_id'], run.external_id);
  run.details_url = str(body['details_url'], run.details_url);
  run.started_at = str(body['started_at'], run.started_at);
  run.status = str(body['status'], run.status) as CheckRun['status'];
  if (typeof body['conclusion'] === 'string') {
    run.conclusion = body['conclusion'];
    run.status = 'completed';
    run.completed_at = str(body['completed_at'], call.state.now());
  }
  if (!output) return;
  run.output = {
    title: str(output['title'], run.output.title ?? undefined) || null,
    summary: str(output['summary'], run.output.summary ?? undefined) || null,
    text: str(output['text'], run.output.text ?? undefined) || null,
  };
  // Behaviour `annotations-append`.
  run.annotations.push(...((output['annotations'] ?? []) as Annotation[]));
}

function runOf({ state, params }: Call): CheckRun {
  const run = state.checkRuns.find((each) => each.id === Number(params['check_run_id']));
  if (!run) throw new Refusal('absent');
  return run;
}

export const checks: Handlers = {
  'checks/create': (call) => {
    const { state, body } = call;
    const sha = str(body['head_sha']);
    if (state.bare.ask('cat-file', '-t', sha) !== 'commit') {
      throw new Refusal('no-such-commit', undefined, { sha });
    }
    if (body['status'] === 'completed' && body['conclusion'] === undefined) {
      throw new Refusal('completed-needs-conclusion');
    }
    checkOutput(body);
    const run = newCheck(call, sha);
    apply(call, run);
    state.checkRuns.push(run);
    return created(checkShape(state, run));
  },

  'checks/update': (call) => {
    const run = runOf(call);
    const { app } = writer(call);
    if (app?.id !== run.app.id) throw new Refusal('only-the-app-updates', undefined, { id: app?.id ?? 0 });
    if (run.job) throw new Refusal('jobs-are-the-platforms');
    checkOutput(call.body);
    apply(call, run);
    return ok(checkShape(call.state, run));
  },

  'checks/get': (call) => ok(checkShape(call.state, runOf(call))),

  'checks/list-for-ref': (call) => {
    const { state, query, params } = call;
    const sha = state.bare.commit(params['ref'] ?? '');
    if (!sha) throw new Refusal('no-such-commit', undefined, { sha: params['ref'] });
    const [name, status, app] = [query.get('check_name'), query.get('status'), query.get('app_id')];
    const found = state.checkRuns.filter(
      (run) =>
        run.head_sha === sha &&
        (name === null || run.name === name) &&
        (status === null || run.status === status) &&
        (app === null || run.app.id === Number(app)),
    );
    const shown = query.get('filter') === 'all' ? found : found.filter((run) => run === latest(found, run));
    const shapes = shown.toReversed().map((run) => checkShape(state, run));
    return page(call, shapes, (part) => ({ total_count: shapes.length, check_runs: part }));
  },

  'checks/list-annotations': (call) => {
    const run = runOf(call);
    const blob = `${call.state.url}/${call.state.facts.owner}/${call.state.facts.repo}/blob/${run.head_sha}`;
    return page(
      call,
      run.annotations.map((each) => ({ ...each, blob_href: `${blob}/${encodeURIComponent(each.path)}` })),
    );
  },
};

/** OA checks/list-for-ref: `latest` is the newest of a name and an app. */
function latest(runs: readonly CheckRun[], like: CheckRun): CheckRun | undefined {
  return runs.findLast((run) => run.name === like.name && run.app.id === like.app.id);
}

function newCheck(call: Call, sha: string): CheckRun {
  const { app, user } = writer(call);
  if (!app) throw new Refusal('not-accessible');
  const id = call.state.id();
  return {
    ...{ id, head_sha: sha, name: '', status: 'queued', conclusion: null, external_id: '', job: false },
    details_url: `${call.state.url}/apps/${user.login}`,
    started_at: call.state.now(),
    completed_at: null,
    output: { title: null, summary: null, text: null },
    annotations: [],
    app: app.id === ACTIONS_APP.id ? ACTIONS_APP : app,
  };
}
