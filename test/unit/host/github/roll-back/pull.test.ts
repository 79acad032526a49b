import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../../../src/domain/path.ts';
import type { Published } from '../../../../../src/domain/published.ts';
import type { Desk } from '../../../../../src/host/github/desk.ts';
import type { Prepared } from '../../../../../src/host/github/prepare.ts';
import { pastOf } from '../../../../../src/host/github/roll-back/past.ts';
import { rollBack } from '../../../../../src/host/github/roll-back/roll-back.ts';
import { land } from '../../../../../src/publish/land.ts';
import { FakeBranch } from '../../../../support/branch.ts';
import { policyFor } from '../../../../support/policy.ts';
import { findingOf, reportOf } from '../../../../support/report.ts';

const NAMES = { ref: 'refs/heads/feature', name: 'feature', journalRef: 'refs/gatewright/journal/pull-7' };

interface Case {
  readonly closed?: string;
  readonly fork?: true;
  readonly merged?: true;
  readonly observed?: true;
  readonly published?: false;
  /** The commit before a push of an account on the policy's list. */
  readonly pushedFrom?: string;
}

const AGENT = 'copilot[bot]';

/** GitHub's answers: an open pull request, and a base that every commit leaves at the same place. */
const answers = (state: 'open' | 'closed') => ({
  request: async () => ({
    ok: true,
    data: { state, object: { sha: 'base' }, merge_base_commit: { sha: 'base' } },
  }),
});

/** What a block does to the branch as it stands. */
async function blocked(branch: FakeBranch, given: Case = {}): Promise<readonly Published[]> {
  const head = branch.tipOf('feature');
  const place = { owner: 'acme', repo: 'shop', server: 'https://github.com', defaultBranch: 'main' };
  const writer = given.closed
    ? { kind: 'closed', why: given.closed }
    : { kind: 'open', api: answers('open'), place, branch, ...NAMES };
  const occasion = { kind: 'pull', number: 7, head: { fork: given.fork ?? false } };
  const run = { url: 'https://github.com/run' };
  const api = answers(given.merged ? 'closed' : 'open');
  const payload = given.pushedFrom
    ? { action: 'synchronize', before: given.pushedFrom, after: head, sender: { login: AGENT, id: 1 } }
    : {};
  const desk = { api, writer: async () => writer, payload, run, occasion } as unknown as Desk;
  const past = () => pastOf(desk, head);
  const prepared = { occasion, plan: { head, branch: 'main' }, past } as unknown as Prepared;
  const report = reportOf({
    findings: [findingOf()],
    policy: policyFor({}, { rollBack: { published: given.published ?? true, agents: [AGENT] } }),
    verdict: { observed: given.observed ?? false },
  });
  return rollBack(report, desk, prepared);
}

/** A branch with a commit of ours on it. */
async function withOwn(): Promise<FakeBranch> {
  const branch = new FakeBranch();
  const from = branch.push('feature', { 'a.js': 'one\n' });
  const content = { mode: 'file', bytes: Buffer.from('two\n') } as const;
  const made = await branch.commit({
    parent: from,
    files: [{ path: repoPath('a.js'), content }],
    message: '',
  });
  if (!made.ok) throw new Error(made.fault.message);
  const { commit: to, tree } = made.value;
  const journal = { ref: NAMES.journalRef, at: null, entries: [] };
  const commits = [{ id: to, tree, proposals: ['key'], reverts: [] }] as const;
  await land(branch, journal, { moves: [{ ref: NAMES.ref, from, to }], from, commits, run: '' });
  return branch;
}

const nothing = (note: string): unknown => [
  { kind: 'nothing', note: expect.stringContaining(note) as string },
];

describe('a blocked pull request', () => {
  it('loses what the journal names, and says which commit undoes what', async () => {
    const branch = await withOwn();
    const own = branch.tipOf('feature');
    const [published] = await blocked(branch);
    const id = branch.tipOf('feature');
    expect(published).toMatchObject({
      ...{ kind: 'rolled-back', branch: 'feature', url: `https://github.com/acme/shop/commit/${id}` },
      commits: [{ id, title: `Roll back ${own.slice(0, 12)}`, reverts: [own] }],
    });
    expect(branch.textsOf(id)).toEqual({ 'a.js': 'one\n' });
    expect(await blocked(branch)).toEqual([]);
  });

  it('keeps what somebody took back and then put there again', async () => {
    const branch = await withOwn();
    branch.push('feature', { 'a.js': 'one\n' });
    expect(await blocked(branch)).toEqual([]);
    const again = branch.push('feature', { 'a.js': 'two\n' });
    expect(await blocked(branch)).toEqual([]);
    expect(branch.tipOf('feature')).toBe(again);
  });

  it('loses nothing where the policy says so, or only observes', async () => {
    const branch = await withOwn();
    expect(await blocked(branch, { published: false })).toEqual([]);
    expect(await blocked(branch, { observed: true })).toEqual([]);
  });

  it('loses nothing once it is closed, however late its job is run again', async () => {
    const branch = await withOwn();
    const own = branch.tipOf('feature');
    expect(await blocked(branch, { merged: true })).toMatchObject(nothing('is closed') as object);
    expect(branch.tipOf('feature')).toBe(own);
  });

  it('says why nothing was rolled back, but of forks, where there is nothing', async () => {
    const branch = await withOwn();
    expect(await blocked(branch, { closed: 'there is no token.' })).toEqual([
      { kind: 'nothing', wanted: 'rolled-back', note: 'there is no token.' },
    ]);
    expect(await blocked(branch, { closed: 'it is a fork.', fork: true })).toEqual([]);
  });

  it('loses the push of an agent also where what Gatewright published stays', async () => {
    const branch = await withOwn();
    const pushedFrom = branch.tipOf('feature');
    branch.push('feature', { 'a.js': 'three\n' });
    const [published] = await blocked(branch, { published: false, pushedFrom });
    expect(published).toMatchObject({ kind: 'rolled-back', branch: 'feature' });
    expect(branch.textsOf(branch.tipOf('feature'))).toEqual({ 'a.js': 'two\n' });
  });

  it('stays as it is when GitHub refuses anything on the way', async () => {
    const whole = await withOwn();
    const start = whole.calls.length;
    await blocked(whole);
    for (let at = 0; at < whole.calls.length - start; at++) {
      const branch = await withOwn();
      const [own, before] = [branch.tipOf('feature'), branch.calls.length];
      branch.hear = ({ index, when }) =>
        index === before + at && when === 'before'
          ? { kind: 'forbidden', message: 'a rule forbids it.' }
          : undefined;
      expect(await blocked(branch)).toMatchObject(nothing('a rule forbids it.') as object);
      expect(branch.tipOf('feature')).toBe(own);
    }
  });
});
