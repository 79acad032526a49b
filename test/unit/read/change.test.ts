import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePaths, displayPath, pathFromBytes, pathToBytes, repoPath } from '../../../src/domain/path.ts';
import { EnvironmentError } from '../../../src/errors.ts';
import {
  addedIn,
  fileAt,
  summary,
  TestRepository,
  type Content,
  type Contents,
} from '../../support/repository.ts';

async function changeOf(base: Contents, head: Contents) {
  const repository = new TestRepository();
  const from = repository.commit(base);
  return repository.between(from, repository.commit(head, { parents: [from] }));
}

describe('readChange between commits', () => {
  it('gives every changed path its status and the lines that it gained', async () => {
    const change = await changeOf(
      {
        'deleted.ts': 'x\ny\nz\n',
        link: 'was a file\n',
        'mode.sh': 'echo\n',
        'modified.ts': 'a\nb\nc\n',
        'same.ts': 's\n',
      },
      {
        'added.ts': '1\n2\n',
        link: { mode: '120000', content: 'same.ts' },
        'mode.sh': { mode: '100755', content: 'echo\n' },
        'modified.ts': 'a\nB\nc\nd\n',
        'same.ts': 's\n',
      },
    );
    expect(summary(change)).toEqual([
      'added added.ts',
      'deleted deleted.ts',
      'type-changed link',
      'mode-changed mode.sh',
      'modified modified.ts',
    ]);
    expect(change.files.map(addedIn)).toEqual([[1, 2], [], [1], [], [2, 4]]);
    expect(change.addedLines).toBe(5);
  });

  it('judges a rename as deletion and addition, and knows where the file came from [T55]', async () => {
    const text = Array.from({ length: 20 }, (_, at) => `export const value${at} = ${at};\n`).join('');
    const change = await changeOf(
      { 'old/exact.ts': text, 'old/edited.ts': `// other\n${text}`, 'gone.ts': 'nothing alike\n' },
      {
        'new/exact.ts': text,
        'new/edited.ts': `// other\n${text}`.replace('value7', 'seven'),
        'fresh.ts': 'new\n',
      },
    );
    expect(summary(change).filter((line) => line.includes('exact'))).toEqual([
      'added new/exact.ts',
      'deleted old/exact.ts',
    ]);
    expect(fileAt(change, 'new/exact.ts')).toMatchObject({
      origin: 'old/exact.ts',
      hunks: [{ start: 1, count: 20 }],
    });
    expect(fileAt(change, 'new/edited.ts').origin).toBe('old/edited.ts');
    expect(fileAt(change, 'fresh.ts').origin).toBeNull();
  });

  it('reads a source file with NUL bytes as lines of text [T56]', async () => {
    const change = await changeOf({ 'a.js': 'a\0b\nc\n' }, { 'a.js': 'a\0b\nc\0\nd\n' });
    expect(addedIn(fileAt(change, 'a.js'))).toEqual([2, 3]);
  });

  it('counts the lines of CRLF, BOM and UTF-16 files as git does [T57]', async () => {
    const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
    const change = await changeOf(
      { 'bom.ts': '\ufeffa\nb\n', 'crlf.ts': 'a\r\nb\r\n', 'wide.ts': utf16('a\nb\n') },
      { 'bom.ts': '\ufeffa\nb\nc\n', 'crlf.ts': 'a\r\nX\r\nb\r\n', 'wide.ts': utf16('a\nb\nc\n') },
    );
    expect(addedIn(fileAt(change, 'bom.ts'))).toEqual([3]);
    expect(addedIn(fileAt(change, 'crlf.ts'))).toEqual([2]);
    expect(addedIn(fileAt(change, 'wide.ts'))).toContain(3);
  });

  it('sees a submodule bump that .gitmodules asks git to hide, and fetches nothing [T58]', async () => {
    const modules = (url: string): string =>
      `[submodule "lib"]\n\tpath = lib\n\turl = ${url}\n\tignore = all\n`;
    const change = await changeOf(
      { '.gitmodules': modules('https://example.com/lib'), lib: { commit: '1'.repeat(40) } },
      { '.gitmodules': modules('-u./payload'), lib: { commit: '2'.repeat(40) } },
    );
    expect(summary(change)).toEqual(['modified .gitmodules', 'modified lib']);
    expect(fileAt(change, 'lib')).toMatchObject({
      head: { mode: 'submodule', oid: '2'.repeat(40) },
      hunks: [],
    });
  });

  it('reads the text of a link and never its target [T59]', async () => {
    const link = (content: string): Content => ({ mode: '120000', content });
    const change = await changeOf(
      {},
      { loop: link('loop'), out: link('/etc/passwd'), void: link('../../nowhere') },
    );
    for (const [name, target] of [
      ['loop', 'loop'],
      ['out', '/etc/passwd'],
      ['void', '../../nowhere'],
    ] as const) {
      const file = fileAt(change, name);
      expect(file.head?.mode).toBe('symlink');
      expect(await change.head.bytes(file.head?.oid ?? '')).toEqual({
        kind: 'bytes',
        bytes: Buffer.from(target),
      });
    }
  });

  it('lists a 500 MB file without ever holding it [T60]', async () => {
    const repository = new TestRepository();
    const large = path.join(repository.root, 'large.bin');
    fs.writeFileSync(large, '');
    fs.truncateSync(large, 500_000_000);
    repository.git('config', 'core.bigFileThreshold', '1m');
    repository.git('config', 'core.compression', '1');
    const base = repository.commit({ 'a.ts': 'a\n' });
    const oid = repository.git('hash-object', '-w', '--no-filters', 'large.bin');
    fs.rmSync(large);
    const tree = repository.run(['mktree'], `100644 blob ${oid}\tlarge.bin\n`).toString().trim();
    const head = repository.git('commit-tree', '-m', 'large', '-p', base, tree);
    const before = process.memoryUsage.rss();
    const change = await repository.between(base, head);
    expect(fileAt(change, 'large.bin')).toMatchObject({ status: 'added', hunks: [] });
    expect(await change.head.bytes(oid)).toEqual({ kind: 'too-large', size: 500_000_000 });
    expect(process.memoryUsage.rss() - before).toBeLessThan(150_000_000);
  });

  it('reads a change of 10,000 files, each of them listed, in bounded memory [T61]', async () => {
    const repository = new TestRepository();
    const stream: string[] = ['commit refs/heads/many\ncommitter A <a@b> 1700000000 +0000\ndata 1\nx\n'];
    for (let at = 0; at < 10_000; at++) {
      const text = `export const number = ${at};\n`.repeat(20);
      stream.push(`M 100644 inline f${at % 100}/${at}.ts\ndata ${text.length}\n${text}\n`);
    }
    repository.run(['fast-import', '--quiet'], stream.join(''));
    const base = repository.commit({ 'a.ts': 'a\n' });
    const before = process.memoryUsage.rss();
    const change = await repository.between(base, 'many');
    expect(change.files).toHaveLength(10_001);
    expect(change.addedLines).toBe(200_000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(300_000_000);
    const sorted = [...change.files].sort((a, b) => comparePaths(a.path, b.path));
    expect(change.files.map((file) => file.path)).toEqual(sorted.map((file) => file.path));
  });

  it('lists names that look like options, commands, patterns or markup [T62]', async () => {
    const names = [
      '-rf',
      '--output=x',
      ':(exclude)*',
      '$(touch x)',
      '::error::no',
      'a\nb',
      'a\tb',
      'a"b',
      "a'b",
      '*',
      '\\',
    ];
    const change = await changeOf({}, Object.fromEntries(names.map((name) => [name, 'x\n'])));
    expect(change.files.map((file) => String(file.path)).sort()).toEqual([...names].sort());
    expect(change.addedLines).toBe(names.length);
  });

  it('lists names of any bytes that git takes, each as itself [T62] [T63]', async () => {
    const byte = fc.integer({ min: 1, max: 255 }).filter((value) => value !== 0x2f);
    const name = fc
      .uint8Array({ minLength: 1, maxLength: 12 })
      .chain((seed) =>
        fc.array(byte, { minLength: 1, maxLength: seed.length }).map((bytes) => Buffer.from(bytes)),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(name, { minLength: 1, maxLength: 12, selector: (n) => n.toString('hex') }),
        async (names) => {
          const usable = names.filter((each) => !/^\.{1,2}$|^\.git$/i.test(each.toString('latin1')));
          const change = await changeOf(
            [],
            usable.map((each) => [each, 'x\n'] as const),
          );
          const read = change.files.map((file) => pathToBytes(file.path).toString('hex'));
          expect(read).toEqual(usable.map((each) => each.toString('hex')).sort());
        },
      ),
      { seed: 62, numRuns: 12 },
    );
  });

  it('keeps the bytes of every name, and shows none that could move a cursor [T62] [T63]', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const name = pathFromBytes(bytes);
        expect(pathToBytes(name)).toEqual(Buffer.from(bytes));
        expect(displayPath(name)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
      { seed: 63, numRuns: 2_000 },
    );
  });

  it('reads a file whose name is not UTF-8 like any other [T63]', async () => {
    const name = Buffer.from([0x66, 0xff, 0xfe, 0x2e, 0x74, 0x73]);
    const change = await changeOf([], [[name, 'one\ntwo\n']]);
    const [file] = change.files;
    expect(addedIn(file as never)).toEqual([1, 2]);
    expect(displayPath(file?.path ?? repoPath(''))).toBe('f\\xff\\xfe.ts');
    expect(await change.head.entry(pathFromBytes(name))).toMatchObject({ mode: 'file' });
  });

  it('has an answer for empty, deletion-only and octopus-merge changes [T70]', async () => {
    const repository = new TestRepository();
    const base = repository.commit({ 'a.ts': 'a\n', 'b.ts': 'b\n' });
    expect(await repository.between(base, base)).toMatchObject({ files: [], addedLines: 0 });
    const deleted = await repository.between(base, repository.commit({ 'a.ts': 'a\n' }, { parents: [base] }));
    expect(deleted).toMatchObject({ files: [{ status: 'deleted', hunks: [] }], addedLines: 0 });
    const arms = ['1', '2', '3'].map((arm) =>
      repository.commit({ 'a.ts': 'a\n', 'b.ts': 'b\n', [`${arm}.ts`]: 'x\n' }, { parents: [base] }),
    );
    const all = { 'a.ts': 'a\n', 'b.ts': 'b\n', '1.ts': 'x\n', '2.ts': 'x\n', '3.ts': 'x\n' };
    const merge = repository.commit(all, { parents: [base, ...arms], ref: 'refs/heads/octopus' });
    const octopus = await repository.read({ kind: 'commits', base, head: merge, twoDot: false });
    expect(summary(octopus)).toEqual(['added 1.ts', 'added 2.ts', 'added 3.ts']);
    const nothing = await changeOf({ 'a.ts': 'a\n' }, {});
    expect(summary(nothing)).toEqual(['deleted a.ts']);
  });
});

