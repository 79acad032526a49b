/** Code scanning: a log is taken in at once and looked at later. */
import zlib from 'node:zlib';
import { Refusal } from '../behaviours.ts';
import type { Sarif, State } from '../state.ts';
import { ok, str, type Body, type Call, type Handlers, type Reply } from './call.ts';

/** docs code-security/reference/sarif-support. */
const LIMITS = {
  gzip: 10 * 1024 * 1024,
  runs: 20,
  results: 25_000,
  rules: 25_000,
  locations: 1_000,
  tags: 20,
};

interface Log {
  readonly version?: string;
  readonly runs?: readonly Run[];
}

interface Run {
  readonly tool?: { readonly driver?: { readonly name?: string; readonly rules?: readonly Entry[] } };
  readonly automationDetails?: { readonly id?: string };
  readonly results?: readonly Result[];
}

interface Entry {
  readonly id?: string;
  readonly properties?: { readonly tags?: readonly string[]; readonly 'security-severity'?: string };
}

interface Result {
  readonly message?: { readonly text?: string };
  readonly locations?: readonly {
    readonly physicalLocation?: { readonly artifactLocation?: { readonly uri?: string } };
  }[];
}

function unpack(given: string): unknown {
  const packed = Buffer.from(given, 'base64');
  if (packed.length > LIMITS.gzip) throw new Refusal('body-too-large');
  try {
    return JSON.parse(zlib.gunzipSync(packed).toString('utf8'));
  } catch {
    throw new Refusal('sarif-not-gzip');
  }
}

/** What processing finds wrong, in words like GitHub's: behaviours `sarif-limits` and `sarif-one-category`. */
function objections({ version, runs = [] }: Log): string[] {
  const found: string[] = [];
  if (version !== '2.1.0') found.push(`rejecting SARIF, as it is version ${version ?? 'none'}, not 2.1.0`);
  if (runs.length > LIMITS.runs)
    found.push(`rejecting SARIF, as there are more runs than allowed (${runs.length} > 20)`);
  const categories = runs.map((run) => `${run.tool?.driver?.name ?? ''} ${categoryOf(run)}`);
  if (new Set(categories).size < categories.length) {
    found.push('A delivery cannot contain multiple runs with the same category');
  }
  for (const run of runs) found.push(...runObjections(run));
  return found;
}

function runObjections({ tool, results = [] }: Run): string[] {
  const found: string[] = [];
  const rules = tool?.driver?.rules ?? [];
  if (!tool?.driver?.name) found.push('rejecting SARIF, as the tool has no name');
  if (results.length > LIMITS.results) {
    found.push(`rejecting SARIF, as there are more results per run than allowed (${results.length} > 25000)`);
  }
  if (rules.length > LIMITS.rules)
    found.push('rejecting SARIF, as there are more rules per run than allowed');
  for (const rule of rules) {
    const severity = rule.properties?.['security-severity'];
    if (severity !== undefined && !(Number(severity) > 0 && Number(severity) <= 10)) {
      found.push(`rejecting SARIF, as the security severity value, ${severity}, is not a number`);
    }
    if ((rule.properties?.tags ?? []).length > LIMITS.tags)
      found.push('rejecting SARIF, as a rule has too many tags');
  }
  for (const result of results) found.push(...resultObjections(result));
  return found;
}

function resultObjections({ message, locations = [] }: Result): string[] {
  if (!message?.text) return ['rejecting SARIF, as a result has no message'];
  if (locations.length === 0) return ['locationFromSarifResult: expected at least one location'];
  if (locations.length > LIMITS.locations) return ['rejecting SARIF, as a result has too many locations'];
  const uri = locations[0]?.physicalLocation?.artifactLocation?.uri;
  if (!uri) return ['locationFromSarifResult: expected artifact location'];
  if (/^[a-z][a-z0-9+.-]*:/i.test(uri)) {
    return [`expected checkout URI scheme to match SARIF URI scheme "${uri.split(':')[0]}"`];
  }
  try {
    decodeURIComponent(uri);
    return [];
  } catch {
    return [`an invalid URI was provided as a SARIF location: ${uri}`];
  }
}

/** `category/run-id`, split at the last slash; without a slash there is no category. */
function categoryOf(run: Run): string {
  const id = run.automationDetails?.id ?? '';
  return id.includes('/') ? id.slice(0, id.lastIndexOf('/')) : '';
}

/** The commit belongs to the ref: behaviour `sarif-head-on-merge-ref`. */
function checkPlace(state: State, ref: string, sha: string): void {
  if (state.bare.ask('cat-file', '-t', sha) !== 'commit') throw new Refusal('sarif-commit-absent');
  if (!state.bare.commit(ref)) throw new Refusal('sarif-ref-absent');
  const pull = /^refs\/pull\/(\d+)\/(head|merge)$/.exec(ref);
  if (pull && state.bare.commit(ref) !== sha && !wasHead(state, ref, sha))
    throw new Refusal('sarif-head-on-merge-ref');
}

/** A head that was replaced meanwhile is still one of this pull request. */
function wasHead(state: State, ref: string, sha: string): boolean {
  return ref.endsWith('/head') && state.bare.parents(sha).length < 2;
}

function upload(call: Call): Reply {
  const { state, body } = call;
  if (!state.facts.scanning) throw new Refusal('scanning-not-enabled');
  const [ref, sha] = [str(body['ref']), str(body['commit_sha'])];
  checkPlace(state, ref, sha);
  const log = unpack(str(body['sarif']));
  const wrong = objections(log as Log);
  const next = state.sarif.next;
  const sarif: Sarif = {
    id: `00000000-0000-4000-8000-${String(state.id()).padStart(12, '0')}`,
    ...{ commit_sha: sha, ref, log, pending: next.pending },
    status: wrong.length > 0 ? 'failed' : next.status,
    errors: [...wrong, ...next.errors],
  };
  state.sarif.next = { pending: 1, status: 'complete', errors: [] };
  state.sarifs.push(sarif);
  const url = `${state.url}/api/v3/repos/${state.facts.owner}/${state.facts.repo}/code-scanning/sarifs/${sarif.id}`;
  return { status: 202, body: { id: sarif.id, url } };
}

export const scanning: Handlers = {
  'code-scanning/upload-sarif': upload,

  'code-scanning/get-sarif': ({ state, params }) => {
    const sarif = state.sarifs.find((each) => each.id === params['sarif_id']);
    if (!sarif) throw new Refusal('absent');
    if (sarif.pending-- > 0) return ok({ processing_status: 'pending' });
    const body: Body = { processing_status: sarif.status, analyses_url: `${state.url}/api/v3/analyses` };
    return ok(sarif.status === 'failed' ? { ...body, errors: sarif.errors } : body);
  },
};
