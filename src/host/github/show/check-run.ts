/** The check run: a display of the verdict on the judged commit, created complete so that none is left hanging. */
import type { Finding } from '../../../domain/finding.ts';
import type { Annotation } from '../../../report/github.ts';
import { counted } from '../../../report/words.ts';
import type { Answer } from '../api/api.ts';
import { checkNameOf } from './check-name.ts';
import { checkAnnotation } from './check-annotation.ts';
import { createOnce } from './create.ts';
import { isNewer, turnOf, turnText } from './order.ts';
import { faulted, shown, superseded, type Receipt } from './receipt.ts';
import type { App } from './self.ts';
import { mayOnlyRead, type Online } from './showing.ts';

/** GitHub takes fifty in a request, and appends what a later request brings (contracts: check run). */
const BATCH = 50;
/** Beyond this nobody looks through them, and every batch is a request. */
const MOST = 500;

export interface CheckRun {
  readonly id: number;
  readonly app: App | null;
  readonly url: string | undefined;
  /** Findings that have an annotation in it. */
  readonly said: ReadonlySet<Finding>;
}

interface Existing {
  readonly id: number;
  readonly external_id?: string | null;
  readonly conclusion?: string | null;
  readonly html_url?: string;
  readonly app?: App | null;
}

type Shown = { readonly receipt: Receipt; readonly run: CheckRun | null };

export async function showCheckRun(online: Online, annotations: readonly Annotation[]): Promise<Shown> {
  const before = await existing(online);
  if (!before.ok) return { receipt: faulted('check', before.fault, mayOnlyRead(online)), run: null };
  if (before.data.some((run) => isAfter(run, online))) return { receipt: superseded('check'), run: null };
  const first = annotations.slice(0, BATCH);
  const made = await create(online, first);
  if (!made.ok) return { receipt: faulted('check', made.fault, mayOnlyRead(online)), run: null };
  const { id, app = null, html_url: url } = made.data.run;
  // What a proxy may answer: every later request names the run by it.
  if (typeof id !== 'number') throw new TypeError('GitHub made a check run without a number.');
  if (await isOutdone(online, id)) return { receipt: superseded('check'), run: null };
  const said = new Set(made.data.said);
  const rest = annotations.filter(({ finding }) => !said.has(finding));
  for (const finding of await annotate(online, id, rest)) said.add(finding);
  const lost = annotations.length - said.size;
  const note = lost > 0 ? `${counted(lost, 'finding')} without an annotation in the check run.` : '';
  return { receipt: shown('check', url, note), run: { id, app, url, said } };
}

function existing(online: Online): Promise<Answer<readonly Existing[]>> {
  const { api, head } = online;
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs';
  // By default GitHub leaves out all but the newest of a name, whichever run that is of.
  const asked = { ref: head, check_name: checkNameOf(online), filter: 'all' };
  return api.list<Existing>(route, asked, { key: 'check_runs' });
}

/**
 * GitHub has no way to create only where nothing newer is, and shows what was created last: so whoever created looks
 * again, and takes back what a newer run, which was faster, says otherwise.
 */
async function isOutdone(online: Online, id: number): Promise<boolean> {
  const after = await existing(online);
  const newer = after.ok ? after.data.filter((run) => isAfter(run, online)) : [];
  if (newer.every(({ conclusion }) => conclusion === online.wording.conclusion)) return false;
  const output = { title: 'Superseded', summary: 'A newer run of this head has the report.' };
  const route = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}';
  await online.api.request(route, { check_run_id: id, conclusion: 'cancelled', output });
  return true;
}

function isAfter({ external_id: turn }: Existing, { run }: Online): boolean {
  const theirs = turnOf(turn);
  return theirs !== null && isNewer(theirs, run);
}

interface Made {
  readonly run: Existing;
  readonly said: readonly Finding[];
}

/** With the first annotations; without them where GitHub refuses one, so that they are tried apart. */
async function create(online: Online, first: readonly Annotation[]): Promise<Answer<Made>> {
  const { api, run, head } = online;
  const { conclusion, title, summary } = online.wording;
  const body = {
    name: checkNameOf(online),
    head_sha: head,
    status: 'completed',
    conclusion,
    external_id: turnText(run),
    details_url: run.url,
    output: { title, summary, annotations: first.map(checkAnnotation) },
  };
  const made = await createOnce<Existing>(online, {
    create: () => api.request<Existing>('POST /repos/{owner}/{repo}/check-runs', body),
    find: async () => {
      const after = await existing(online);
      if (!after.ok) return after;
      const ours = after.data.find(({ external_id: turn }) => turn === turnText(run));
      return { ok: true, data: ours ?? null };
    },
  });
  if (made.ok) return { ok: true, data: { run: made.data, said: first.map(({ finding }) => finding) } };
  return made.fault.kind === 'invalid' && first.length > 0 ? create(online, []) : made;
}

/** Appends annotations, in batches; returns the findings that got one. A refused batch is tried in halves. */
export async function annotate(
  online: Online,
  id: number,
  annotations: readonly Annotation[],
): Promise<readonly Finding[]> {
  const { title, summary } = online.wording;
  const said: Finding[] = [];
  const queue = batchesOf(annotations.slice(0, MOST));
  // A batch of which each part is refused takes about two requests for each annotation.
  for (let budget = queue.length + 2 * BATCH; queue.length > 0 && budget > 0; budget--) {
    const batch = queue.shift() ?? [];
    const output = { title, summary, annotations: batch.map(checkAnnotation) };
    const route = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}';
    const answer = await online.api.request(route, { check_run_id: id, output });
    if (answer.ok) said.push(...batch.map(({ finding }) => finding));
    else if (answer.fault.kind !== 'invalid') break;
    else if (batch.length > 1) queue.unshift(...batchesOf(batch, Math.ceil(batch.length / 2)));
  }
  return said;
}

function batchesOf(annotations: readonly Annotation[], size = BATCH): (readonly Annotation[])[] {
  const count = Math.ceil(annotations.length / size);
  return Array.from({ length: count }, (_, at) => annotations.slice(at * size, (at + 1) * size));
}
