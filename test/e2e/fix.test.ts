/** `fix`: what passed its trial is shown and applied; what did not is named with its reason. */
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { runBundle } from '../support/bundle.ts';
import { makeProject, type Project } from '../support/project.ts';

const BASE = {
  'package.json': '{ "name": "p" }\n',
  'src/money.js': 'export const price = (cents) => cents / 100;\n',
};
const FIXABLE =
  "import { price } from './mony.js';\n\nexport function show(cents) {\n  if (!!cents) return price(cents);\n  return 0;\n}\n";
const FIXED = FIXABLE.replace('mony', 'money').replace('!!cents', 'cents');
// ESLint's fix of the ternary is a double negation, which another rule then drops.
const NEARLY = 'export function isSet(value) {\n  if (value ? true : false) return 1;\n  return 0;\n}\n';
// Its fix of the double negation leaves an assignment for a condition, which no rule can mend.
const TRAP = 'export function set(a, b) {\n  if (!!(a = b)) return a;\n  return 0;\n}\n';

let project: Project;
afterEach(() => project.remove());
const fix = (...args: string[]) => runBundle(['fix', ...args], { cwd: project.dir });
const read = (file: string) => fs.readFileSync(path.join(project.dir, file), 'utf8');

describe('fix', () => {
  it('shows the diff of what was kept and writes nothing', async () => {
    project = makeProject(BASE, { 'src/show.js': FIXABLE });
    const ran = await fix();
    expect(ran.stdout).toContain("+import { price } from './money.js';");
    expect(ran.stdout).toContain('+  if (cents) return price(cents);');
    expect(read('src/show.js')).toBe(FIXABLE);
  });

  it('applies what was kept with --apply, and the next check has nothing to say of it', async () => {
    project = makeProject(BASE, { 'src/show.js': FIXABLE });
    const ran = await fix('--apply');
    expect(read('src/show.js')).toBe(FIXED);
    expect(ran.stdout).toMatch(/kept/);
    expect((await runBundle(['check'], { cwd: project.dir })).code).toBe(0);
  });

  it('keeps CRLF, byte order mark and every other byte [T57]', async () => {
    const dressed = (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`;
    project = makeProject(BASE, { 'src/show.js': dressed(FIXABLE) });
    await fix('--apply');
    expect(read('src/show.js')).toBe(dressed(FIXED));
  });

  it('rolls a fix back that would break another rule, and says which', async () => {
    project = makeProject(BASE, { 'src/show.js': FIXABLE, 'src/trap.js': TRAP });
    const ran = await fix('--apply');
    expect(ran.stdout).toMatch(/rolled-back.*src\/trap\.js.*no-cond-assign/);
    expect([read('src/trap.js'), read('src/show.js')]).toEqual([TRAP, FIXED]);
  });

  it('keeps a fix with what another rule makes of it, and the report says so', async () => {
    project = makeProject(BASE, { 'src/nearly.js': NEARLY });
    await fix('--apply', '--format', 'json', '--output', `${project.dir}.home/report.json`);
    expect(read('src/nearly.js')).toBe(NEARLY.replace('value ? true : false', 'value'));
    const report = JSON.parse(read('../' + path.basename(`${project.dir}.home`) + '/report.json')) as {
      proposals: { fate: string; salvaged: string[] }[];
    };
    expect(report.proposals).toMatchObject([
      {
        fate: 'kept',
        salvaged: ['lint/no-extra-boolean-cast at src/nearly.js:2 was mended as its validator says'],
      },
    ]);
  });

  it('tries fixes of everything that stands when it is asked to, which a check of everything does not', async () => {
    project = makeProject(BASE, { 'src/show.js': FIXABLE });
    expect((await fix('--all', '.')).stdout).toContain('+  if (cents) return price(cents);');
    const checked = await runBundle(['check', '--all', '.', '--format', 'json'], { cwd: project.dir });
    const { findings, proposals } = JSON.parse(checked.stdout) as Record<'findings' | 'proposals', unknown[]>;
    expect([findings.length, proposals.length]).toEqual([2, 0]);
  });

  it('prints a patch alone that git can apply', async () => {
    project = makeProject(BASE, { 'src/show.js': FIXABLE });
    const { stdout } = await fix('--print');
    execFileSync('git', ['apply'], { cwd: project.dir, input: stdout });
    expect(read('src/show.js')).toBe(FIXED);
  });

  it('refuses to apply to a commit instead of to working files', async () => {
    project = makeProject(BASE, { 'src/show.js': FIXABLE });
    expect((await fix('--apply', '--head', 'feature')).code).toBe(3);
    expect(read('src/show.js')).toBe(FIXABLE);
  });

  it('rolls back what makes the script fail, which runs in a copy and in no environment of ours', async () => {
    // The test of the project holds on to a name that the fix changes.
    const test = [
      "import { readFileSync, writeFileSync } from 'node:fs';",
      "writeFileSync('left-behind.txt', process.env.SECRET ?? '');",
      "process.exit(readFileSync('src/show.js', 'utf8').includes('!!cents') ? 0 : 4);",
    ].join('\n');
    project = makeProject({ ...BASE, 'check.mjs': test }, { 'src/show.js': FIXABLE });
    const ran = await fix('--apply', '--script', `${process.execPath} check.mjs`);
    expect(ran.stdout).toMatch(/^kept .*money/m);
    expect(ran.stdout).toMatch(/^rolled-back .*with it the script ends with exit code 4$/m);
    expect(read('src/show.js')).toBe(FIXABLE.replace('mony', 'money'));
    expect(project.git('status', '--short')).toBe('M src/show.js');
  });

  it('keeps only what makes a script pass that fails without any fix', async () => {
    project = makeProject(BASE, { 'src/show.js': FIXABLE });
    const mended = await fix('--script', '! grep -q mony src/show.js');
    expect(mended.stderr).toContain(
      "The script ends with exit code 1 on the author's own files: only what makes it pass is kept.",
    );
    expect(mended.stdout.match(/^kept/gm)).toHaveLength(2);
    const ran = await fix('--apply', '--script', 'exit 7');
    expect(ran.stdout.match(/^rolled-back .*the script fails with it, as it does without$/gm)).toHaveLength(
      2,
    );
    expect(read('src/show.js')).toBe(FIXABLE);
    const nothing = await fix('--script', ' ');
    expect(nothing.code).toBe(3);
    expect(nothing.stderr).toContain('--script has no command: give one for the shell.');
  });

  it('leaves neither a copy nor a process when it is interrupted while the script runs', async () => {
    project = makeProject(BASE, { 'src/show.js': FIXABLE });
    const temp = path.join(project.dir, '..', `${path.basename(project.dir)}.runner`);
    const pid = path.join(temp, 'pid');
    fs.mkdirSync(temp);
    const ran = await runBundle(['fix', '--script', `sleep 300 & echo $! > ${pid}; wait`], {
      cwd: project.dir,
      env: { TMPDIR: temp },
      onStart: (child) => {
        const looking = setInterval(() => {
          if (!fs.existsSync(pid)) return;
          clearInterval(looking);
          child.kill('SIGINT');
        }, 50);
      },
    });
    expect(ran.code).toBe(130);
    expect(fs.readdirSync(temp)).toEqual(['pid']);
    const left = `/proc/${fs.readFileSync(pid, 'utf8').trim()}/cmdline`;
    // Of one that was killed and that nobody waited for, no command is left.
    if (fs.existsSync(left)) expect(fs.readFileSync(left, 'utf8')).toBe('');
  });

  it('says that there is nothing to propose', async () => {
    project = makeProject(BASE, { 'src/ok.js': 'export const ok = 1;\n' });
    expect(await fix()).toMatchObject({ code: 0, stdout: 'Nothing to propose.\n' });
  });
});
