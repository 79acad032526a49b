/** `gatewright init` and `gatewright doctor`, as a maintainer runs them in a clone. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runBundle, type RunOptions } from '../support/bundle.ts';
import { makeProject, type Project } from '../support/project.ts';

const WORKFLOW = '.github/workflows/gatewright.yml';
const POLICY = '.github/gatewright.yml';

let project: Project;
beforeEach(() => void (project = makeProject({ 'a.js': 'export const a = 1;\n' })));
afterEach(() => project.remove());

const run = (args: readonly string[], options: Partial<RunOptions> = {}) =>
  runBundle(args, { cwd: project.dir, ...options });
const read = (file: string) => fs.readFileSync(path.join(project.dir, file), 'utf8');
const merge = () => {
  project.commit('set the gate up', {});
  project.git('branch', '--force', 'main', 'HEAD');
};

describe('init', () => {
  it.each([
    [[], 'pull_request:'],
    [['--hardened'], 'pull_request_target:'],
  ])(
    '%j writes a workflow with its event and a policy, which doctor then has nothing to say against',
    async (options, event) => {
      const ran = await run(['init', ...options]);
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(ran.stdout).toContain(`wrote  ${WORKFLOW}\nwrote  ${POLICY}\n`);
      expect(read(WORKFLOW)).toContain(`\n  ${event}`);
      expect(read(WORKFLOW)).toMatch(/uses: [\w-]+\/gatewright@[0-9a-f]{40} # v\d/);
      merge();
      const { code, stdout } = await run(['doctor']);
      expect(stdout).toMatch(/^Gatewright in main [0-9a-f]{10}: nothing to mend\n/);
      expect(code).toBe(0);
    },
  );

  it('leaves what is there as it is, and says so', async () => {
    project.write({ [WORKFLOW]: 'name: mine\n', [POLICY]: 'mode: observe\n' });
    const { code, stdout } = await run(['init']);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`kept   ${WORKFLOW}: it is there`),
    });
    expect([read(WORKFLOW), read(POLICY)]).toEqual(['name: mine\n', 'mode: observe\n']);
  });

  it('writes no second workflow beside one that runs the gate under another name', async () => {
    const text = 'on: pull_request\njobs: { g: { steps: [{ uses: acme/gatewright@v1 }] } }\n';
    project.write({ '.github/workflows/check.yml': text });
    const { stdout } = await run(['init']);
    expect(stdout).toContain('kept   .github/workflows/check.yml: it runs Gatewright already');
    expect(fs.existsSync(path.join(project.dir, WORKFLOW))).toBe(false);
    expect((await run(['init', '--hardened'])).stdout).toContain('is not the hardened variant');
  });

  it('writes from any folder of the repository to its top', async () => {
    project.write({ 'deep/er/b.js': '' });
    await run(['init'], { cwd: path.join(project.dir, 'deep/er') });
    expect(fs.existsSync(path.join(project.dir, WORKFLOW))).toBe(true);
  });

  it('follows no link out of the repository', async () => {
    const outside = `${project.dir}.outside`;
    fs.mkdirSync(outside);
    fs.symlinkSync(outside, path.join(project.dir, '.github'));
    const { code, stderr } = await run(['init']);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'gatewright: .github is not a folder: nothing was written.\n',
    });
    fs.rmSync(path.join(project.dir, '.github'));
    fs.mkdirSync(path.join(project.dir, '.github/workflows'), { recursive: true });
    fs.symlinkSync(path.join(outside, 'x.yml'), path.join(project.dir, POLICY));
    expect((await run(['init'])).stdout).toContain(`kept   ${POLICY}`);
    expect(fs.readdirSync(outside)).toEqual([]);
    fs.rmSync(outside, { recursive: true });
  });

  it('says in a sentence that a folder is no clone', async () => {
    fs.rmSync(path.join(project.dir, '.git'), { recursive: true });
    for (const command of ['init', 'doctor']) {
      const { code, stderr } = await run([command]);
      expect(code).toBe(3);
      expect(stderr).toMatch(/^gatewright: \S+ is not in a .*git.*\.\n$/);
    }
  });
});

describe('doctor', () => {
  it('finds no gate, then one that is not merged, then none of that', async () => {
    expect((await run(['doctor'])).stdout).toContain('No workflow of main runs Gatewright');
    await run(['init']);
    const ready = await run(['doctor']);
    expect(ready).toMatchObject({ code: 1, stdout: expect.stringContaining('is not on main yet') });
    merge();
    expect((await run(['doctor'])).code).toBe(0);
  });

  it('looks at the default branch, not at what the branch makes of it', async () => {
    await run(['init']);
    merge();
    const good = read(WORKFLOW);
    project.commit('loosen', { [WORKFLOW]: good.replace('timeout-minutes: 15', 'if: false') });
    expect((await run(['doctor'])).code).toBe(0);
  });

  it('tells what is wrong with its place, the reason and what to do, and ends with 1', async () => {
    await run(['init']);
    project.write({ [WORKFLOW]: read(WORKFLOW).replace('timeout-minutes: 15', 'if: github.actor') });
    merge();
    const { code, stdout } = await run(['doctor']);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /1 problem, 1 caution\n\n\.github\/workflows\/gatewright\.yml, job gatewright\n {2}problem {2}The job has an `if:`.*\n(?: {11}.*\n)+ {11}Remove it\.\n {2}caution /,
    );
    expect(stdout).toContain('What the branch requires was not read: its remote origin');
  });

  it('reads the policy as the gate would, and says when it only observes', async () => {
    await run(['init']);
    project.write({ [POLICY]: 'mode: observed\n' });
    merge();
    expect(await run(['doctor'])).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/mode\s+is "observed"/),
    });
    project.write({ [POLICY]: 'mode: observe\n' });
    merge();
    expect(await run(['doctor'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('nothing blocks'),
    });
  });

  it('survives a workflow that is no workflow', async () => {
    await run(['init']);
    project.write({ '.github/workflows/x.yml': 'a: [\n', '.github/workflows/y.yml': 'x'.repeat(600_000) });
    merge();
    const { code, stdout } = await run(['doctor']);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('2 cautions') });
  });
});
