import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { blameLine, messageOf, noteOf, notesWith } from '../../../../src/kit/git/blame.ts';
import type { Git } from '../../../../src/kit/git/git.ts';
import { TestRepository } from '../../../support/repository.ts';

const NOTES = 'refs/notes/gatewright';

let repository: TestRepository;
let git: Git;
let first: string;
let second: string;

beforeEach(async () => {
  repository = new TestRepository();
  repository.write('src/old.js', 'one\ntwo\nthree\nfour\n');
  first = repository.commitAll('Begin');
  repository.git('mv', 'src/old.js', 'src/new.js');
  repository.write('src/new.js', '// new\none\n2\nthree\nfour\n');
  second = repository.commitAll('Go on');
  ({ git } = await repository.open());
});

describe('the commit of a line', () => {
  it('is the one that wrote it, with the name and the place that it had there', async () => {
    expect(await blameLine(git, 'src/new.js', 3)).toEqual({
      kind: 'blamed',
      blamed: {
        ...{
          commit: second,
          file: 'src/new.js',
          line: 3,
          author: 'A Person',
          summary: 'Go on',
          boundary: false,
        },
        date: expect.stringMatching(/^2023-11-14T22:/),
      },
    });
    expect(await blameLine(git, 'src/new.js', 4)).toMatchObject({
      blamed: { commit: first, file: 'src/old.js', line: 3, summary: 'Begin', boundary: true },
    });
  });

  it.each(['plain.js', 'na me.js', 'Zürich "1".js', 'tab\there.js', ':(exclude)a.js', '-L.js'])(
    '[T62] is found for a file named %j',
    async (name) => {
      repository.write(name, 'x\n');
      const commit = repository.commitAll();
      expect(await blameLine(git, name, 1)).toMatchObject({ blamed: { commit, file: name } });
    },
  );

  it('is none for what is not there, not committed, or beyond the end', async () => {
    expect(await blameLine(git, 'src/none.js', 1)).toEqual({ kind: 'missing' });
    expect(await blameLine(git, 'src', 1)).toEqual({ kind: 'missing' });
    expect(await blameLine(git, 'src/new.js', 6)).toEqual({ kind: 'short', lines: 5 });
    fs.rmSync(path.join(git.cwd, 'src/new.js'));
    expect(await blameLine(git, 'src/new.js', 3)).toEqual({ kind: 'gone' });
    repository.write('src/new.js', '// new\none\nmine\nthree\nfour\n');
    repository.write('src/untracked.js', 'x\n');
    expect(await blameLine(git, 'src/new.js', 3)).toEqual({ kind: 'uncommitted' });
    expect(await blameLine(git, 'src/untracked.js', 1)).toEqual({ kind: 'missing' });
  });

  it('is none before the first commit', async () => {
    const empty = new TestRepository();
    empty.write('a.js', 'x\n');
    expect(await blameLine((await empty.open()).git, 'a.js', 1)).toEqual({ kind: 'missing' });
  });

  it('[T65] is found without running what the repository names', async () => {
    const sentinel = path.join(repository.root, 'ran');
    repository.write('.gitattributes', '* filter=evil diff=evil\n');
    for (const key of ['filter.evil.clean', 'filter.evil.process', 'diff.evil.textconv', 'diff.evil.command'])
      repository.git('config', key, `touch ${sentinel}; cat`);
    repository.write('ignored-revs', `${second}\n`);
    repository.git('config', 'blame.ignoreRevsFile', 'ignored-revs');
    repository.write('src/new.js', '// new\none\n2\nthree\nmine\n');
    expect(await blameLine(git, 'src/new.js', 3)).toMatchObject({ blamed: { commit: second } });
    expect(fs.existsSync(sentinel)).toBe(false);
  });
});

describe('what is said of a commit', () => {
  it('is its whole message', async () => {
    const commit = repository.git('commit-tree', '-m', 'A\n\nb: c\n\nd', '-p', second, `${second}^{tree}`);
    expect(await messageOf(git, commit)).toBe('A\n\nb: c\n\nd');
    expect(await messageOf(git, second)).toBe('Go on');
  });

  it('is its note, and the lines of other notes that name it', async () => {
    expect([await noteOf(git, NOTES, second), await notesWith(git, NOTES, ['key'])]).toEqual(['', '']);
    repository.git('notes', '--ref=gatewright', 'add', '-m', '{"key":"abc"}\n{"key":"x.c"}', first);
    expect(await noteOf(git, NOTES, first)).toBe('{"key":"abc"}\n{"key":"x.c"}');
    expect(await noteOf(git, NOTES, second)).toBe('');
    expect(await notesWith(git, NOTES, ['abc', 'nothing'])).toBe('{"key":"abc"}\n');
    expect([await notesWith(git, NOTES, ['a.c']), await notesWith(git, NOTES, [])]).toEqual(['', '']);
  });
});
