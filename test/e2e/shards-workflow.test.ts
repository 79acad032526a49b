/** The workflow docs/workflows/shards.yml, job by job and step by step, with the action's bundle in its place. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeProject, type Project } from '../support/project.ts';
import { runActionStep } from '../support/step.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const WORKFLOW = read('docs/workflows/shards.yml');
const AUDIT = /```yaml\n([\s\S]*?)```/.exec(read('docs/shards.md'))?.[1] ?? '';

interface WorkflowStep {
  readonly uses: string;
  readonly id?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}
interface Job {
  readonly needs?: string;
  readonly if?: string;
  readonly strategy?: {
    readonly 'fail-fast': boolean;
    readonly matrix: { readonly shard: readonly string[] };
  };
  readonly steps: readonly WorkflowStep[];
}
const workflow = parse(WORKFLOW) as {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<'shard' | 'gatewright', Job>>;
};

const GOOD = Object.fromEntries(
  Array.from({ length: 9 }, (_, at) => [`src/${at}.js`, `export const v${at} = ${at};\n`]),
);
const DEFECT =
  'export function read(file) {\n  try {\n    return file();\n  } finally {\n    return null;\n  }\n}\n';

let project: Project;
/** What the run's artifact store holds: files by artifact name. */
const artifacts = () => `${project.dir}.runner/artifacts`;
interface RunJob {
  readonly name: string;
  readonly job: Job;
  readonly context: Readonly<Record<string, string>>;
  readonly event?: string;
  /** Inputs besides those of the workflow. */
  readonly more?: Readonly<Record<string, string>>;
}

/** What the runner makes of the expressions that the workflow uses. */
function expand(text: string | number | boolean, context: Readonly<Record<string, string>>): string {
  return String(text).replace(/\$\{\{\s*(.+?)\s*\}\}/g, (_, name: string) => {
    const value = context[name];
    if (value === undefined) throw new Error(`the workflow uses ${name}, which this test does not know`);
    return value;
  });
}

/** Runs the steps in order; after a failed step only those that ask for it. Returns whether the job is green. */
async function runJob({ name, job, context, event = 'pull_request', more = {} }: RunJob): Promise<boolean> {
  const temp = `${project.dir}.runner/${name}`;
  const known: Record<string, string> = { ...context, 'runner.temp': temp };
  let green = true;
  for (const step of job.steps) {
    const wanted =
      step.if === undefined ? green : ['${{ !cancelled() }}', '${{ always() }}'].includes(step.if);
    if (!wanted) continue;
    const inputs = Object.fromEntries(
      Object.entries(step.with ?? {}).map(([key, value]) => [key, expand(value, known)]),
    );
    const [action = ''] = step.uses.split('@');
    if (action === 'gatewright/gatewright') {
      const { code, outputs } = await runActionStep(project, { inputs: { ...inputs, ...more }, event, temp });
      if (code !== 0) green = false;
      for (const [key, value] of Object.entries(outputs)) known[`steps.${step.id}.outputs.${key}`] = value;
    } else if (!store[action]?.(inputs)) green = false;
  }
  return green;
}

/** The actions that move files; true when they did. */
const store: Readonly<Record<string, (inputs: Readonly<Record<string, string>>) => boolean>> = {
  'actions/checkout': () => true,
  'actions/upload-artifact': ({ name = '', path: file = '' }) => {
    const folder = path.join(artifacts(), name);
    fs.mkdirSync(folder, { recursive: true });
    fs.copyFileSync(file, path.join(folder, path.basename(file)));
    return true;
  },
  'actions/download-artifact': ({ pattern = '', path: to = '' }) => {
    const prefix = pattern.replace(/\*$/, '');
    const found = fs.existsSync(artifacts()) ? fs.readdirSync(artifacts()) : [];
    fs.mkdirSync(to, { recursive: true });
    for (const name of found.filter((one) => one.startsWith(prefix)))
      fs.cpSync(path.join(artifacts(), name), to, { recursive: true });
    return true;
  },
};

interface Outcome {
  readonly shards: boolean[];
  readonly merge: boolean;
}

interface Meddled extends Partial<RunJob> {
  /** The shard whose part gets lost. */
  readonly lost?: number;
  /** What is done to the parts before they are merged. */
  readonly spoil?: (parts: readonly string[]) => void;
}

