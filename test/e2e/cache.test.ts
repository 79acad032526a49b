/** The cache folder, whatever becomes of it: the report is the same, and at most one line says that it did not serve. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIST, NODE_24, runBundle, type Ran } from '../support/bundle.ts';
import { makeProject, type Project } from '../support/project.ts';
import { runActionStep } from '../support/step.ts';
import { cannotMount, filesBelow, freeze, scratch, smallDisk } from '../unit/kit/store/scratch.ts';

const SUM = `export function sumOf(values) {
  let total = 0;
  for (const value of values) {
    if (Number.isFinite(value)) total += value;
    else console.warn('not a number', value);
  }
  return total / values.length;
}
`;
const BASE = {
  'package.json': '{ "name": "p", "type": "module" }\n',
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [`src/m${i}.js`, `export const m${i} = ${i};\n`]),
  ),
  'src/sum.js': SUM,
};
const HEAD = {
  'src/again.js': SUM.replace('sumOf', 'meanOf').replaceAll('total', 'amount'),
  'src/use.js':
    "import { gone } from './gone.js';\nimport { m1 } from './m1.js';\nexport const used = !!m1 || gone;\n",
  'src/use.py': 'from . import nothing_here\n',
};
const KEY = 'a-secret-of-the-repository';

let project: Project;
beforeEach(() => void (project = makeProject(BASE, HEAD)));
afterEach(() => project.remove());

interface Judged {
  readonly report: string;
  readonly notes: string[];
}

async function judge(cache: string, more: { dist?: string; key?: string } = {}): Promise<Judged> {
  const env = { GATEWRIGHT_CACHE_DIR: cache, GATEWRIGHT_CACHE_KEY: more.key ?? KEY };
  return judgedBy(await runBundle(ARGS, { cwd: project.dir, env, dist: more.dist }));
}

const ARGS = ['check', '--format', 'json'];

function judgedBy(ran: Ran): Judged {
  expect([ran.code, ran.code === 1 ? '' : ran.stdout.slice(0, 2000) + ran.stderr]).toEqual([1, '']);
  return { report: timeless(ran.stdout), notes: ran.stderr.split('\n').filter(Boolean) };
}

/** The report without its times. */
function timeless(stdout: string): string {
  const report = JSON.parse(stdout);
  for (const validator of report.validators) delete validator.ms;
  delete report.timings;
  return JSON.stringify(report);
}

const cold = () => judge(scratch());

describe('a poisoned cache', () => {
  const flip = (at: (size: number) => number) => (file: string) => {
    const bytes = fs.readFileSync(file);
    const place = at(bytes.length);
    bytes[place] = (bytes[place] ?? 0) ^ 0x10;
    fs.writeFileSync(file, bytes);
  };
  const poisons: [title: string, spoil: (file: string, files: readonly string[]) => void][] = [
    ['a bit flipped in its table', flip(() => 50)],
    ['a bit flipped in its seal', flip(() => 20)],
    ['a bit flipped in its last record', flip((size) => size - 1)],
    ['another one’s bytes', (file, files) => fs.copyFileSync(files.find((one) => one !== file) ?? '', file)],
    ['its records swapped', swapHalves],
    ['no bytes', (file) => fs.writeFileSync(file, '')],
    ['a gigabyte of nothing', (file) => fs.truncateSync(file, 1e9)],
    ['a link to itself', (file) => (fs.rmSync(file), fs.symlinkSync(file, file))],
  ];

  it('[T87] changes no byte of a report, and is mended', async () => {
    const dir = scratch();
    const first = await judge(dir);
    expect(first.notes).toEqual([]);
    for (const [title, spoil] of poisons) {
      const files = filesBelow(dir);
      expect(files.length).toBeGreaterThan(1);
      for (const file of files) spoil(file, files);
      expect({ title, ...(await judge(dir)) }).toEqual({ title, ...first });
    }
    const files = filesBelow(dir);
    expect(await judge(dir)).toEqual(first);
    expect(filesBelow(dir)).toEqual(files);
  });

  /** Takes the second half of what follows the seal for the first: ids, places and digests all stand elsewhere. */
  function swapHalves(file: string): void {
    const bytes = fs.readFileSync(file);
    const [head, rest] = [bytes.subarray(0, 44), bytes.subarray(44)];
    const middle = rest.length >> 1;
    fs.writeFileSync(file, Buffer.concat([head, rest.subarray(middle), rest.subarray(0, middle)]));
  }

  it('[T87] that was sealed under another key, or filled by another version, is a cold one', async () => {
    const [dir, theirs] = [scratch(), scratch()];
    const first = await judge(dir);
    await judge(theirs, { key: `${KEY}, but another one` });
    await judge(theirs, { dist: anotherVersion() });
    const shelves = fs.readdirSync(dir);
    const foreign = filesBelow(theirs);
    for (const [at, shelf] of shelves.entries()) {
      for (const name of fs.readdirSync(path.join(dir, shelf)))
        fs.copyFileSync(foreign[at % foreign.length] ?? '', path.join(dir, shelf, name));
    }
    expect(await judge(dir)).toEqual(first);
    expect(await judge(dir)).toEqual(first);
  });

  function anotherVersion(): string {
    const dist = path.join(scratch(), 'dist');
    fs.cpSync(DIST, dist, { recursive: true });
    const file = path.join(dist, 'build.json');
    fs.writeFileSync(file, JSON.stringify({ ...JSON.parse(fs.readFileSync(file, 'utf8')), digest: '0' }));
    return dist;
  }
});

