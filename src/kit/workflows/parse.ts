/** Workflow text → data. GitHub is the judge of what is valid; whatever has another shape reads as if it were not there. */
import { parseDocument } from 'yaml';
import type { EventFilter, Job, Permissions, Step, Workflow } from './workflow.ts';

/** More than people write; what is larger is told, not read. */
const MAX_BYTES = 512 * 1024;
const MAX_ALIASES = 100;

/** Reads one workflow file; what is no YAML mapping has a `problem`. Never throws. */
export function parseWorkflow(path: string, text: string): Workflow {
  const nothing = { path, events: new Map(), cancelsInProgress: false, jobs: [] };
  if (Buffer.byteLength(text) > MAX_BYTES) return { ...nothing, problem: 'it is larger than 512 KB' };
  const value = valueOf(text);
  if (!isMapping(value)) return { ...nothing, problem: 'it is not a YAML mapping' };
  return {
    path,
    events: eventsOf(value['on']),
    permissions: permissionsOf(value['permissions']),
    cancelsInProgress: cancels(value['concurrency']),
    jobs: Object.entries(mapping(value['jobs'])).map(([id, job]) => jobOf(id, mapping(job))),
  };
}

function valueOf(text: string): unknown {
  try {
    // YAML 1.2 as GitHub reads it: `on` is a word, not a truth value.
    const document = parseDocument(text, { schema: 'core', prettyErrors: false, logLevel: 'silent' });
    return document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    // Nesting beyond the stack, or aliases that multiply: the parser throws for both.
    return undefined;
  }
}

function eventsOf(value: unknown): ReadonlyMap<string, EventFilter> {
  const plain = typeof value === 'string' ? [value] : Array.isArray(value) ? value.map(String) : null;
  const pairs = plain ? plain.map((event) => [event, null] as const) : Object.entries(mapping(value));
  return new Map(pairs.map(([event, filter]) => [event, filterOf(mapping(filter))]));
}

function filterOf(filter: Mapping): EventFilter {
  const has = (...keys: string[]) => keys.some((key) => key in filter);
  return {
    types: 'types' in filter ? words(filter['types']) : undefined,
    byPath: has('paths', 'paths-ignore'),
    byBranch: has('branches', 'branches-ignore'),
  };
}

function jobOf(id: string, job: Mapping): Job {
  return {
    id,
    name: text(job['name']),
    if: text(job['if']),
    uses: text(job['uses']),
    needs: words(job['needs']),
    matrix: 'matrix' in mapping(job['strategy']),
    continueOnError: isOn(job['continue-on-error']),
    cancelsInProgress: cancels(job['concurrency']),
    timeout: 'timeout-minutes' in job,
    permissions: permissionsOf(job['permissions']),
    steps: Array.isArray(job['steps']) ? job['steps'].map((step) => stepOf(mapping(step))) : [],
  };
}

function stepOf(step: Mapping): Step {
  const inputs = Object.entries(mapping(step['with']));
  return {
    uses: text(step['uses']),
    if: text(step['if']),
    continueOnError: isOn(step['continue-on-error']),
    with: new Map(inputs.map(([name, value]) => [name, String(value)])),
  };
}

function permissionsOf(value: unknown): Permissions | undefined {
  if (value === 'read-all' || value === 'write-all') return value;
  if (!isMapping(value)) return undefined;
  return new Map(Object.entries(value).map(([scope, access]) => [scope, String(access)]));
}

/** An expression may turn out to be true, so it counts. */
function isOn(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value !== 'false');
}

function cancels(concurrency: unknown): boolean {
  return isOn(mapping(concurrency)['cancel-in-progress']);
}

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapping(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

function text(value: unknown): string | undefined {
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
}

function words(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  const word = text(value);
  return word === undefined ? [] : [word];
}
