/** `check` from the bundle, on real repositories, on both Nodes. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { MACHINE_NODE, NODE_24, runBundle } from '../support/bundle.ts';
import { makeProject, type Project } from '../support/project.ts';

const GOOD = { 'src/sum.js': 'export function sum(a, b) {\n  return a + b;\n}\n' };
const DEFECT = {
  'src/io.js':
    'export function read(file) {\n  try {\n    return file();\n  } finally {\n    return null;\n  }\n}\n',
};

let project: Project;
afterEach(() => project.remove());

async function check(...args: string[]) {
  return runBundle(['check', ...args], { cwd: project.dir });
}

async function json(...args: string[]) {
  const ran = await check(...args, '--format', 'json');
  return { ...ran, report: JSON.parse(ran.stdout) };
}

describe.each([
  ['Node 24', NODE_24],
  ["the machine's Node", MACHINE_NODE],
])('check on %s', (_, node) => {
  it('passes a change without trouble with exit 0', async () => {
    project = makeProject(GOOD, {
      'src/more.js': "import { sum } from './sum.js';\n\nexport const three = sum(1, 2);\n",
    });
    const ran = await runBundle(['check'], { cwd: project.dir, node });
    expect(ran.stdout).toMatch(/^PASSED/);
    expect(ran.code).toBe(0);
  });

  it('blocks a defect with exit 1, the rule, the place and the source line', async () => {
    project = makeProject(GOOD, DEFECT);
    const ran = await runBundle(['check'], { cwd: project.dir, node });
    expect(ran.stdout).toMatch(/^BLOCKED/);
    expect(ran.stdout).toContain('lint/no-unsafe-finally');
    expect(ran.stdout).toContain('src/io.js:5:5');
    expect(ran.stdout).toMatch(/5 \| +return null;/);
    expect(ran.code).toBe(1);
  });
});

describe('what check judges', () => {
  it('judges uncommitted work by default, untracked files included', async () => {
    project = makeProject(GOOD);
    project.write(DEFECT);
    const { code, report } = await json();
    expect(report.files).toMatchObject([
      {
        path: 'src/io.js',
        status: 'added',
        judgedBy: ['lint', 'imports', 'paths', 'duplication', 'security', 'secrets'],
      },
    ]);
    expect(code).toBe(1);
  });

  it('judges what the next commit would hold with --staged, and nothing else', async () => {
    project = makeProject(GOOD);
    project.write({ 'src/other.js': 'export const other = 1;\n' });
    project.git('add', '--all');
    project.write(DEFECT);
    const { code, report } = await json('--staged');
    expect(report.files.map((file: { path: string }) => file.path)).toEqual(['src/other.js']);
    expect(code).toBe(0);
  });

  it('judges two commits of a bare repository', async () => {
    project = makeProject(GOOD, DEFECT);
    const bare = path.join(project.dir, 'copy.git');
    project.git('clone', '--quiet', '--bare', '.', bare);
    fs.renameSync(bare, `${project.dir}.git`);
    try {
      const ran = await runBundle(['check', '--base', 'main', '--head', 'feature', '--format', 'json'], {
        cwd: `${project.dir}.git`,
      });
      expect(JSON.parse(ran.stdout).verdict.decision).toBe('block');
    } finally {
      fs.rmSync(`${project.dir}.git`, { recursive: true, force: true });
    }
  });

  it('judges every line of a folder that is no repository', async () => {
    project = makeProject(GOOD, DEFECT);
    fs.rmSync(path.join(project.dir, '.git'), { recursive: true, force: true });
    const { code, report } = await json('--all', '.');
    expect(report.files.map((file: { path: string }) => file.path)).toEqual(['src/io.js', 'src/sum.js']);
    expect(code).toBe(1);
  });

  it('leaves old trouble beside the change alone, and says so', async () => {
    project = makeProject(DEFECT, { 'src/io.js': `${DEFECT['src/io.js']}export const added = 1;\n` });
    const { code, report } = await json();
    expect(report.findings).toMatchObject([
      { rule: 'lint/no-unsafe-finally', standing: 'outside-diff', blocking: false },
    ]);
    expect(code).toBe(0);
  });

  it('finds the importer that a deletion breaks, though its lines did not change [T70]', async () => {
    project = makeProject({ ...GOOD, 'src/main.js': "import { sum } from './sum.js';\n\nsum(1, 2);\n" });
    fs.rmSync(path.join(project.dir, 'src/sum.js'));
    project.git('add', '--all');
    project.git('commit', '--quiet', '--message', 'delete');
    const { code, report } = await json();
    expect(report.findings).toMatchObject([
      { rule: 'imports/missing-file', path: 'src/main.js', line: 1, standing: 'new' },
    ]);
    expect(code).toBe(1);
  });

  it('passes a deletion that nobody misses and names the deleted path [T70]', async () => {
    project = makeProject({ ...GOOD, 'src/unused.js': 'export const unused = 1;\n' });
    fs.rmSync(path.join(project.dir, 'src/unused.js'));
    const { code, report } = await json();
    expect(report.files).toMatchObject([{ path: 'src/unused.js', status: 'deleted' }]);
    expect(code).toBe(0);
  });

  it('passes an empty change and says that nothing changed [T70]', async () => {
    project = makeProject(GOOD);
    const ran = await check();
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/^PASSED/) });
    expect(ran.stdout).toMatch(/no changed files/);
  });

  it('does not let a directive that the change adds silence a blocking rule', async () => {
    project = makeProject(GOOD, { 'src/io.js': `/* eslint-disable */\n${DEFECT['src/io.js']}` });
    expect((await json()).report.findings).toMatchObject([
      { rule: 'lint/no-unsafe-finally', standing: 'new', blocking: true },
    ]);
  });

  it.each(['vendor', 'legacy'])(
    'takes old trouble for new when it comes out of %s, where nobody looked [T55] [T74]',
    async (folder) => {
      const policy = "validators: { lint: { ignore: ['legacy/**'] } }\n";
      const evil = { [`${folder}/io.js`]: DEFECT['src/io.js'] };
      project = makeProject({ ...GOOD, ...evil, '.github/gatewright.yml': policy });
      project.git('mv', `${folder}/io.js`, 'src/io.js');
      expect((await json()).report.findings).toMatchObject([
        { rule: 'lint/no-unsafe-finally', path: 'src/io.js', standing: 'new', blocking: true },
      ]);
    },
  );

  it('gives no verdict on a head that was pushed over while it was judged, good or bad [T52]', async () => {
    project = makeProject(GOOD, DEFECT);
    const moveOnce = (said: Buffer) => {
      if (said.includes('proving')) project.git('update-ref', 'refs/heads/feature', 'main');
    };
    const ran = await runBundle(['check', '--base', 'main', '--head', 'feature', '--format', 'json'], {
      cwd: project.dir,
      env: { CI: 'true' },
      onStart: (child) => child.stderr?.on('data', moveOnce),
    });
    expect(JSON.parse(ran.stdout).verdict).toMatchObject({ decision: 'stale', exitCode: 4 });
    expect(ran.code).toBe(4);
  });

  it('leaves what a renamed file silenced already alone [T55]', async () => {
    const silenced = `/* eslint-disable no-unsafe-finally */\n${DEFECT['src/io.js']}`;
    project = makeProject({ ...GOOD, 'src/old.js': silenced });
    project.git('mv', 'src/old.js', 'src/io.js');
    const { code, report } = await json();
    expect(report.findings).toMatchObject([{ rule: 'lint/no-unsafe-finally', standing: 'suppressed' }]);
    expect(code).toBe(0);
  });

  it('finds the importer that a deletion in a vendored folder breaks', async () => {
    const main = "import { sum } from '../vendor/sum.js';\n\nsum(1, 2);\n";
    project = makeProject({ 'vendor/sum.js': GOOD['src/sum.js'], 'src/main.js': main });
    project.git('rm', '--quiet', 'vendor/sum.js');
    expect((await json()).report.findings).toMatchObject([
      { rule: 'imports/missing-file', path: 'src/main.js' },
    ]);
  });

  it('judges executable source that the change adds in vendored or ignored-looking places [T74]', async () => {
    const evil = DEFECT['src/io.js'];
    project = makeProject(GOOD);
    project.write({ 'node_modules/evil/index.js': evil, 'vendor/evil.cts': evil, 'dist/evil.min.js': evil });
    project.git('add', '--all', '--force');
    project.git('commit', '--quiet', '--message', 'evil');
    const { report } = await json();
    const found = report.findings.filter((finding: { blocking: boolean }) => finding.blocking);
    expect(found.map((finding: { path: string }) => finding.path)).toEqual([
      'dist/evil.min.js',
      'node_modules/evil/index.js',
      'vendor/evil.cts',
    ]);
  });
});

describe('what check says of bad input', () => {
  const policy = (text: string) => ({ ...GOOD, '.github/gatewright.yml': text });

  it.each([
    ['an unknown revision', ['--base', 'nowhere'], 3, /nowhere/],
    ['an option as a revision [T69]', ['--base', '--output=x'], 3, /./],
    ['an unknown validator', ['--only', 'lnt'], 3, /lint/],
    ['an unknown option', ['--bse', 'main'], 3, /--base/],
    ['a path that is not there', ['--all', 'nowhere'], 3, /nowhere/],
    ['two formats on standard output', ['--format', 'json', '--format', 'sarif'], 3, /--output/],
  ])('%s is told in one sentence', async (_, args, code, words) => {
    project = makeProject(GOOD);
    const ran = await check(...(args as string[]));
    expect(ran.stderr).toMatch(words as RegExp);
    expect(ran.stderr).not.toMatch(/^\s+at /m);
    expect(ran.code).toBe(code);
  });

  it('a base outside of any repository is exit 3 and one sentence', async () => {
    project = makeProject(GOOD);
    fs.rmSync(path.join(project.dir, '.git'), { recursive: true, force: true });
    const ran = await check('--base', 'main');
    expect(ran.code).toBe(3);
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('a malformed policy names file, line, key, what was expected and the nearest key', async () => {
    project = makeProject(policy('mode: gate\nvalidatrs:\n  lint: {}\n'), GOOD);
    const ran = await check();
    expect(ran.code).toBe(3);
    expect(ran.stderr).toMatch(/\.github\/gatewright\.yml:2:1.*validatrs.*validators/s);
  });

  it('judges under the policy of the base, whatever the change makes of it [T72]', async () => {
    project = makeProject(GOOD, {
      ...DEFECT,
      '.github/gatewright.yml': 'validators: { lint: { level: off } }\n',
    });
    expect((await check()).code).toBe(1);
  });

  it('observes where the policy says so: everything reported, exit 0', async () => {
    project = makeProject(policy('mode: observe\n'), DEFECT);
    const ran = await check();
    expect(ran.stdout).toMatch(/^OBSERVING/);
    expect(ran.code).toBe(0);
  });

  it('says in one sentence that git is missing, with exit 2 [T105]', async () => {
    project = makeProject(GOOD);
    const ran = await runBundle(['check', '--base', 'main'], { cwd: project.dir, env: { PATH: '/nowhere' } });
    expect(ran.code).toBe(2);
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('says in one sentence that Node is too old, with exit 2 [T105]', async () => {
    project = makeProject(GOOD);
    const pretend = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'18.20.8'})";
    const ran = await runBundle(['check'], {
      cwd: project.dir,
      env: { NODE_OPTIONS: `--import=${pretend}` },
    });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toBe('gatewright: Node 18.20.8 is too old; it needs Node 20.19 or newer.\n');
  });
});