async function runWorkflow({ lost, spoil, ...more }: Meddled = {}): Promise<Outcome> {
  const { shard, gatewright } = workflow.jobs;
  const shards: boolean[] = [];
  for (const [index, value] of (shard.strategy?.matrix.shard ?? []).entries()) {
    const context = { 'matrix.shard': value, 'strategy.job-index': String(index) };
    shards.push(await runJob({ name: `shard-${index}`, job: shard, context, ...more }));
    if (lost === index) fs.rmSync(path.join(artifacts(), `gatewright-part-${index}`), { recursive: true });
  }
  const parts = shards.flatMap((_, index) => {
    const folder = path.join(artifacts(), `gatewright-part-${index}`);
    return fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : [];
  });
  spoil?.(parts);
  return { shards, merge: await runJob({ name: 'merge', job: gatewright, context: {}, ...more }) };
}

const decision = () =>
  JSON.parse(fs.readFileSync(`${project.dir}.runner/merge/gatewright.json`, 'utf8')).verdict
    .decision as string;

describe('the example workflow', () => {
  it('requires a job that runs whatever became of the shards, and asks for no more than it needs', () => {
    const { shard, gatewright } = workflow.jobs;
    expect(gatewright).toMatchObject({ needs: 'shard', if: '${{ always() }}' });
    expect(shard.strategy?.['fail-fast']).toBe(false);
    expect(shard.strategy?.matrix.shard).toEqual(['1/3', '2/3', '3/3']);
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const steps = [...shard.steps, ...gatewright.steps];
    for (const { uses } of steps) expect(uses).toMatch(/@([0-9a-f]{40}|<commit>)$/);
    const inputs = Object.keys((parse(read('action.yml')) as { inputs: object }).inputs);
    const own = steps.filter(({ uses }) => uses.startsWith('gatewright/'));
    for (const step of own) expect(inputs).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
  });
});

describe('the example workflow, run', () => {
  afterEach(() => project.remove());

  it('is green for a good change', async () => {
    project = makeProject({ 'a.js': 'export const a = 1;\n' }, GOOD);
    expect(await runWorkflow()).toEqual({ shards: [true, true, true], merge: true });
    expect(decision()).toBe('pass');
  });

  it('is red for a defect in any share, in that shard and in the job that merges', async () => {
    project = makeProject(GOOD, { 'src/io.js': DEFECT });
    const { shards, merge } = await runWorkflow();
    expect(shards.filter((green) => !green)).toHaveLength(1);
    expect({ merge, decision: decision() }).toEqual({ merge: false, decision: 'block' });
  });

  it('[T85] is red when a shard left no part', async () => {
    project = makeProject(GOOD, { 'src/io.js': 'export const io = 1;\n' });
    expect(await runWorkflow({ lost: 1 })).toEqual({ shards: [true, true, true], merge: false });
    expect(fs.existsSync(`${project.dir}.runner/merge/gatewright.json`)).toBe(false);
  });

  it('[T86] is red when parts were made to say that all is well, or one stands in for another', async () => {
    project = makeProject(GOOD, { 'src/io.js': DEFECT });
    const spoils: ((parts: readonly string[]) => void)[] = [
      (parts) => {
        for (const part of parts) {
          const said = JSON.parse(fs.readFileSync(part, 'utf8')) as object;
          const silent = JSON.stringify(said, (key, value: unknown) => (key === 'observations' ? [] : value));
          fs.writeFileSync(part, silent);
        }
      },
      ([first = '', second = '']) => fs.copyFileSync(first, second),
    ];
    for (const spoil of spoils) {
      fs.rmSync(`${project.dir}.runner`, { recursive: true, force: true });
      expect(await runWorkflow({ spoil })).toMatchObject({ merge: false });
      expect(fs.existsSync(`${project.dir}.runner/merge/gatewright.json`)).toBe(false);
    }
  });

  it('audits with `all` beside `shard` and `merge`, on events that have no change', async () => {
    project = makeProject(GOOD, { 'src/io.js': DEFECT });
    for (const event of Object.keys((parse(AUDIT) as { on: object }).on)) {
      const { merge } = await runWorkflow({ event, more: { all: '.' } });
      expect({ merge, decision: decision() }).toEqual({ merge: false, decision: 'block' });
    }
  });

  it('never audits a pull request, whose policy would be its own', async () => {
    project = makeProject(GOOD, { 'src/io.js': 'export const io = 1;\n' });
    const { stdout, code } = await runActionStep(project, { inputs: { all: '.', shard: '1/3' } });
    expect({ code, stdout }).toEqual({ code: 3, stdout: expect.stringContaining('leave it out here') });
  });

  it('refuses a job that would both judge and merge', async () => {
    project = makeProject(GOOD, { 'src/io.js': 'export const io = 1;\n' });
    const { code } = await runActionStep(project, { inputs: { merge: 'parts', shard: '1/3' } });
    expect(code).toBe(3);
  });
});
