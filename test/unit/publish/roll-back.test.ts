import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalCommit } from '../../../src/domain/journal.ts';
import type { Oid } from '../../../src/domain/tree.ts';
import { openJournal } from '../../../src/publish/journal.ts';
import { appendEntries, land } from '../../../src/publish/land.ts';
import { historyOf, type History } from '../../../src/publish/memory.ts';
import { rollBack, type RolledBack } from '../../../src/publish/roll-back.ts';
import { FakeBranch, treeOf } from '../../support/branch.ts';

const JOURNAL = 'refs/gatewright/journal/pull-7';
const REF = 'refs/heads/feature';

async function valueOf<T>(done: Promise<{ ok: true; value: T } | { ok: false; fault: object }>): Promise<T> {
  const answer = await done;
  if (!answer.ok) throw new Error(JSON.stringify(answer.fault));
  return answer.value;
}

/** Publishes what a fix makes of some files, as Gatewright does. */
async function publish(branch: FakeBranch, files: Record<string, string>, key = 'key'): Promise<Oid> {
  const from = branch.tipOf('feature');
  const { commit: id, tree } = await valueOf(
    branch.commit({
      parent: from,
      message: 'Fix',
      files: Object.entries(files).map(([path, text]) => ({
        path: path as never,
        content: { mode: 'file', bytes: Buffer.from(text) },
      })),
    }),
  );
  await valueOf(
    land(branch, await valueOf(openJournal(branch, JOURNAL)), {
      moves: [{ ref: REF, from, to: id }],
      from,
      commits: [{ id, tree, proposals: [key], reverts: [] }],
      run: '',
    }),
  );
  return id;
}

async function history(branch: FakeBranch): Promise<History> {
  const journal = await valueOf(openJournal(branch, JOURNAL));
  return valueOf(historyOf(branch, journal, { ref: REF, head: branch.tipOf('feature') }));
}

/** Takes back what stands, and lands it. */
async function takeBack(branch: FakeBranch): Promise<RolledBack> {
  const { standing } = await history(branch);
  const tip = branch.tipOf('feature');
  const ranges = standing.map(({ id, parent }) => ({ before: parent, after: id, message: 'Roll back' }));
  const rolled = await valueOf(rollBack(branch, tip, ranges));
  const [first, ...rest] = rolled.kind === 'made' ? rolled.commits : [];
  if (!first) return rolled;
  const to = rest.at(-1)?.id ?? first.id;
  const journal = await valueOf(openJournal(branch, JOURNAL));
  const commits = [first, ...rest] as const;
  await valueOf(land(branch, journal, { moves: [{ ref: REF, from: tip, to }], from: tip, commits, run: '' }));
  return rolled;
}

const now = (branch: FakeBranch): Record<string, string> => branch.textsOf(branch.tipOf('feature'));
const lines = (...texts: string[]): string => texts.map((text) => `${text}\n`).join('');

