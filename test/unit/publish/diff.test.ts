import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { pathFromBytes, pathToBytes, repoPath, type RepoPath } from '../../../src/domain/path.ts';
import { diffKept, patchKept } from '../../../src/publish/diff.ts';
import { treeOf, type Files } from '../../support/trees.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-diff-'));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

const keep = (files: Files): Map<RepoPath, Uint8Array> =>
  new Map(Object.entries(files).map(([name, content]) => [repoPath(name), Buffer.from(content as string)]));

/** Lets the real git apply the patch outside any repository. */
function gitApply(name: RepoPath, before: Uint8Array, patch: Uint8Array): Buffer {
  const file = Buffer.concat([Buffer.from(`${root}/`), pathToBytes(name)]);
  fs.writeFileSync(file, before);
  const env = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CEILING_DIRECTORIES: root };
  const run = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: root, input: patch, env });
  if (run.status !== 0) throw new Error(run.stderr.toString());
  const after = fs.readFileSync(file);
  fs.rmSync(file);
  return after;
}

describe('patchKept', () => {
  it.each([
    [
      'a change in the middle',
      'a.ts',
      'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n',
      'one\ntwo\nthree\nFOUR\nfive\nsix\nseven\neight\n',
    ],
    ['CRLF', 'a.ts', 'one\r\ntwo\r\n', 'one\r\n2\r\n'],
    ['no LF at the end', 'a.ts', 'one\ntwo', 'one\n2'],
    ['an LF that was missing', 'a.ts', 'one', 'one\n'],
    ['an empty file', 'a.ts', '', 'x\n'],
    ['a file that becomes one line', 'a.ts', 'a\nb\nc\n', 'x\n'],
    ['Latin-1', 'a.ts', Buffer.from([0xe9, 10, 0x61, 10]), Buffer.from([0xe9, 10, 0x62, 10])],
    ['a byte order mark', 'a.ts', '\ufeffone\n', '\ufefftwo\n'],
    ['a lone CR and U+2028', 'a.ts', 'a\rb\u2028c\n', 'a\rb\u2028d\n'],
    ['a name with a space', 'a b.ts', 'one\n', 'two\n'],
    ['a name with quotes', 'a"b\\c.ts', 'one\n', 'two\n'],
    ['a name beyond ASCII', 'é\u{1f600}.ts', 'one\n', 'two\n'],
    ['a name with a newline', 'a\nb.ts', 'one\n', 'two\n'],
    ['a name that is not UTF-8', pathFromBytes(Buffer.from([0x61, 0xff])), 'one\n', 'two\n'],
  ])('is what git apply takes: %s', async (_, name, before, after) => {
    const patch = await patchKept(treeOf({ [name]: before }), keep({ [name]: after }));
    const applied = gitApply(repoPath(name), Buffer.from(before as string), patch);
    expect(applied).toEqual(Buffer.from(after as string));
  });

  it('is what git apply takes, whatever the texts are', async () => {
    const text = fc.array(fc.constantFrom('a', 'b', '', 'c\r', '-- x', '++ y', '@@ -1 +1 @@', '\\ No', 'é'), {
      maxLength: 9,
    });
    const whole = fc.tuple(text, fc.boolean()).map(([lines, end]) => lines.join('\n') + (end ? '\n' : ''));
    await fc.assert(
      fc.asyncProperty(whole, whole, async (before, after) => {
        fc.pre(before !== after && before !== '');
        const patch = await patchKept(treeOf({ 'f.ts': before }), keep({ 'f.ts': after }));
        expect(gitApply(repoPath('f.ts'), Buffer.from(before), patch).toString()).toBe(after);
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('makes a new file, as git apply makes it', async () => {
    const name = repoPath('new file.ts');
    const patch = await patchKept(treeOf({}), keep({ [name]: 'one\ntwo' }));
    const env = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CEILING_DIRECTORIES: root };
    const run = spawnSync('git', ['apply', '-'], { cwd: root, input: patch, env });
    expect(run.stderr.toString()).toBe('');
    expect(fs.readFileSync(path.join(root, name), 'utf8')).toBe('one\ntwo');
    fs.rmSync(path.join(root, name));
    expect(await diffKept(treeOf({}), keep({ [name]: 'one\n' }))).toBe(
      'diff --git a/new file.ts b/new file.ts\nnew file mode 100644\n--- /dev/null\n+++ b/new file.ts\t\n@@ -0,0 +1 @@\n+one\n',
    );
  });

  it('replaces the whole file when too much of it differs', async () => {
    const [before, after] = ['a', 'b'].map((mark) =>
      Array.from({ length: 4000 }, (_, n) => `${mark}${n}\n`).join(''),
    );
    const patch = await patchKept(treeOf({ 'f.ts': before! }), keep({ 'f.ts': after! }));
    expect(gitApply(repoPath('f.ts'), Buffer.from(before!), patch).toString()).toBe(after);
  });

  it('counts the lines of an empty side as git does', async () => {
    const grown = await patchKept(treeOf({ 'a.ts': '' }), keep({ 'a.ts': 'x\n' }));
    expect(grown.toString()).toContain('@@ -0,0 +1 @@');
    const shrunk = await patchKept(treeOf({ 'a.ts': 'x\ny\n' }), keep({ 'a.ts': '' }));
    expect(shrunk.toString()).toContain('@@ -1,2 +0,0 @@');
  });

  it('lists files in the order of their bytes', async () => {
    const files = { 'b.ts': 'x\n', 'a.ts': 'x\n', 'B.ts': 'x\n' };
    const patch = await patchKept(treeOf(files), keep({ 'b.ts': 'y\n', 'a.ts': 'y\n', 'B.ts': 'y\n' }));
    expect(patch.toString().match(/^diff .*$/gm)).toEqual([
      'diff --git a/B.ts b/B.ts',
      'diff --git a/a.ts b/a.ts',
      'diff --git a/b.ts b/b.ts',
    ]);
  });
});

describe('diffKept', () => {
  it('shows an ordinary change as git does', async () => {
    const text = await diffKept(treeOf({ 'a.ts': 'one\ntwo\n' }), keep({ 'a.ts': 'one\n\t2\n' }));
    expect(text).toBe(
      'diff --git a/a.ts b/a.ts\n--- a/a.ts\n+++ b/a.ts\n@@ -1,2 +1,2 @@\n one\n-two\n+\t2\n',
    );
  });

  it('[T62] shows no character that moves the cursor, reorders or hides text', async () => {
    const name = 'a\u202e\n\u001b[2J.ts';
    const before = 'x\n\u001b[31mred\u001b[0m \u202e \u200b \u2028 \u0007\r\n';
    const text = await diffKept(treeOf({ [name]: before }), keep({ [name]: before.replace('x', 'y') }));
    expect(text).toMatch(/^[\n\t\x20-\x7e]*$/);
    expect(text).toContain('\\u{1b}[31mred');
    expect(text.split('\n')).toHaveLength(8);
  });

  it('shows UTF-16 as text, and CRLF without escapes', async () => {
    const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
    const text = await diffKept(
      treeOf({ 'a.ts': utf16('é\r\nb\r\n') }),
      keep({ 'a.ts': utf16('é\r\nc\r\n') }),
    );
    expect(text).toContain(' é\n-b\n+c\n');
  });

  it('is empty when nothing was kept', async () => {
    expect(await diffKept(treeOf({}), new Map())).toBe('');
  });
});