describe('a cache folder that does not serve', () => {
  async function expectOneNote(cache: string, reason: RegExp): Promise<void> {
    const { report, notes } = await judge(cache);
    expect(report).toBe((await cold()).report);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(reason);
  }

  it('[T105] because a file lies in its place costs one line', async () => {
    const file = path.join(scratch(), 'file');
    fs.writeFileSync(file, '');
    await expectOneNote(file, /The cache is not used: .*file is not a folder/);
  });

  it.skipIf(cannotMount)(
    `[T105] because it is read-only costs one line, and none when nothing is to be written (${cannotMount ?? 'real'})`,
    async () => {
      const [empty, full] = [folderOn(smallDisk()), folderOn(smallDisk())];
      const first = await judge(full);
      freeze(path.dirname(empty));
      freeze(path.dirname(full));
      await expectOneNote(empty, /cannot write \(EROFS: read-only file system\)/);
      expect(await judge(full)).toEqual(first);
    },
  );

  it.skipIf(cannotMount)(
    `[T104] because the disk is full costs one line and leaves no part (${cannotMount ?? 'real'})`,
    async () => {
      const disk = smallDisk();
      const dir = folderOn(disk);
      fill(disk);
      await expectOneNote(dir, /cannot write \(ENOSPC: no space left on device\)/);
      expect(filesBelow(disk).filter((file) => !file.endsWith('filler'))).toEqual([]);
    },
  );

  function folderOn(disk: string): string {
    const dir = path.join(disk, 'cache');
    fs.mkdirSync(dir, { mode: 0o700 });
    return dir;
  }

  function fill(disk: string): void {
    const fd = fs.openSync(path.join(disk, 'filler'), 'w');
    try {
      for (;;) fs.writeSync(fd, randomBytes(4096));
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' });
    } finally {
      fs.closeSync(fd);
    }
  }
});