describe('a damaged repository', () => {
  it('does not let replacement objects change what is judged [T71]', async () => {
    const repository = new TestRepository();
    const base = repository.commit({ 'a.ts': 'a\n' });
    const head = repository.commit({ 'a.ts': 'evil\n' }, { parents: [base] });
    repository.git('replace', repository.blob('evil\n'), repository.blob('a\n'));
    repository.git('replace', head, repository.commit({ 'a.ts': 'a\n' }, { parents: [base] }));
    const change = await repository.between(base, head);
    const file = fileAt(change, 'a.ts');
    expect(await change.head.bytes(file.head?.oid ?? '')).toEqual({
      kind: 'bytes',
      bytes: Buffer.from('evil\n'),
    });
  });

  it('does not let grafts invent common history', async () => {
    const repository = new TestRepository();
    const base = repository.commit({ 'a.ts': 'a\n' });
    const head = repository.commit({ 'b.ts': 'b\n' });
    repository.write('.git/info/grafts', `${head} ${base}\n`);
    const reading = repository.read({ kind: 'commits', base, head, twoDot: false });
    await expect(reading).rejects.toThrow(/no common history/);
  });

  it('names a corrupt blob as unreadable, and reads all others [T71]', async () => {
    const repository = new TestRepository();
    const base = repository.commit({});
    const names = Array.from({ length: 40 }, (_, at) => `${at}.ts`);
    const head = repository.commit(Object.fromEntries(names.map((name) => [name, `${name}\n`])), {
      parents: [base],
    });
    for (const name of ['7.ts', '23.ts']) {
      const oid = repository.blob(`${name}\n`);
      const file = path.join(repository.root, '.git/objects', oid.slice(0, 2), oid.slice(2));
      fs.chmodSync(file, 0o644);
      fs.writeFileSync(file, name === '7.ts' ? 'garbage' : fs.readFileSync(file).subarray(0, 15));
    }
    const change = await repository.between(base, head);
    expect(change.files).toHaveLength(40);
    for (const file of change.files) {
      const blob = await change.head.bytes(file.head?.oid ?? '');
      expect(blob.kind).toBe(['7.ts', '23.ts'].includes(file.path) ? 'unreadable' : 'bytes');
    }
  });

  it('cannot judge when a tree is missing [T71]', async () => {
    const repository = new TestRepository();
    const base = repository.commit({ 'dir/a.ts': 'a\n' });
    const head = repository.commit({ 'dir/a.ts': 'b\n' }, { parents: [base] });
    const tree = repository.git('rev-parse', `${head}:dir`);
    fs.rmSync(path.join(repository.root, '.git/objects', tree.slice(0, 2), tree.slice(2)));
    await expect(repository.between(base, head)).rejects.toThrow(EnvironmentError);
  });

  it('is not stopped by a stale index.lock, since nothing is written [T71]', async () => {
    const repository = new TestRepository();
    repository.write('a.ts', 'a\n');
    repository.commitAll();
    repository.write('a.ts', 'a\nb\n');
    repository.write('.git/index.lock', '');
    const change = await repository.read({ kind: 'worktree' });
    expect(addedIn(fileAt(change, 'a.ts'))).toEqual([2]);
    expect(fs.readFileSync(path.join(repository.root, '.git/index.lock'), 'utf8')).toBe('');
  });
});
