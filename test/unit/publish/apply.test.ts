import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pathFromBytes, repoPath, type RepoPath } from '../../../src/domain/path.ts';
import { applyKept } from '../../../src/publish/apply.ts';
import { treeOf, type Files } from '../../support/trees.ts';
import { newText, oldText } from './killed.ts';

let root = '';
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-apply-'));
});
afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

function lay(files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), content);
  }
}

const keep = (files: Files): Map<RepoPath, Uint8Array> =>
  new Map(Object.entries(files).map(([name, content]) => [repoPath(name), Buffer.from(content as string)]));
const read = (name: string): string => fs.readFileSync(path.join(root, name), 'utf8');
const apply = (judged: Files, kept: Files) => applyKept({ root, kept: keep(kept), judged: treeOf(judged) });
const unrooted = process.getuid?.() !== 0;

describe('applyKept', () => {
  it('writes every file, keeps its mode and leaves nothing else behind', async () => {
    lay({ 'a.sh': 'old\n', 'src/b.ts': 'old b\r\n', 'src/c.ts': 'c\n' });
    fs.chmodSync(path.join(root, 'a.sh'), 0o666);
    const receipt = await apply(
      { 'a.sh': 'old\n', 'src/b.ts': 'old b\r\n' },
      { 'src/b.ts': 'new b\r\n', 'a.sh': 'new\n' },
    );
    expect(receipt).toEqual({ kind: 'applied', written: ['a.sh', 'src/b.ts'], message: 'Wrote 2 files.' });
    expect([read('a.sh'), read('src/b.ts'), read('src/c.ts')]).toEqual(['new\n', 'new b\r\n', 'c\n']);
    if (process.platform !== 'win32') expect(fs.statSync(path.join(root, 'a.sh')).mode & 0o7777).toBe(0o666);
    expect(fs.readdirSync(root, { recursive: true }).sort()).toEqual(['a.sh', 'src', 'src/b.ts', 'src/c.ts']);
  });

  it('keeps the line ends of a checkout that has others than git stores', async () => {
    lay({ 'a.ts': 'a\r\nold\r\n', 'b.ts': 'new\r\n', 'c.ts': 'old\r\nmixed\n' });
    const judged = { 'a.ts': 'a\nold\n', 'b.ts': 'old\n' };
    const receipt = await apply(judged, { 'a.ts': 'a\nnew\n', 'b.ts': 'new\n' });
    expect(receipt).toMatchObject({ kind: 'applied' });
    expect([read('a.ts'), read('b.ts')]).toEqual(['a\r\nnew\r\n', 'new\r\n']);
    expect(await apply({ 'c.ts': 'old\nmixed\n' }, { 'c.ts': 'new\n' })).toMatchObject({ kind: 'refused' });
  });

  it('writes nothing at all when one file is not what was judged', async () => {
    lay({ 'a.ts': 'old\n', 'b.ts': 'edited since\n' });
    const receipt = await apply({ 'a.ts': 'old\n', 'b.ts': 'old\n' }, { 'a.ts': 'new\n', 'b.ts': 'new\n' });
    expect(receipt).toEqual({
      kind: 'refused',
      refusals: [{ path: 'b.ts', reason: 'is not what was judged any more: run gatewright fix again' }],
      message: 'Nothing was written: b.ts is not what was judged any more: run gatewright fix again.',
    });
    expect(read('a.ts')).toBe('old\n');
  });

  it('writes a new file, once, and leaves nothing else behind', async () => {
    lay({ 'src/a.ts': 'a\n' });
    expect(await apply({}, { 'src/new.ts': 'new\n' })).toMatchObject({
      kind: 'applied',
      message: 'Wrote 1 file.',
    });
    expect(await apply({}, { 'src/new.ts': 'new\n' })).toMatchObject({ kind: 'applied' });
    expect(read('src/new.ts')).toBe('new\n');
    expect(fs.readdirSync(path.join(root, 'src'))).toEqual(['a.ts', 'new.ts']);
  });

  it('[T33] writes no new file over one that is there, nor through a link, nor into a folder that is not', async () => {
    lay({ 'src/a.ts': 'mine\n' });
    fs.symlinkSync('/nowhere', path.join(root, 'src/link.ts'));
    fs.symlinkSync(path.join(root, 'src'), path.join(root, 'dir'));
    const messages = [];
    for (const name of ['src/a.ts', 'src/link.ts', 'dir/new.ts', 'gone/new.ts'])
      messages.push((await apply({}, { [name]: 'new\n' })).message);
    expect(messages).toEqual([
      'Nothing was written: src/a.ts is not what was judged any more: run gatewright fix again.',
      'Nothing was written: src/link.ts is not touched: src/link.ts is not a regular file.',
      'Nothing was written: dir/new.ts is not touched: dir is not a folder.',
      'Nothing was written: gone/new.ts is not touched: gone does not exist.',
    ]);
    expect(fs.readdirSync(path.join(root, 'src'))).toEqual(['a.ts', 'link.ts']);
  });

  it('[T33] never writes through a link, to a file or on the way to one', async () => {
    const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-outside-'));
    try {
      fs.writeFileSync(path.join(outside, 'a.ts'), 'old\n');
      lay({ 'real/a.ts': 'old\n' });
      fs.symlinkSync(path.join(outside, 'a.ts'), path.join(root, 'a.ts'));
      fs.symlinkSync(outside, path.join(root, 'dir'));
      for (const name of ['a.ts', 'dir/a.ts']) {
        const receipt = await apply({ [name]: 'old\n' }, { [name]: 'new\n' });
        expect(receipt).toMatchObject({
          kind: 'refused',
          message: expect.stringMatching(/not a (regular file|folder)/),
        });
      }
      expect(fs.readFileSync(path.join(outside, 'a.ts'), 'utf8')).toBe('old\n');
    } finally {
      fs.rmSync(outside, { recursive: true, force: true });
    }
  });

  it('[T32] refuses paths out of the root and into git, even when such files exist', async () => {
    lay({ '.git/config': 'old\n', 'sub/a.ts': 'a\n' });
    for (const name of ['.git/config', 'sub/../.git/config', '../x', '.GIT/config']) {
      expect(await apply({ [name]: 'old\n' }, { [name]: 'new\n' })).toMatchObject({ kind: 'refused' });
    }
    expect(read('.git/config')).toBe('old\n');
  });

  it('refuses what is gone, what became a folder, and a change without working files', async () => {
    lay({ 'dir/a.ts': 'a\n' });
    expect(await apply({ 'gone.ts': 'old\n' }, { 'gone.ts': 'new\n' })).toMatchObject({
      message: 'Nothing was written: gone.ts is not touched: gone.ts does not exist.',
    });
    expect(await apply({ dir: 'old\n' }, { dir: 'new\n' })).toMatchObject({ kind: 'refused' });
    const bare = await applyKept({ root: null, kept: keep({ 'a.ts': 'x' }), judged: treeOf({}) });
    expect(bare.message).toBe('Nothing was written: this change has no working files.');
  });

  it('finishes what an earlier run began', async () => {
    lay({ 'a.ts': 'new\n', 'b.ts': 'old\n' });
    const receipt = await apply({ 'a.ts': 'old\n', 'b.ts': 'old\n' }, { 'a.ts': 'new\n', 'b.ts': 'new\n' });
    expect(receipt.kind).toBe('applied');
    expect([read('a.ts'), read('b.ts')]).toEqual(['new\n', 'new\n']);
  });

  it.runIf(process.platform === 'linux')('[T63] writes a file whose name is not UTF-8', async () => {
    const name = pathFromBytes(Buffer.from([0x61, 0xff, 0x2e, 0x74, 0x73]));
    const file = Buffer.concat([Buffer.from(`${root}/a`), Buffer.from([0xff]), Buffer.from('.ts')]);
    fs.writeFileSync(file, 'old\n');
    const kept = new Map([[name, Buffer.from('new\n')]]);
    const receipt = await applyKept({ root, kept, judged: treeOf({ [name]: 'old\n' }) });
    expect(receipt.kind).toBe('applied');
    expect(fs.readFileSync(file, 'utf8')).toBe('new\n');
  });

  it.runIf(unrooted)('puts back what it wrote when a later file cannot be written', async () => {
    lay({ 'a.ts': 'old\n', 'locked/b.ts': 'old\n' });
    fs.chmodSync(path.join(root, 'locked'), 0o555);
    const receipt = await apply(
      { 'a.ts': 'old\n', 'locked/b.ts': 'old\n' },
      { 'a.ts': 'new\n', 'locked/b.ts': 'new\n' },
    );
    fs.chmodSync(path.join(root, 'locked'), 0o755);
    expect(receipt).toMatchObject({ kind: 'failed', unrestored: [] });
    expect(read('a.ts')).toBe('old\n');
  });
});

