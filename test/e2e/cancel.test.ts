/** Interrupted, killed, out of disk: no descendants, no half-written file, and a rerun that converges. */
import type { ChildProcess } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runBundle, type Ran } from '../support/bundle.ts';
import { makeProject, type Project } from '../support/project.ts';

// Enough work for a run to be in the middle of: every file is judged by every validator.
const busy = Object.fromEntries(
  Array.from({ length: 600 }, (_, at) => [
    `src/f${at}.ts`,
    Array.from(
      { length: 40 },
      (_, line) => `export function f${line}(a: number): number {\n  return a + ${at + line};\n}\n`,
    ).join(''),
  ]),
);

let project: Project;
beforeAll(() => {
  project = makeProject({ 'README.md': 'x\n' }, busy);
});
afterAll(() => project.remove());

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The processes below `pid`, however deep. */
function descendants(pid: number): number[] {
  try {
    const listed = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return listed.map(Number).flatMap((child) => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}

/** A zombie has ended: it only waits for an init that collects, which a container may not have. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

interface Ended extends Ran {
  /** Children that the run had when the first signal came, and that still live. */
  readonly left: number[];
  readonly children: number;
}

async function interrupted(signals: readonly NodeJS.Signals[], after = 900): Promise<Ended> {
  let started: ChildProcess | undefined;
  const running = runBundle(['check', '--format', 'json', '--output', 'report.json'], {
    cwd: project.dir,
    onStart: (child) => (started = child),
  });
  await wait(after);
  const children = descendants(started?.pid ?? 0);
  for (const signal of signals) {
    started?.kill(signal);
    await wait(30);
  }
  const ran = await running;
  // Whoever is killed outright cannot end its children: they notice by themselves that nobody listens.
  for (let tries = 0; tries < 100 && children.some(isAlive); tries++) await wait(100);
  return { ...ran, children: children.length, left: children.filter(isAlive) };
}

describe.runIf(process.platform === 'linux')('a run that is ended', () => {
  it('by SIGINT exits 130, leaves no child and no report [T100]', async () => {
    const ran = await interrupted(['SIGINT']);
    expect(ran).toMatchObject({ code: 130, stdout: '' });
    expect(ran.children).toBeGreaterThan(0);
    expect(ran.stderr).toMatch(/cancelled by SIGINT/);
    expect(ran.left).toEqual([]);
    expect(fs.existsSync(path.join(project.dir, 'report.json'))).toBe(false);
  });

  it('by SIGTERM exits 143, leaves no child and no report [T101]', async () => {
    const ran = await interrupted(['SIGTERM']);
    expect(ran).toMatchObject({ code: 143, stdout: '' });
    expect(ran.left).toEqual([]);
    expect(fs.existsSync(path.join(project.dir, 'report.json'))).toBe(false);
  });

  it('by two SIGINTs ends at once and leaves no child [T102]', async () => {
    const ran = await interrupted(['SIGINT', 'SIGINT']);
    // While Node takes itself down its handlers are gone: the second signal may then end it, which a shell calls 130, too.
    expect([130, 'SIGINT']).toContain(ran.code ?? ran.signal);
    expect(ran.left).toEqual([]);
  });

  it('by SIGKILL at any moment leaves no child and no half of a report; a rerun has the verdict [T103]', async () => {
    for (const after of [50, 150, 300, 600, 1000, 1500]) {
      expect((await interrupted(['SIGKILL'], after)).left).toEqual([]);
      expect(fs.readdirSync(project.dir).filter((name) => name.includes('report.json'))).toEqual([]);
    }
    const ran = await runBundle(['check', '--format', 'json', '--output', 'report.json'], {
      cwd: project.dir,
    });
    expect(JSON.parse(fs.readFileSync(path.join(project.dir, 'report.json'), 'utf8')).verdict.decision).toBe(
      'pass',
    );
    expect(ran.code).toBe(0);
  }, 180_000);
});

const isRoot = process.getuid?.() === 0;

describe.runIf(process.platform === 'linux' && isRoot)('a disk', () => {
  let small: string;
  let other: Project;
  beforeAll(() => {
    other = makeProject(
      { 'a.js': 'export const a = 1;\n' },
      { 'b.js': "import { a } from './a.js';\nexport const b = a;\n" },
    );
    small = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-small-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', small]);
  });
  afterEach(() => fs.rmSync(path.join(small, 'filler'), { force: true }));
  afterAll(() => {
    execFileSync('umount', [small]);
    fs.rmdirSync(small);
    other.remove();
  });

  function fill(): void {
    try {
      fs.writeFileSync(path.join(small, 'filler'), Buffer.alloc(9_000_000));
    } catch {
      // The disk is full now, which is the point.
    }
  }

  it('that is full when the report is written leaves the old report, exit 2 and one sentence [T104]', async () => {
    const file = path.join(small, 'report.json');
    fs.writeFileSync(file, 'old');
    fill();
    const ran = await runBundle(['check', '--format', 'json', '--output', file], { cwd: other.dir });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/report\.json: the disk is full/);
    expect(fs.readFileSync(file, 'utf8')).toBe('old');
    expect(fs.readdirSync(small).sort()).toEqual(['filler', 'report.json']);
  });

  it('that is full where the cache lies changes nothing about the verdict [T104]', async () => {
    fill();
    const ran = await runBundle(['check'], {
      cwd: other.dir,
      env: { XDG_CACHE_HOME: small, XDG_STATE_HOME: small },
    });
    expect(ran.stdout).toMatch(/^PASSED/);
    expect(ran.code).toBe(0);
  });

  it('that is read-only where the home lies changes nothing about the verdict [T105]', async () => {
    execFileSync('mount', ['-o', 'remount,ro', small]);
    try {
      const env = { HOME: small, XDG_CACHE_HOME: `${small}/cache`, XDG_STATE_HOME: `${small}/state` };
      const ran = await runBundle(['check'], { cwd: other.dir, env });
      expect(ran.stdout).toMatch(/^PASSED/);
      expect(ran.code).toBe(0);
    } finally {
      execFileSync('mount', ['-o', 'remount,rw', small]);
    }
  });
});