describe('rollBack', () => {
  it('[T108] gives the files the bytes that they had, once', async () => {
    const branch = new FakeBranch();
    const author = branch.push('feature', { 'a.js': 'one\n', 'b.js': 'two\n' });
    const own = await publish(branch, { 'a.js': 'ONE\n', 'c.js': 'new\n' });
    expect(await takeBack(branch)).toMatchObject({ kind: 'made', commits: [{ reverts: [own] }] });
    expect(now(branch)).toEqual(branch.textsOf(author));
    expect((await history(branch)).standing).toEqual([]);
    expect(await takeBack(branch)).toEqual({ kind: 'made', commits: [], gone: [] });
  });

  it('takes several back from the newest to the oldest, one commit for each', async () => {
    const branch = new FakeBranch();
    branch.push('feature', { 'a.js': 'one\n' });
    const first = await publish(branch, { 'a.js': 'two\n' }, 'first');
    const second = await publish(branch, { 'a.js': 'three\n' }, 'second');
    expect(await takeBack(branch)).toMatchObject({
      commits: [{ reverts: [second] }, { reverts: [first] }],
    });
    expect(now(branch)).toEqual({ 'a.js': 'one\n' });
  });

  it('leaves what people wrote since then, in the same file as well', async () => {
    const branch = new FakeBranch();
    branch.push('feature', { 'a.js': lines('a', 'b', 'c', 'd', 'e') });
    await publish(branch, { 'a.js': lines('A', 'b', 'c', 'd', 'e') });
    branch.push('feature', { 'a.js': lines('A', 'b', 'c', 'd', 'E', 'f'), 'b.js': 'theirs\n' });
    await takeBack(branch);
    expect(now(branch)).toEqual({ 'a.js': lines('a', 'b', 'c', 'd', 'E', 'f'), 'b.js': 'theirs\n' });
  });

  it.each([
    ['the same line', { 'a.js': lines('mine', 'b') }],
    ['the mode and the line', { 'a.js': { mode: 'symlink' as const, text: 'elsewhere' } }],
    ['the file, which is gone', { 'a.js': null }],
  ])('[T111] stops where somebody changed %s since then, and says where', async (_case, files) => {
    const branch = new FakeBranch();
    branch.push('feature', { 'a.js': lines('a', 'b'), 'b.js': 'one\n' });
    await publish(branch, { 'a.js': lines('A', 'b'), 'b.js': 'two\n' });
    const theirs = branch.push('feature', files);
    expect(await takeBack(branch)).toMatchObject({ kind: 'conflict', paths: ['a.js'] });
    expect(branch.tipOf('feature')).toBe(theirs);
  });

  it('stops where somebody wrote on in a file that it added', async () => {
    const branch = new FakeBranch();
    branch.push('feature', { 'b.js': 'one\n' });
    await publish(branch, { 'a.js': 'new\n' });
    branch.push('feature', { 'a.js': 'new\nand more\n' });
    expect(await takeBack(branch)).toMatchObject({ kind: 'conflict', paths: ['a.js'] });
  });

  it('does nothing about what somebody took back by hand, with more besides', async () => {
    for (const text of [lines('a', 'b', 'c'), lines('a', 'b', 'c', 'd')]) {
      const branch = new FakeBranch();
      branch.push('feature', { 'a.js': lines('a', 'b', 'c') });
      const own = await publish(branch, { 'a.js': lines('A', 'b', 'c') });
      branch.push('feature', { 'a.js': text });
      expect(await takeBack(branch)).toEqual({ kind: 'made', commits: [], gone: [own] });
    }
  });

  it('gives back the mode that somebody else did not change, and keeps the one that they did', async () => {
    const branch = new FakeBranch();
    branch.push('feature', { 'a.sh': 'one\n' });
    await publish(branch, { 'a.sh': 'two\n' });
    branch.push('feature', { 'a.sh': { mode: 'executable', text: 'two\n' } });
    await takeBack(branch);
    expect([...branch.filesOf(branch.tipOf('feature')).values()]).toMatchObject([{ mode: 'executable' }]);
    expect(now(branch)).toEqual({ 'a.sh': 'one\n' });
  });

  it('takes back a whole push, whoever wrote its commits', async () => {
    const branch = new FakeBranch();
    const before = branch.push('feature', { 'a.js': 'one\n', 'b.js': 'b\n' });
    branch.push('feature', { 'a.js': 'two\n', 'b.js': null });
    const after = branch.push('feature', { 'c.js': 'three\n' });
    const rolled = await valueOf(rollBack(branch, after, [{ before, after, message: 'Roll back' }]));
    expect(rolled).toMatchObject({ kind: 'made', commits: [{ reverts: [after] }] });
    const [made] = rolled.kind === 'made' ? rolled.commits : [];
    expect(branch.textsOf(made?.id ?? '')).toEqual(branch.textsOf(before));
  });

  it('passes on what GitHub says', async () => {
    const branch = new FakeBranch();
    branch.push('feature', { 'a.js': 'one\n' });
    const id = await publish(branch, { 'a.js': 'two\n' });
    branch.hear = ({ method }) =>
      method === 'changes' ? { kind: 'unavailable', message: 'Nobody answers.' } : undefined;
    const range = { before: id, after: id, message: '' };
    expect(await rollBack(branch, id, [range])).toMatchObject({ fault: { kind: 'unavailable' } });
  });
});

