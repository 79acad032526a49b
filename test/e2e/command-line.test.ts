/** The command line as a person meets it: slips of the keyboard, pipes that close, outputs, colours. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VALIDATOR_IDS } from '../../src/domain/policy.ts';
import { DIST, MACHINE_NODE, NODE_24, runBundle, type RunOptions } from '../support/bundle.ts';
import { makeProject, type Project } from '../support/project.ts';

const DEFECT = { 'src/a.js': 'export const a = { b: 1, b: 2 };\n' };

let project: Project;
beforeEach(() => {
  project = makeProject({ 'package.json': '{}\n' }, DEFECT);
});
afterEach(() => project.remove());

function run(args: readonly string[], options: Partial<RunOptions> = {}) {
  return runBundle(args, { cwd: project.dir, ...options });
}

describe.each([
  ['Node 24', NODE_24],
  ["the machine's Node", MACHINE_NODE],
])('on %s', (_, node) => {
  it.each([['check'], ['check', '--format', 'json'], ['rules'], ['--help'], ['demo']])(
    '%s %s %s says nothing of a reader that went away, and keeps its exit code',
    async (...args) => {
      const ran = await run(args, { node, onStart: (child) => child.stdout?.destroy() });
      expect(ran.stderr).toBe('');
      expect(ran.code).toBe(args[0] === 'check' ? 1 : 0);
    },
  );
});

describe('slips', () => {
  it.each([
    [['chek'], /unknown command 'chek'[^]*Did you mean check\?/],
    [['check', 'src'], /"src" belongs to no option: .* --all src\.$/m],
    [['check', '--only', ''], /Expected identifiers/],
    [['check', '--all', ''], /no file or folder ""/],
    [['check', '--skip', ','], /Expected identifiers/],
    [['check', '--staged', '--two-dot'], /'--staged' cannot be used with option '--two-dot'/],
    [['check', '--output', ''], /--output has no name/],
    [['baseline', '--staged'], /unknown option '--staged'/],
  ])('%j is told and ends with exit 3', async (args, said) => {
    const ran = await run(args);
    expect(ran.stderr).toMatch(said);
    expect(ran.code).toBe(3);
  });

  it('shows help to who asks for nothing, and to who asks for help', async () => {
    for (const args of [[], ['help'], ['help', 'check']]) {
      const ran = await run(args);
      expect(ran.stdout).toMatch(/^Usage: gatewright/);
      expect(ran.code).toBe(0);
    }
  });

  it('says that every validator was left out', async () => {
    const ran = await run(['check', '--skip', VALIDATOR_IDS.join(',')]);
    expect(ran.stdout.replace(/\s+/g, ' ')).toContain('leave out --only and --skip');
    expect(ran.code).toBe(2);
  });
});

describe('outputs', () => {
  it('writes to standard output for -', async () => {
    const ran = await run(['check', '--format', 'json', '--output', '-']);
    expect(JSON.parse(ran.stdout).verdict.decision).toBe('block');
    expect(fs.existsSync(path.join(project.dir, '-'))).toBe(false);
  });

  it.runIf(fs.existsSync('/dev/full'))('tells in a sentence that standard output is full', async () => {
    const full = fs.openSync('/dev/full', 'w');
    try {
      const ran = await run(['check'], { stdout: full });
      expect(ran.stderr).toBe('gatewright: cannot write to standard output: the disk is full.\n');
      expect(ran.code).toBe(2);
    } finally {
      fs.closeSync(full);
    }
  });

  it.each<Record<string, string>>([
    { CI: 'true' },
    { FORCE_COLOR: '0' },
    { FORCE_COLOR: '1', NO_COLOR: '1' },
  ])('leaves a pipe without colour under %j', async (env) => {
    expect((await run(['check'], { env })).stdout).not.toContain('\u001b');
  });

  it('is as wide as COLUMNS says where there is no terminal', async () => {
    const { stdout } = await run(['check'], { env: { COLUMNS: '50' } });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(50);
  });

  it('tells that the working directory is gone', async () => {
    const gone = path.join(project.dir, 'gone');
    const script = `mkdir '${gone}' && cd '${gone}' && rmdir '${gone}' && exec '${NODE_24}' '${DIST}/cli.js' check`;
    const ran = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(ran.stderr).toContain('gatewright: the working directory is gone: there is no such file.\n');
    expect(ran.status).toBe(2);
  });

  it('tells that the demo has nowhere to work', async () => {
    const ran = await run(['demo'], { env: { TMPDIR: '/nowhere' } });
    expect(ran.stderr).toBe('gatewright: cannot make a folder in /nowhere: there is no such file.\n');
    expect(ran.code).toBe(2);
  });
});

describe('baseline', () => {
  it('lies beside the policy and holds the whole repository, wherever it is called', async () => {
    project.commit('elsewhere', { 'lib/b.js': 'export const a = { c: 1, c: 2 };\n' });
    const ran = await run(['baseline'], { cwd: path.join(project.dir, 'src') });
    expect(ran.stdout).toMatch(/gatewright-baseline\.json: 2 findings\./);
    const file = path.join(project.dir, '.github/gatewright-baseline.json');
    const { findings } = JSON.parse(fs.readFileSync(file, 'utf8'));
    expect(findings.map((finding: { path: string }) => finding.path)).toEqual(['lib/b.js', 'src/a.js']);
  });

  it('counts one finding as one', async () => {
    expect((await run(['baseline'])).stdout).toContain(': 1 finding. ');
  });

  it('asks where to write in a bare repository', async () => {
    project.git('clone', '--quiet', '--bare', '.', `${project.dir}.git`);
    const ran = await run(['baseline'], { cwd: `${project.dir}.git` });
    expect(ran.stderr).toMatch(/bare repository .* --output/);
    expect(ran.code).toBe(3);
  });
});
