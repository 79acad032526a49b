/** The caller's own script: in a copy, bounded, and able to speak against a tree only. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import type { Tree } from '../../../src/domain/tree.ts';
import { openScript, type ScriptOptions } from '../../../src/trial/script.ts';
import { temporaryFolder } from '../../support/repository.ts';
import { treeOf, type Files } from '../../support/trees.ts';

const posix = process.platform !== 'win32';
const HEAD = { 'a.txt': 'good\n', 'sub/b.txt': 'b\n' };
const BAD = { ...HEAD, 'a.txt': 'bad\n' };
const NOT_BAD = '! grep -q bad a.txt';

let temp = '';
const before = process.env['TMPDIR'];
beforeEach(() => {
  temp = temporaryFolder();
  process.env['TMPDIR'] = temp;
});
afterEach(() => {
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
});

const notes: string[] = [];
function open(command: string, more: Partial<ScriptOptions> = {}) {
  notes.length = 0;
  return openScript({
    command,
    head: treeOf(HEAD),
    ignored: null,
    env: process.env,
    left: () => 20_000,
    signal: new AbortController().signal,
    onNote: (note) => notes.push(note),
    ...more,
  });
}
const ask = (command: string, files: Files, more: Partial<ScriptOptions> = {}) =>
  open(command, more).failureOn(treeOf(files));

describe.runIf(posix)('a script in the trial', () => {
  it('speaks against a tree on which it fails, and for none', async () => {
    expect(await ask(NOT_BAD, HEAD)).toBeNull();
    expect(await ask(NOT_BAD, BAD)).toBe('ends with exit code 1');
    expect(await ask('grep -q good a.txt || kill -9 $$', BAD)).toBe('is ended by SIGKILL');
    expect(notes).toEqual([]);
  });

  it('that never ends on the author’s own files leaves time for what mends it', async () => {
    const script = open('grep -q good a.txt || sleep 2', { head: treeOf(BAD), left: () => 4500 });
    expect(await script.passesWithout()).toBe(false);
    expect(notes[0]).toContain('does not end in time');
    // As long as that took, a tree still gets.
    expect(await script.failureOn(treeOf(BAD))).toBeNull();
  });

  it('is run once on the author’s own files, and where it fails that is said', async () => {
    const log = path.join(temporaryFolder(), 'log');
    const script = open(`echo run >> ${log}; exit 3`);
    expect([await script.passesWithout(), await script.passesWithout()]).toEqual([false, false]);
    expect(notes).toEqual([
      "The script ends with exit code 3 on the author's own files: only what makes it pass is kept.",
    ]);
    expect(fs.readFileSync(log, 'utf8')).toBe('run\n');
    expect(await open('true').passesWithout()).toBe(true);
    expect(notes).toEqual([]);
  });

  it('finds the files as the tree has them, whatever an earlier run did, and leaves nothing behind', async () => {
    const meddling = `${NOT_BAD} && test ! -e new && echo > new && rm -r sub && chmod 000 a.txt`;
    const script = open(meddling);
    for (const tree of [treeOf(HEAD), treeOf(HEAD)]) expect(await script.failureOn(tree)).toBeNull();
    expect(fs.readdirSync(temp)).toEqual([]);
  });

  it('has the folders that git ignores, and cannot take them away', async () => {
    const root = temporaryFolder();
    fs.mkdirSync(path.join(root, 'node_modules/a'), { recursive: true });
    fs.mkdirSync(path.join(root, 'sub'));
    fs.writeFileSync(path.join(root, 'node_modules/a/index.js'), '');
    const folders = ['node_modules', 'sub', 'gone/deep'].map(repoPath);
    const command = 'test -e node_modules/a/index.js && test -e sub/b.txt';
    expect(await ask(command, HEAD, { ignored: { root, folders } })).toBeNull();
    expect(fs.existsSync(path.join(root, 'node_modules/a/index.js'))).toBe(true);
  });

  it('sees no variable of ours but those by which programs are found', async () => {
    const env = { PATH: process.env['PATH'], HOME: '/home/ada', GITHUB_TOKEN: 'x', ANTHROPIC_API_KEY: 'y' };
    const command =
      'test "$HOME" = /home/ada && test -z "$GITHUB_TOKEN$ANTHROPIC_API_KEY" && test -d "$TMPDIR"';
    expect(await ask(command, HEAD, { env })).toBeNull();
  });

  it('ends with its time, and so does what it started', async () => {
    const pid = path.join(temporaryFolder(), 'pid');
    const command = `if grep -q bad a.txt; then sleep 60 & echo $! > ${pid}; wait; fi`;
    expect(await ask(command, BAD, { left: () => 400 })).toBe('does not end in time');
    const started = `/proc/${fs.readFileSync(pid, 'utf8').trim()}/cmdline`;
    // Of one that was killed and that nobody waited for, no command is left.
    if (fs.existsSync(started)) expect(fs.readFileSync(started, 'utf8')).toBe('');
  });

  it('is not held up by what it prints', async () => {
    expect(await ask('head -c 30000000 /dev/zero', HEAD)).toBeNull();
  });

  it('ends when the run is cancelled, with the reason of that', async () => {
    const controller = new AbortController();
    const asked = ask('sleep 60', HEAD, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('cancelled')), 200);
    await expect(asked).rejects.toThrow('cancelled');
    expect(fs.readdirSync(temp)).toEqual([]);
  });
});

describe.runIf(posix)('the copy', () => {
  const withLinks = (files: Files, links: readonly string[]): Tree => {
    const tree = treeOf(files);
    const list = async () =>
      (await tree.list()).map((entry) =>
        links.includes(entry.path) ? { ...entry, mode: 'symlink' as const } : entry,
      );
    return { ...tree, list };
  };

  it('has links as links, and none of them is written through', async () => {
    const outside = temporaryFolder();
    const head = withLinks({ ...HEAD, link: 'a.txt', out: outside, 'out/x.txt': 'text' }, ['link', 'out']);
    const script = open('test "$(readlink link)" = a.txt && test ! -L out', { head });
    expect(await script.failureOn(head)).toBeNull();
    expect(fs.readdirSync(outside)).toEqual([]);
  });

  it('[T33] puts no ignored folder behind a link of the tree', async () => {
    const [outside, root] = [temporaryFolder(), temporaryFolder()];
    fs.mkdirSync(path.join(root, 'packages/node_modules'), { recursive: true });
    const head = withLinks({ ...HEAD, packages: outside }, ['packages']);
    const ignored = { root, folders: [repoPath('packages/node_modules')] };
    expect(await open('test -L packages', { head, ignored }).failureOn(head)).toBeNull();
    expect(fs.readdirSync(outside)).toEqual([]);
  });

  it('is removed although a program locked it', async () => {
    expect(await ask('mkdir -p x/y && touch x/y/z && chmod 555 x/y && chmod 000 x', HEAD)).toBeNull();
    expect(fs.readdirSync(temp)).toEqual([]);
  });

  it('[T32] has nothing outside of itself', async () => {
    const head = treeOf({
      ...HEAD,
      '../escaped.txt': 'x',
      '/tmp/gatewright-escaped': 'x',
      '.git/hooks/a': 'x',
    });
    expect(await open('test ! -e .git && test ! -e ../escaped.txt', { head }).failureOn(head)).toBeNull();
    expect(fs.existsSync(path.join(os.tmpdir(), 'escaped.txt'))).toBe(false);
    expect(fs.existsSync('/tmp/gatewright-escaped')).toBe(false);
  });
});
