import { expect, it } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import type { Proposal, Step } from '../../../src/domain/proposal.ts';
import { publishSteps, type Publishing } from '../../../src/publish/commits.ts';
import { openJournal } from '../../../src/publish/journal.ts';
import { FakeBranch, treeOf as treeIdOf } from '../../support/branch.ts';
import { blobId, treeOf } from '../../support/trees.ts';

const REF = 'refs/heads/feature';
const JOURNAL = 'refs/gatewright/journal/pull-7';
const BASE = { 'a.js': 'one\n', 'b.js': 'two\n' };

function proposal(key: string, source: Proposal['source'] = 'fixer:eslint'): Proposal {
  const edit = { path: repoPath('a.js'), start: 0, end: 0, expect: '', replace: '' };
  return { id: key, key, source, title: `Mend ${key}`, addresses: [], patch: [edit] };
}

function step(source: Step['source'], files: Readonly<Record<string, string>>, ...keys: string[]): Step {
  const all = { ...BASE, ...files };
  const held = Object.entries(all).map(
    ([path, text]) => [repoPath(path), { mode: 'file', oid: blobId(text) }] as const,
  );
  const [first = 'k', ...rest] = keys;
  return {
    source,
    proposals: [proposal(first, source), ...rest.map((key) => proposal(key, source))],
    files: new Map(Object.entries(files).map(([path, text]) => [repoPath(path), Buffer.from(text)])),
    tree: treeIdOf(new Map(held)),
  };
}

const MENDED = step('fixer:eslint', { 'a.js': 'one!\n' }, 'k1', 'k2');
const WRITTEN = step('assistant:fix', { 'a.js': 'one!\n', 'b.js': 'two!\n', 'c.js': 'new\n' }, 'k3');

async function publishing(branch: FakeBranch, steps: Publishing['steps']): Promise<Publishing> {
  const commit = branch.tipOf('feature') || branch.push('feature', BASE);
  const journal = await openJournal(branch, JOURNAL);
  if (!journal.ok) throw new Error(journal.fault.message);
  const base = { commit, tree: treeOf(BASE) };
  return { branch, journal: journal.value, ref: REF, from: commit, base, steps, run: 'https://ci/1' };
}

it('lays one commit for each step on what was judged, with what the step changes and no more', async () => {
  const branch = new FakeBranch();
  const asked = await publishing(branch, [MENDED, WRITTEN]);
  const done = await publishSteps(asked);
  expect(done).toMatchObject({ ok: true, value: [{ proposals: ['k1', 'k2'] }, { proposals: ['k3'] }] });
  const [first = '', second = ''] = done.ok ? done.value.map(({ id }) => id) : [];
  expect(branch.tipOf('feature')).toBe(second);
  expect(branch.commits.get(second)?.parents).toEqual([first]);
  expect(branch.commits.get(first)?.parents).toEqual([asked.base.commit]);
  expect(branch.textsOf(first)).toEqual({ 'a.js': 'one!\n', 'b.js': 'two\n' });
  expect(branch.textsOf(second)).toEqual({ 'a.js': 'one!\n', 'b.js': 'two!\n', 'c.js': 'new\n' });
});

it('writes into the journal what will happen before it happens, and that it did together with it', async () => {
  const branch = new FakeBranch();
  await publishSteps(await publishing(branch, [MENDED]));
  expect(branch.moves.map((moves) => moves.map(({ ref }) => ref))).toEqual([[JOURNAL], [REF, JOURNAL]]);
  const journal = await openJournal(branch, JOURNAL);
  expect(journal).toMatchObject({ value: { entries: [{ kind: 'intent' }, { kind: 'moved', ref: REF }] } });
});

it('moves nothing when the tree that was written is not the one that was proven', async () => {
  const branch = new FakeBranch();
  const asked = await publishing(branch, [MENDED, { ...WRITTEN, tree: MENDED.tree }]);
  expect(await publishSteps(asked)).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
  expect(branch.tipOf('feature')).toBe(asked.base.commit);
  expect(branch.moves).toEqual([]);
});

it('[T53] leaves the branch to whoever pushed meanwhile', async () => {
  const branch = new FakeBranch();
  const asked = await publishing(branch, [MENDED]);
  const theirs = branch.push('feature', { 'd.js': 'theirs\n' });
  expect(await publishSteps(asked)).toMatchObject({ ok: false, fault: { kind: 'moved' } });
  expect(branch.tipOf('feature')).toBe(theirs);
});

it('makes a branch of its own where none stands, and moves other names with it', async () => {
  const branch = new FakeBranch();
  const asked = await publishing(branch, [MENDED]);
  const note = branch.push('refs/notes/other', { x: 'note' });
  const more = async () => ({ ok: true, value: [{ ref: 'refs/notes/own', from: null, to: note }] }) as const;
  const done = await publishSteps({ ...asked, ref: 'refs/heads/mend', from: null, more });
  expect(branch.tipOf('mend')).toBe(done.ok ? done.value[0].id : '');
  expect(branch.refs.get('refs/notes/own')).toBe(note);
  expect(branch.tipOf('feature')).toBe(asked.base.commit);
});

it('says what went wrong with any request, and the branch has everything or nothing', async () => {
  const calls = new FakeBranch();
  await publishSteps(await publishing(calls, [MENDED, WRITTEN]));
  for (const [index] of calls.calls.entries()) {
    if (index === 0) continue;
    const branch = new FakeBranch();
    const asked = await publishing(branch, [MENDED, WRITTEN]);
    const fault = { kind: 'forbidden', message: 'You may not.' } as const;
    branch.hear = (heard) => (heard.when === 'before' && heard.index === index ? fault : undefined);
    expect(await publishSteps(asked), String(index)).toMatchObject({ ok: false, fault });
    expect(branch.tipOf('feature'), String(index)).toBe(asked.base.commit);
  }
});