const SLOWLY = fileURLToPath(new URL('apply-slowly.ts', import.meta.url));

function layMany(count: number): void {
  lay(Object.fromEntries(Array.from({ length: count }, (_, n) => [`src/f${n}.ts`, oldText(n)])));
}

function states(count: number): ('old' | 'new' | 'torn')[] {
  return Array.from({ length: count }, (_, n) => {
    const text = read(`src/f${n}.ts`);
    return text === oldText(n) ? 'old' : text === newText(n) ? 'new' : 'torn';
  });
}

describe('applyKept in a process that comes to grief', () => {
  it('[T103] [T104] leaves every file whole when it is killed, and a rerun converges', async () => {
    const count = 60;
    layMany(count);
    let sawPart = false;
    for (let round = 0; round < 8 && !sawPart; round++) {
      layMany(count);
      const child = spawn(process.execPath, [SLOWLY, root, String(count)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const closed = new Promise((resolve) => child.on('close', resolve));
      const last = 3 + round * 5;
      const watch = fs.watch(path.join(root, 'src'), () => {
        if (read(`src/f${last}.ts`) !== oldText(last)) child.kill('SIGKILL');
      });
      await closed;
      watch.close();
      const seen = states(count);
      expect(seen).not.toContain('torn');
      sawPart = seen.includes('old') && seen.includes('new');
    }
    expect(sawPart).toBe(true);
    const again = spawnSync(process.execPath, [SLOWLY, root, String(count)], { encoding: 'utf8' });
    expect(again.stdout).toContain(`"message":"Wrote ${count} files."`);
    expect(new Set(states(count))).toEqual(new Set(['new']));
    expect(fs.readdirSync(path.join(root, 'src')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('[T104] puts everything back when the disk takes no more', () => {
    layMany(4);
    // A file may have at most so many blocks: the system's answer is EFBIG, as a full disk's is ENOSPC.
    const limited = 'trap "" XFSZ; ulimit -f 40; exec "$0" "$@"';
    const argv = ['-c', limited, process.execPath, SLOWLY, root, '4'];
    const run = spawnSync('sh', argv, { encoding: 'utf8', env: { PATH: process.env['PATH'] } });
    expect(run.stdout).toContain('"kind":"failed"');
    expect(run.stdout).toContain('Writing failed at src/f');
    expect(run.stdout).not.toContain('f0.ts');
    expect(run.stdout).toContain('every file is as it was');
    expect(new Set(states(4))).toEqual(new Set(['old']));
    expect(fs.readdirSync(path.join(root, 'src'))).toHaveLength(4);
  });
});
