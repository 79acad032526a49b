import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/domain/journal.ts';
import { draftEntries, openJournal, type Journal } from '../../../src/publish/journal.ts';
import { land } from '../../../src/publish/land.ts';
import { FakeBranch } from '../../support/branch.ts';

const REF = 'refs/gatewright/journal/pull-7';
const ID = 'a'.repeat(40);
const ENTRY: Entry = {
  kind: 'moved',
  ref: 'refs/heads/feature',
  from: ID,
  commits: [{ id: ID, tree: ID, proposals: ['key'], reverts: [] }],
  run: 'https://github.com/acme/shop/actions/runs/1',
};

async function opened(branch: FakeBranch): Promise<Journal> {
  const journal = await openJournal(branch, REF);
  if (!journal.ok) throw new Error(journal.fault.message);
  return journal.value;
}

/** A branch whose journal has this text. */
function written(text: string | Uint8Array): FakeBranch {
  const branch = new FakeBranch();
  branch.push(REF, { 'journal.jsonl': text });
  return branch;
}

describe('openJournal', () => {
  it('is empty where there is none', async () => {
    expect(await opened(new FakeBranch())).toEqual({ ref: REF, at: null, entries: [] });
  });

  it('reads what was written, after every entry that was there before', async () => {
    const branch = new FakeBranch();
    const undone: Entry = { kind: 'undone', proposal: 'key', how: 'reverted', by: 'ada' };
    for (const entry of [ENTRY, undone]) {
      const draft = await draftEntries(branch, await opened(branch), [entry]);
      expect(await branch.move(draft.ok ? [draft.value.move] : [])).toMatchObject({ ok: true });
    }
    expect((await opened(branch)).entries).toEqual([ENTRY, undone]);
    expect(branch.commits.get(branch.tipOf(REF))?.parents).toHaveLength(1);
  });

  it.each([
    ['no JSON', '{"kind":'],
    ['a line that was cut', JSON.stringify(ENTRY)],
    ['another kind', JSON.stringify({ ...ENTRY, kind: 'later' })],
    ['an id that is none', JSON.stringify({ ...ENTRY, from: 'HEAD' })],
    ['no commits', JSON.stringify({ ...ENTRY, commits: [] })],
    ['commits that are none', JSON.stringify({ ...ENTRY, commits: [{ id: ID }] })],
    ['an object for a list', JSON.stringify({ ...ENTRY, commits: { length: 1 } })],
    ['a name without end', JSON.stringify({ ...ENTRY, ref: 'x'.repeat(5_000) })],
    ['nothing', ''],
  ])('does not read a journal with %s', async (name, line) => {
    const text = name === 'a line that was cut' ? line : `${line}\n`;
    expect(await openJournal(written(text), REF)).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
  });

  it('does not read bytes that are no UTF-8, a journal without end, or a ref to something else', async () => {
    for (const branch of [written(Buffer.from([0xff, 0x0a])), written('x'.repeat(2_000_000))])
      expect(await openJournal(branch, REF)).toMatchObject({ ok: false });
    const other = new FakeBranch();
    other.push(REF, { 'README.md': 'Nothing to see.' });
    expect(await openJournal(other, REF)).toMatchObject({ ok: false });
  });

  it('gives entries or nothing for whatever lies there', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(`${text}\n`)),
        ),
        async (bytes) => {
          const journal = await openJournal(written(bytes), REF);
          expect(journal.ok && journal.value.entries.length > 0).toBe(false);
        },
      ),
    );
  });

  it('says that GitHub did not answer as GitHub not answering', async () => {
    const branch = new FakeBranch();
    branch.hear = () => ({ kind: 'unavailable', message: 'Nobody answers.' });
    expect(await openJournal(branch, REF)).toMatchObject({ ok: false, fault: { kind: 'unavailable' } });
  });
});

/** A feature branch with a commit on it that no name leads to. */
async function prepared() {
  const branch = new FakeBranch();
  const head = branch.push('feature', { 'a.js': 'one\n' });
  const made = await branch.commit({ parent: head, files: [], message: 'Fix' });
  if (!made.ok) throw new Error('no commit');
  const { commit: id, tree } = made.value;
  const landing = {
    moves: [{ ref: 'refs/heads/feature', from: head, to: id }],
    from: head,
    commits: [{ id, tree, proposals: ['key'], reverts: [] }],
    run: 'run 1',
  } as const;
  return { branch, head, id, landing };
}

describe('land', () => {
  it('moves the branch and says so in one move, after saying what it is about to do', async () => {
    const { branch, id, landing } = await prepared();
    const landed = await land(branch, await opened(branch), landing);
    expect(landed).toMatchObject({ ok: true });
    expect(branch.tipOf('feature')).toBe(id);
    expect((await opened(branch)).entries.map(({ kind }) => kind)).toEqual(['intent', 'moved']);
    expect(branch.moves.map((moves) => moves.map(({ ref }) => ref))).toEqual([
      [REF],
      ['refs/heads/feature', REF],
    ]);
  });

  it('[T53] moves nothing when somebody pushed meanwhile, and never says that it did', async () => {
    const { branch, landing } = await prepared();
    const pushed = branch.push('feature', { 'b.js': 'two\n' });
    expect(await land(branch, await opened(branch), landing)).toMatchObject({ fault: { kind: 'moved' } });
    expect(branch.tipOf('feature')).toBe(pushed);
    expect((await opened(branch)).entries.map(({ kind }) => kind)).toEqual(['intent']);
  });

  it('moves nothing when another run wrote into the journal meanwhile', async () => {
    const { branch, head, landing } = await prepared();
    const journal = await opened(branch);
    branch.push(REF, { 'journal.jsonl': `${JSON.stringify(ENTRY)}\n` });
    expect(await land(branch, journal, landing)).toMatchObject({ fault: { kind: 'moved' } });
    expect(branch.tipOf('feature')).toBe(head);
  });

  it('[T9] takes a move whose answer was lost for one that happened, when it did', async () => {
    for (const when of ['before', 'after'] as const) {
      const { branch, head, id, landing } = await prepared();
      const journal = await opened(branch);
      const last = branch.calls.length + 3;
      branch.hear = (heard) =>
        heard.index === last && heard.when === when
          ? { kind: 'unavailable', message: 'The connection broke.' }
          : undefined;
      expect(await land(branch, journal, landing)).toMatchObject({ ok: when === 'after' });
      expect(branch.tipOf('feature')).toBe(when === 'after' ? id : head);
    }
  });

  it('[T103] leaves the branch with all of it, or with none, wherever it is killed', async () => {
    const calls = 4;
    for (let at = 0; at < calls; at++) {
      for (const when of ['before', 'after'] as const) {
        const { branch, head, id, landing } = await prepared();
        const journal = await opened(branch);
        const first = branch.calls.length;
        branch.hear = (heard) => {
          if (heard.index === first + at && heard.when === when) throw new Error('killed');
          return undefined;
        };
        await expect(land(branch, journal, landing)).rejects.toThrow('killed');
        branch.hear = () => undefined;
        const happened = at === calls - 1 && when === 'after';
        expect(branch.tipOf('feature')).toBe(happened ? id : head);
        const { entries } = await opened(branch);
        expect(entries.some(({ kind }) => kind === 'moved')).toBe(happened);
      }
    }
  });
});
