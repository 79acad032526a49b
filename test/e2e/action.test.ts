/** The action, started as the runner starts it: Node 24, inputs as variables, command files, a clean environment. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { CANARY, runActionStep, type Step } from '../support/step.ts';

const GOOD = { 'src/sum.js': 'export const sum = (a, b) => a + b;\n' };
const DEFECT =
  'export function read(file) {\n  try {\n    return file();\n  } finally {\n    return null;\n  }\n}\n';
let project: Project;
afterEach(() => project.remove());

const runStep = (inputs: Record<string, string> = {}, cwd = project.dir): Promise<Step> =>
  runActionStep(project, { inputs, cwd });

/** The commands that the runner would obey, in order (stop-commands honoured). */
function commandsOf(output: string): string[] {
  let stopped: string | null = null;
  return output.split(/\r?\n|\r/).filter((line) => {
    if (stopped !== null) {
      if (line.trim() === `::${stopped}::`) stopped = null;
      return false;
    }
    stopped = /^\s*::stop-commands::(.+)$/.exec(line)?.[1] ?? null;
    return /^\s*(::|##\[)/.test(line) && stopped === null;
  });
}

describe('the action', () => {
  it('passes a good pull request: exit 0, outputs, a summary, no annotation', async () => {
    project = makeProject(GOOD, {
      'src/twice.js': "import { sum } from './sum.js';\nexport const twice = (a) => sum(a, a);\n",
    });
    const step = await runStep();
    expect(step.code).toBe(0);
    expect(step.outputs).toMatchObject({ decision: 'pass', 'exit-code': '0', blocking: '0' });
    expect(step.summary).toContain('Gatewright: passed');
    expect(commandsOf(step.stdout + step.stderr)).toEqual([]);
  });

  it('runs a script of the workflow in the trial, and never in a job that holds a secret', async () => {
    project = makeProject(GOOD, { 'src/is.js': 'export const is = (a) => (!!a ? 1 : 2);\n' });
    const inputs = { script: "grep -q '!!a' src/is.js" };
    const held = await runActionStep(project, { inputs });
    expect([held.code, held.outputs['decision']]).toEqual([3, 'config']);
    expect(held.stdout + held.stderr).toContain('this job holds a secret (GITHUB_TOKEN)');
    const free = await runActionStep(project, { inputs, env: { GITHUB_TOKEN: '' } });
    expect(free.code).toBe(0);
    const report = JSON.parse(fs.readFileSync(free.outputs['report-file'] ?? '', 'utf8')) as object;
    const reason = 'with it the script ends with exit code 1';
    expect(report).toMatchObject({ proposals: [{ fate: 'rolled-back', reason }] });
  });

  it('fails the job of a defect for that reason, with an annotation on the line', async () => {
    project = makeProject(GOOD, { 'src/io.js': DEFECT });
    const step = await runStep();
    expect(step.code).toBe(1);
    expect(step.outputs).toMatchObject({ decision: 'block', 'exit-code': '1', blocking: '1' });
    const commands = commandsOf(step.stdout + step.stderr);
    expect(commands[0]).toMatch(/^::error .*file=src\/io\.js.*line=5/);
    expect(commands.at(-1)).toMatch(/^::error::Blocked/);
    expect(
      JSON.parse(fs.readFileSync(step.outputs['sarif-file'] ?? '', 'utf8')).runs[0].results,
    ).toHaveLength(1);
    expect(JSON.parse(fs.readFileSync(step.outputs['report-file'] ?? '', 'utf8')).verdict.decision).toBe(
      'block',
    );
    const audit = fs
      .readFileSync(step.outputs['audit-file'] ?? '', 'utf8')
      .trimEnd()
      .split('\n');
    expect(JSON.parse(audit.at(-1) ?? '')).toMatchObject({ kind: 'run', decision: 'block', assistant: null });
  });

  it('lets no file name and no text become a workflow command [T62] [T76]', async () => {
    const name = 'src/\n::error::forged\n::set-output name=decision::pass\n.js';
    project = makeProject(GOOD, {
      [name]: `${DEFECT}// ::stop-commands::x\n`,
      'src/\u001b[2J\u202e.js': DEFECT,
    });
    const step = await runStep();
    expect(step.code).toBe(1);
    const commands = commandsOf(step.stdout + step.stderr);
    expect(commands.filter((line) => !/^::error( |::Blocked)|^::warning |^::notice /.test(line))).toEqual([]);
    expect(commands.join('\n')).not.toMatch(/^::error::forged/m);
    expect(step.stdout + step.stderr + step.summary).not.toMatch(/[\u001b\u202e]/);
  });

  it('shows no secret anywhere', async () => {
    project = makeProject(GOOD, { 'src/io.js': DEFECT });
    const step = await runStep();
    const files = fs
      .readdirSync(step.temp)
      .map((file) => fs.readFileSync(path.join(step.temp, file), 'utf8'));
    expect([step.stdout, step.stderr, ...files].join('')).not.toContain(CANARY);
  });

  it('keeps to ten errors, ten warnings and ten notices, the worst first', async () => {
    const many = Array.from({ length: 30 }, (_, at) => [`src/f${at}.js`, DEFECT]);
    project = makeProject(GOOD, Object.fromEntries(many));
    const commands = commandsOf((await runStep()).stdout);
    expect(commands.filter((line) => line.startsWith('::error'))).toHaveLength(10);
  });

  it('judges a shallow checkout by fetching what is missing from its origin [T49]', async () => {
    project = makeProject(GOOD, { 'src/io.js': DEFECT });
    const shallow = `${project.dir}.shallow`;
    project.git('clone', '--quiet', '--depth=1', '--branch=feature', `file://${project.dir}`, shallow);
    try {
      expect(await runStep({}, shallow)).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    } finally {
      fs.rmSync(shallow, { recursive: true, force: true });
    }
  });

  it('fails as could-not-judge when history stays out of reach [T49]', async () => {
    project = makeProject(GOOD, { 'src/io.js': DEFECT });
    const shallow = `${project.dir}.shallow`;
    project.git('clone', '--quiet', '--depth=1', '--branch=feature', `file://${project.dir}`, shallow);
    project.git('-C', shallow, 'remote', 'set-url', 'origin', 'file:///nowhere');
    try {
      expect(await runStep({}, shallow)).toMatchObject({ code: 2, outputs: { decision: 'could-not-judge' } });
    } finally {
      fs.rmSync(shallow, { recursive: true, force: true });
    }
  });
});