describe('several runs on one cache folder', () => {
  const parts = (dir: string) => filesBelow(dir).filter((file) => file.endsWith('.part'));

  it.each([2, 8])('[T106] %s at once all say the same and leave it sound', async (runs) => {
    const dir = scratch();
    const all = await Promise.all(Array.from({ length: runs }, () => judge(dir)));
    const expected = { report: (await cold()).report, notes: [] };
    for (const one of all) expect(one).toEqual(expected);
    expect(parts(dir)).toEqual([]);
    // A run that has to join what the others left behind, and then one that learns nothing and writes nothing.
    await judge(dir);
    const files = filesBelow(dir);
    expect(await judge(dir)).toEqual(expected);
    expect(filesBelow(dir)).toEqual(files);
  });

  it('[T103] one that is killed at any moment leaves nothing that the next trips over', async () => {
    const dir = scratch();
    for (let after = 150; after < 1500; after += 150) {
      const env = {
        PATH: process.env['PATH'],
        HOME: scratch(),
        GATEWRIGHT_CACHE_DIR: dir,
        GATEWRIGHT_CACHE_KEY: KEY,
      };
      const child = spawn(NODE_24, [path.join(DIST, 'cli.js'), ...ARGS], {
        cwd: project.dir,
        env,
        stdio: 'ignore',
      });
      await setTimeout(after);
      child.kill('SIGKILL');
    }
    expect(await judge(dir)).toEqual({ report: (await cold()).report, notes: [] });
  });
});

describe('a workflow’s cache', () => {
  const step = (dir: string, key = KEY) =>
    runActionStep(project, {
      env: { GATEWRIGHT_CACHE_DIR: dir, GATEWRIGHT_CACHE_KEY: key, XDG_STATE_HOME: scratch() },
    });

  it('[T87] is opened by the secret on another runner, and by nothing else', async () => {
    const dir = scratch();
    const first = await step(dir);
    const files = filesBelow(dir);
    expect(files.length).toBeGreaterThan(1);
    expect((await step(dir)).outputs['decision']).toBe(first.outputs['decision']);
    expect(filesBelow(dir)).toEqual(files);
    await step(dir, 'a-secret-that-is-not-that-one');
    expect(filesBelow(dir).length).toBe(2 * files.length);
  });

  it('[T87] that was poisoned changes neither the verdict nor what is found', async () => {
    const dir = scratch();
    const said = async () => {
      const { code, outputs } = await step(dir);
      return { code, report: timeless(fs.readFileSync(outputs['report-file'] ?? '', 'utf8')) };
    };
    const first = await said();
    expect(first.code).toBe(1);
    for (const file of filesBelow(dir)) {
      const bytes = fs.readFileSync(file);
      fs.writeFileSync(file, Buffer.concat([bytes.subarray(0, 60), bytes.subarray(60).reverse()]));
    }
    expect(await said()).toEqual(first);
  });

  it('is not used on a fork, which is not given the secret: one line says so', async () => {
    const dir = scratch();
    const ran = await step(dir, '');
    expect(ran.outputs['decision']).toBe('block');
    expect(ran.stdout.split('\n').filter((line) => /cache/i.test(line))).toEqual([
      expect.stringContaining('GATEWRIGHT_CACHE_KEY is empty'),
    ]);
    expect(fs.readdirSync(dir)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('is opened by a secret that no child of the gate has', async () => {
    const seen = new Map<string, string>();
    let timer: NodeJS.Timeout | undefined;
    const ran = await runActionStep(project, {
      env: { GATEWRIGHT_CACHE_DIR: scratch(), GATEWRIGHT_CACHE_KEY: KEY },
      onStart: ({ pid = 0 }) => (timer = setInterval(() => readChildren(pid, seen), 5)),
    });
    clearInterval(timer);
    expect(seen.size).toBeGreaterThan(3);
    for (const text of seen.values()) expect(text).not.toContain(KEY);
    expect(`${ran.stdout}${ran.stderr}${ran.summary}${JSON.stringify(ran.outputs)}`).not.toContain(KEY);
  });

  /** Command line and environment of every child that has become another program, as the system has them. */
  function readChildren(pid: number, seen: Map<string, string>): void {
    try {
      const children = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
      for (const child of children.filter(Boolean)) {
        const [cmdline = '', environ = ''] = ['cmdline', 'environ'].map((file) =>
          fs.readFileSync(`/proc/${child}/${file}`, 'utf8'),
        );
        if (!cmdline.includes('action.js')) seen.set(child, cmdline + environ);
      }
    } catch {
      // It ended meanwhile.
    }
  }
});
