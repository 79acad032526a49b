import { describe, expect, it } from 'vitest';
import { localBranch } from '../../../src/kit/git/local-branch.ts';
import { draftNotes } from '../../../src/publish/notes.ts';
import { FakeBranch } from '../../support/branch.ts';
import { TestRepository } from '../../support/repository.ts';

describe('notes', () => {
  it('are what git notes shows, beside those that git wrote itself', async () => {
    const repository = new TestRepository();
    repository.write('a.js', 'one\n');
    const [first, second] = [repository.commitAll(), repository.commitAll()];
    repository.git('notes', '--ref=gatewright', 'add', '-m', 'by hand', first);
    const branch = localBranch({ git: (await repository.open()).git, person: PERSON });
    const drafted = await draftNotes(branch, new Map([[second, '{"kind":"proposal"}\n']]));
    expect(() => repository.git('notes', '--ref=gatewright', 'show', second)).toThrow(/no note found/i);
    expect(drafted.ok && (await branch.move(drafted.value))).toMatchObject({ ok: true });
    expect(repository.git('notes', '--ref=gatewright', 'show', second)).toBe('{"kind":"proposal"}');
    expect(repository.git('notes', '--ref=gatewright', 'show', first)).toBe('by hand');
  });

  it('begin a history of their own, and a name that moved meanwhile is not written over', async () => {
    const branch = new FakeBranch();
    const commit = branch.push('feature', { 'a.js': 'one' });
    const [one, other] = [
      await draftNotes(branch, new Map([[commit, 'x']])),
      await draftNotes(branch, new Map()),
    ];
    expect(one.ok && (await branch.move(one.value))).toMatchObject({ ok: true });
    expect(other.ok && (await branch.move(other.value))).toMatchObject({ fault: { kind: 'moved' } });
    expect(branch.textsOf(branch.tipOf('refs/notes/gatewright'))).toEqual({ [commit]: 'x' });
  });
});

const PERSON = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};
