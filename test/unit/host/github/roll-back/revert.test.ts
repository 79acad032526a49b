import { expect, it } from 'vitest';
import type { Published } from '../../../../../src/domain/published.ts';
import type { Oid } from '../../../../../src/domain/tree.ts';
import type { Desk } from '../../../../../src/host/github/desk.ts';
import { offerRevert } from '../../../../../src/host/github/roll-back/revert.ts';
import { openJournal } from '../../../../../src/publish/journal.ts';
import { appendEntries } from '../../../../../src/publish/land.ts';
import { FakeBranch, treeOf } from '../../../../support/branch.ts';
import { reportOf } from '../../../../support/report.ts';

const JOURNAL = 'refs/gatewright/journal/branch-main';
const NAMES = { ref: 'refs/heads/main', name: 'main', journalRef: JOURNAL };

const PLACE = { owner: 'acme', repo: 'shop', defaultBranch: 'main', server: 'https://github.com' };

/** A push to the default branch that is blocked; GitHub refuses to open pull requests as long as `opens` is false. */
async function revert(branch: FakeBranch, before: Oid, opens: boolean): Promise<readonly Published[]> {
  const pull = {
    number: 9,
    html_url: 'https://github.com/acme/shop/pull/9',
    state: 'open',
    head: { sha: '' },
  };
  const api = {
    request: async (route: string) => {
      if (!route.startsWith('POST')) return { ok: true, data: [] };
      return opens
        ? { ok: true, data: pull }
        : { ok: false, fault: { kind: 'forbidden', message: '', said: '' } };
    },
  };
  const desk = {
    writer: async () => ({ kind: 'open', api, branch, place: PLACE, ...NAMES }),
    place: PLACE,
    ...{ api: null, run: { url: '' } },
  } as unknown as Desk;
  const after = branch.tipOf('main');
  return offerRevert(reportOf(), desk, { kind: 'push', ref: NAMES.ref, before, after });
}

async function open(): Promise<{ branch: FakeBranch; before: Oid; name: string }> {
  const branch = new FakeBranch();
  const before = branch.push('main', { 'a.js': 'one\n' });
  const after = branch.push('main', { 'a.js': 'two\n' });
  return { branch, before, name: `gatewright/revert-${after.slice(0, 12)}` };
}

it('opens the pull request for the branch that a run before made', async () => {
  const { branch, before, name } = await open();
  expect(await revert(branch, before, false)).toMatchObject([{ kind: 'nothing' }]);
  const made = branch.tipOf(name);
  expect(await revert(branch, before, true)).toMatchObject([{ kind: 'revert-offered' }]);
  expect(branch.tipOf(name)).toBe(made);
});

it('[T80] opens none for what somebody put there, whatever the journal tells of it', async () => {
  const { branch, before, name } = await open();
  const from = branch.tipOf('main');
  const cases = [
    { from, parents: [from], tree: null },
    { from, parents: [from], tree: treeOf(branch.filesOf(before)) },
    { from: before, parents: [before], tree: null },
  ];
  for (const given of cases) {
    const id = branch.push(name, { 'a.js': 'evil\n' }, { parents: given.parents });
    branch.refs.delete(JOURNAL);
    const journal = await openJournal(branch, JOURNAL);
    if (!journal.ok) throw new Error(journal.fault.message);
    const tree = given.tree ?? treeOf(branch.filesOf(id));
    const commits = [{ id, tree, proposals: [], reverts: [from] }] as const;
    const told = { kind: 'moved', ref: `refs/heads/${name}`, from: given.from, commits, run: '' } as const;
    await appendEntries(branch, journal.value, [told]);
    expect(await revert(branch, before, true)).toMatchObject([
      { kind: 'nothing', note: expect.stringContaining('is not what Gatewright makes of it') },
    ]);
    expect(branch.tipOf(name)).toBe(id);
  }
});
