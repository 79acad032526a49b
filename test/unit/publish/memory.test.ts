import { describe, expect, it } from 'vitest';
import type { Entry, JournalCommit } from '../../../src/domain/journal.ts';
import type { Oid } from '../../../src/domain/tree.ts';
import { historyOf, type History } from '../../../src/publish/memory.ts';
import { FakeBranch, treeOf } from '../../support/branch.ts';

const REF = 'refs/heads/feature';
const commitOf = (id: Oid, proposals: readonly string[], reverts: readonly Oid[] = []): JournalCommit => ({
  ...{ id, tree: treeOf(new Map()), proposals, reverts },
});

function entry(kind: 'intent' | 'moved', from: Oid, commits: readonly JournalCommit[], ref = REF): Entry {
  return { kind, ref, from, commits: commits as [JournalCommit], run: '' };
}

async function history(branch: FakeBranch, entries: readonly Entry[]): Promise<History> {
  const journal = { ref: 'refs/gatewright/journal/pull-7', at: null, entries };
  const done = await historyOf(branch, journal, { ref: REF, head: branch.tipOf('feature') });
  if (!done.ok) throw new Error(done.fault.message);
  return done.value;
}

describe('historyOf', () => {
  it('believes the graph: an intent whose commits the head has happened, another did not', async () => {
    const branch = new FakeBranch();
    const head = branch.push('feature', {});
    const own = branch.push('feature', {});
    const happened = await history(branch, [entry('intent', head, [commitOf(own, ['key'])])]);
    expect(happened).toMatchObject({ standing: [{ id: own, parent: head }], rounds: 1 });
    expect([...happened.undoings.keys()]).toEqual(['key']);
    const lost = await history(branch, [entry('intent', head, [commitOf('f'.repeat(40), ['key'])])]);
    expect(lost).toMatchObject({ standing: [], rounds: 0, undoings: new Map() });
  });

  it('remembers what moved the branch after somebody rewrote it, and takes nothing of that back', async () => {
    const branch = new FakeBranch();
    const head = branch.push('feature', {});
    const own = branch.push('feature', {});
    branch.reset('feature', head);
    const past = await history(branch, [entry('moved', head, [commitOf(own, ['key'])])]);
    expect(past).toMatchObject({ own: [], standing: [], rounds: 1 });
    expect(past.undoings).toEqual(new Map([['key', { how: 'reverted', by: '' }]]));
  });

  it('knows the commits of one move that the head has when somebody went back to between them', async () => {
    const branch = new FakeBranch();
    const head = branch.push('feature', {});
    const first = branch.push('feature', {});
    const second = branch.push('feature', {});
    branch.reset('feature', first);
    const moved = [commitOf(first, ['one']), commitOf(second, ['two'])];
    const past = await history(branch, [entry('moved', head, moved)]);
    expect(past.standing.map(({ id }) => id)).toEqual([first]);
    expect([...past.undoings.keys()]).toEqual(['one', 'two']);
  });

  it('gives what stands from the newest to the oldest, without what was taken back', async () => {
    const branch = new FakeBranch();
    const head = branch.push('feature', {});
    const [one, two, three] = [
      branch.push('feature', {}),
      branch.push('feature', {}),
      branch.push('feature', {}),
    ];
    const back = branch.push('feature', {});
    const told = [
      entry('intent', head, [commitOf(one, ['1']), commitOf(two, ['2']), commitOf(three, ['3'])]),
      entry('moved', head, [commitOf(one, ['1']), commitOf(two, ['2']), commitOf(three, ['3'])]),
      entry('moved', three, [commitOf(back, [], [two])]),
    ];
    const past = await history(branch, told);
    expect(past.standing.map(({ id }) => id)).toEqual([three, one]);
    expect(past.rounds).toBe(1);
    expect(past.undoings.get('2')).toEqual({ how: 'rolled-back', by: '' });
    // Whoever goes back to before the roll-back has the commit again.
    branch.reset('feature', three);
    expect((await history(branch, told)).standing.map(({ id }) => id)).toEqual([three, two, one]);
  });

  it('counts the pushes of others that were taken back, also after somebody rewrote the branch', async () => {
    const branch = new FakeBranch();
    const head = branch.push('feature', {});
    const own = branch.push('feature', {});
    const theirs = branch.push('feature', {});
    const back = branch.push('feature', {});
    const both = branch.push('feature', {});
    const told = [
      entry('moved', head, [commitOf(own, ['key'])]),
      entry('moved', theirs, [commitOf(back, [], [theirs])]),
      entry('moved', back, [commitOf(both, [], [own])]),
      entry('intent', both, [commitOf('f'.repeat(40), [], [theirs])]),
    ];
    expect((await history(branch, told)).pushes).toBe(1);
    branch.reset('feature', head);
    expect((await history(branch, told)).pushes).toBe(1);
  });

  it('refuses what somebody turned down or took back, and lets a commit be that somebody took back', async () => {
    const branch = new FakeBranch();
    const head = branch.push('feature', {});
    const own = branch.push('feature', {});
    const past = await history(branch, [
      entry('moved', head, [commitOf(own, ['key'])]),
      { kind: 'undone', proposal: 'key', how: 'reverted', by: 'ada' },
      { kind: 'undone', proposal: 'other', how: 'dismissed', by: 'ada' },
    ]);
    expect(past.standing).toEqual([]);
    expect([...past.undoings.values()]).toEqual([
      { how: 'reverted', by: 'ada' },
      { how: 'dismissed', by: 'ada' },
    ]);
  });

  it('lets a proposal be made again that only waits on a branch of ours', async () => {
    const branch = new FakeBranch();
    const head = branch.push('feature', {});
    const offered = branch.push('gatewright/fix-7', {}, { parents: [head] });
    const told = [entry('moved', head, [commitOf(offered, ['key'])], 'refs/heads/gatewright/fix-7')];
    expect(await history(branch, told)).toMatchObject({ undoings: new Map(), standing: [], rounds: 1 });
    branch.push('feature', {}, { parents: [head, offered] });
    const merged = await history(branch, told);
    expect(merged.standing).toMatchObject([{ id: offered }]);
    expect([...merged.undoings.keys()]).toEqual(['key']);
  });

  it('reads no journal without end', async () => {
    const branch = new FakeBranch();
    const head = branch.push('feature', {});
    const ids = Array.from({ length: 51 }, (_, at) => at.toString(16).padStart(40, '0'));
    const entries = ids.map((id) => entry('moved', head, [commitOf(id, ['key'])]));
    const journal = { ref: 'journal', at: null, entries };
    expect(await historyOf(branch, journal, { ref: REF, head })).toMatchObject({
      fault: { kind: 'invalid' },
    });
  });

  it('asks no questions without end about one entry', async () => {
    const branch = new FakeBranch();
    const head = branch.push('feature', {});
    const commits = Array.from({ length: 301 }, (_, at) =>
      commitOf(at.toString(16).padStart(40, '0'), ['key']),
    );
    const journal = { ref: 'journal', at: null, entries: [entry('intent', head, commits)] };
    expect(await historyOf(branch, journal, { ref: REF, head })).toMatchObject({
      fault: { kind: 'invalid' },
    });
    expect(branch.calls).toEqual([]);
  });

  it('says that GitHub did not answer as a fault', async () => {
    const branch = new FakeBranch();
    const head = branch.push('feature', {});
    branch.hear = () => ({ kind: 'unavailable', message: 'Nobody answers.' });
    const journal = { ref: 'journal', at: null, entries: [entry('moved', head, [commitOf(head, ['key'])])] };
    expect(await historyOf(branch, journal, { ref: REF, head })).toMatchObject({ ok: false });
  });
});