/** A journal that somebody pushed: it tells of a commit that lies on `from`, and has the tree `tree`. */
async function forge(branch: FakeBranch, from: Oid, commit: Partial<JournalCommit>): Promise<void> {
  const told = { id: '', tree: treeOf(branch.filesOf(commit.id ?? '')), proposals: ['key'], reverts: [] };
  const journal = { ref: JOURNAL, at: null, entries: [] };
  await valueOf(
    appendEntries(branch, journal, [
      { kind: 'moved', ref: REF, from, commits: [{ ...told, ...commit }], run: '' },
    ]),
  );
}

describe('a journal that somebody else wrote', () => {
  it('[T80] has nothing taken back to a commit that the one it names does not lie on', async () => {
    const branch = new FakeBranch();
    branch.push('feature', { 'a.js': 'one\n' });
    const theirs = branch.push('feature', { 'a.js': 'two\n' });
    const evil = branch.push('elsewhere', { 'a.js': 'evil\n' });
    await forge(branch, evil, { id: theirs });
    await expect(takeBack(branch)).rejects.toThrow('is not one that this version wrote');
    expect(now(branch)).toEqual({ 'a.js': 'two\n' });
  });

  it('[T80] has no merge taken back, and no commit with another tree', async () => {
    const branch = new FakeBranch();
    const first = branch.push('feature', { 'a.js': 'one\n' });
    const other = branch.push('other', { 'b.js': 'two\n' }, { parents: [first] });
    const merge = branch.push('feature', { 'b.js': 'two\n' }, { parents: [first, other] });
    await forge(branch, first, { id: merge });
    await expect(takeBack(branch)).rejects.toThrow('is not one that this version wrote');
    branch.refs.delete(JOURNAL);
    branch.reset('feature', other);
    await forge(branch, first, { id: other, tree: 'f'.repeat(40) });
    await expect(takeBack(branch)).rejects.toThrow('is not one that this version wrote');
    expect(branch.tipOf('feature')).toBe(other);
  });
});

const FORGED = {
  author: 'gatewright[bot] <gatewright[bot]@users.noreply.github.com>',
  message: 'Fix lint findings\n\nGatewright-Run: 1\nGatewright-Proposal: key',
};

interface Act {
  readonly who: 'person' | 'forger' | 'ours' | 'rewriter';
  readonly path: 'a.js' | 'b.js';
  readonly top: boolean;
}
const act = fc.record<Act>({
  who: fc.constantFrom('person', 'forger', 'ours', 'ours', 'rewriter'),
  path: fc.constantFrom('a.js', 'b.js'),
  top: fc.boolean(),
});

/** Plays a history in which every line says who wrote it, and returns our commits. */
async function play(branch: FakeBranch, acts: readonly Act[]): Promise<ReadonlySet<Oid>> {
  const text = lines('1', '2', '3');
  const heads = [branch.push('feature', { 'a.js': text, 'b.js': text })];
  const own = new Set<Oid>();
  for (const [at, { who, path, top }] of acts.entries()) {
    const before = now(branch)[path] ?? '';
    const files = { [path]: top ? `${who} ${at}.\n${before}` : `${before}${who} ${at}.\n` };
    if (who === 'ours') own.add(await publish(branch, files, `key ${at}`));
    else if (who === 'rewriter') branch.reset('feature', heads[at % heads.length] ?? '');
    else branch.push('feature', files, who === 'forger' ? FORGED : {});
    heads.push(branch.tipOf('feature'));
  }
  return own;
}

const allLines = (branch: FakeBranch): string[] => Object.values(now(branch)).join('').split('\n');

describe('what is taken back', () => {
  it('[T80] is what the journal names, whoever the authors, messages and trailers say wrote it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        const branch = new FakeBranch();
        const own = await play(branch, acts);
        const before = allLines(branch);
        const rolled = await takeBack(branch);
        const others = before.filter((line) => !line.startsWith('ours'));
        expect(allLines(branch)).toEqual(rolled.kind === 'conflict' ? before : others);
        const undone = rolled.kind === 'conflict' ? [] : rolled.commits.flatMap(({ reverts }) => reverts);
        expect(undone.every((id) => own.has(id))).toBe(true);
      }),
    );
  });
});
