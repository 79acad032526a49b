import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EnvironmentError } from '../../../../src/errors.ts';
import { CatFile } from '../../../../src/kit/git/cat-file.ts';
import { Replies } from '../../../../src/kit/git/cat-file-replies.ts';
import { Git } from '../../../../src/kit/git/git.ts';
import { plainEnv, temporaryFolder, TestRepository } from '../../../support/repository.ts';

async function gitOf(repository: TestRepository, version?: string): Promise<Git> {
  const env = version
    ? { PATH: `${pretending(version)}${path.delimiter}${process.env['PATH']}` }
    : plainEnv();
  const git = new Git({ gitDir: path.join(repository.root, '.git'), root: repository.root, env });
  await git.checkVersion();
  return git;
}

/** A git that says that it is another version, and leaves the rest to the real one. */
function pretending(version: string): string {
  const bin = temporaryFolder();
  const script = `#!/bin/sh\n[ "$1" = version ] && { echo git version ${version}; exit; }\nPATH=\${PATH#*:} exec git "$@"\n`;
  fs.writeFileSync(path.join(bin, 'git'), script, { mode: 0o755 });
  return bin;
}

describe.each(['2.39.5', '2.34.1'])('blobs through git %s', (version) => {
  it('are read all at once through one process', async () => {
    const repository = new TestRepository();
    const contents = Array.from({ length: 300 }, (_, at) => `${'x\0\n'.repeat(at)}${at}`);
    const ids = contents.map((content) => repository.blob(content));
    const blobs = new CatFile(await gitOf(repository, version));
    const read = await Promise.all([...ids, ...ids].map((oid) => blobs.read(oid)));
    read.forEach((blob, at) => {
      expect(blob).toEqual({ kind: 'bytes', bytes: Buffer.from(contents[at % 300] ?? '') });
    });
    blobs.close();
  });

  it('are not held when they are too large, and do not disturb those that follow', async () => {
    const repository = new TestRepository();
    const [large, small, exact] = ['y'.repeat(100_001), 'small', 'z'.repeat(100_000)].map((text) =>
      repository.blob(text),
    );
    const blobs = new CatFile(await gitOf(repository, version), { maxBytes: 100_000 });
    const read = await Promise.all([large, small, exact].map((oid) => blobs.read(oid ?? '')));
    expect(read.map((blob) => blob.kind)).toEqual(['too-large', 'bytes', 'bytes']);
    expect(read[0]).toEqual({ kind: 'too-large', size: 100_001 });
    blobs.close();
  });

  it('say why they cannot be read', async () => {
    const repository = new TestRepository();
    const commit = repository.commit({ 'a.ts': 'a\n' });
    const blobs = new CatFile(await gitOf(repository, version));
    const read = (oid: string) => blobs.read(oid);
    expect(await read('0'.repeat(40))).toEqual({
      kind: 'unreadable',
      reason: 'git does not have the object: clone anew and without --filter',
    });
    expect(await read(commit)).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringMatching(/commit|not a blob/),
    });
    expect(await read('HEAD:a.ts\ninfo HEAD')).toMatchObject({ kind: 'unreadable' });
    expect(await read(repository.blob('a\n'))).toMatchObject({ kind: 'bytes' });
    blobs.close();
  });

  it('that a partial clone left out are told without the advice that git prints', async () => {
    const origin = new TestRepository();
    origin.commit({ 'a.ts': 'a\n' });
    origin.git('config', 'uploadpack.allowFilter', 'true');
    const clone = temporaryFolder();
    origin.git('clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${origin.root}`, clone);
    const git = await gitOf(Object.assign(Object.create(origin), { root: clone }), version);
    const blobs = new CatFile(git);
    const reason = 'git does not have the object: clone anew and without --filter';
    expect(await blobs.read(origin.blob('a\n'))).toEqual({ kind: 'unreadable', reason });
    blobs.close();
  });

  it('with another content than their id says are refused [T71]', async () => {
    const repository = new TestRepository();
    const object = (oid: string): string =>
      path.join(repository.root, '.git/objects', oid.slice(0, 2), oid.slice(2));
    const [good, swapped] = [repository.blob('good\n'), repository.blob('swapped\n')];
    fs.chmodSync(object(good), 0o644);
    fs.copyFileSync(object(swapped), object(good));
    const blobs = new CatFile(await gitOf(repository, version));
    expect(await blobs.read(good)).toMatchObject({ kind: 'unreadable' });
    expect(await blobs.read(swapped)).toMatchObject({ kind: 'bytes' });
    blobs.close();
  });
});

describe('a cat-file that does not answer', () => {
  it('is given up after it was silent for long enough, and when it is closed', async () => {
    const bin = temporaryFolder();
    const script = '#!/bin/sh\n[ "$1" = version ] && { echo git version 2.40.0; exit; }\nexec sleep 30\n';
    fs.writeFileSync(path.join(bin, 'git'), script, { mode: 0o755 });
    const env = { PATH: `${bin}${path.delimiter}${process.env['PATH']}` };
    const git = new Git({ gitDir: bin, root: null, env });
    await git.checkVersion();
    const blobs = new CatFile(git, { idle: 100 });
    await expect(blobs.read('1'.repeat(40))).rejects.toThrow('git cat-file said nothing for 0.1 s.');
    const open = blobs.read('2'.repeat(40));
    blobs.close();
    await expect(open).rejects.toThrow(EnvironmentError);
  });
});

describe('the answers of cat-file', () => {
  it('are the same wherever the output is cut into chunks', () => {
    const oid = 'a'.repeat(40);
    const output = Buffer.from(
      `${oid} blob 3\na\nb\n${oid} missing\n${oid} blob 9\n123456789\n${oid} tree 2\n\n\n\n${oid} blob 0\n\n`,
    );
    const taken = (cuts: readonly number[]) => {
      const replies = new Replies({ max: 5, expects: () => 'content' });
      const ends = [...new Set(cuts.map((cut) => cut % output.length))].sort((a, b) => a - b);
      return [0, ...ends].flatMap((start, at) => [
        ...replies.take(output.subarray(start, ends[at] ?? output.length)),
      ]);
    };
    const whole = taken([]);
    expect(whole.map((reply) => reply.kind)).toEqual([
      'bytes',
      'unreadable',
      'too-large',
      'unreadable',
      'bytes',
    ]);
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), (cuts) => {
        expect(taken(cuts)).toEqual(whole);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
