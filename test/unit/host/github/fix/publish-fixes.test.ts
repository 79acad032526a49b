import { describe, expect, it, vi } from 'vitest';
import type { Policy } from '../../../../../src/domain/policy.ts';
import { repoPath } from '../../../../../src/domain/path.ts';
import type { Proposal } from '../../../../../src/domain/proposal.ts';
import type { Published } from '../../../../../src/domain/published.ts';
import type { Decision } from '../../../../../src/domain/verdict.ts';
import type { Gated } from '../../../../../src/gate.ts';
import type { Desk } from '../../../../../src/host/github/desk.ts';
import { publishFixes } from '../../../../../src/host/github/fix/publish-fixes.ts';
import type { Writer } from '../../../../../src/host/github/branch/writer.ts';
import type { Plan } from '../../../../../src/host/github/plan.ts';
import type { Prepared } from '../../../../../src/host/github/prepare.ts';
import type { Past } from '../../../../../src/host/github/roll-back/past.ts';
import { headNowBut, writeBranches } from '../../../../../src/host/github/write-branches.ts';
import { FakeBranch, treeOf as treeIdOf } from '../../../../support/branch.ts';
import { reportOf } from '../../../../support/report.ts';
import { blobId, treeOf } from '../../../../support/trees.ts';

const PLACE = { owner: 'acme', repo: 'shop', defaultBranch: 'main', server: 'https://github.com' };
const JOURNAL = 'refs/gatewright/journal/pull-7';
const edit = { path: repoPath('a.js'), start: 0, end: 3, expect: 'one', replace: 'two' };
const PROPOSAL: Proposal = {
  ...{ id: 'i', key: 'k1', source: 'fixer:eslint', title: 'Mend', addresses: [], patch: [edit] },
};

interface Case {
  readonly fix?: Policy['fix'];
  readonly decision?: Decision;
  readonly ref?: string;
  readonly closed?: string;
  readonly fault?: string;
  readonly rounds?: number;
  readonly state?: 'open' | 'closed';
  readonly steps?: 0;
}

function open({ fix = 'commit', decision = 'block', ref = 'feature', ...more }: Case = {}) {
  const branch = new FakeBranch();
  const head = branch.push(ref, { 'a.js': 'one\n' });
  const files = new Map([[repoPath('a.js'), Buffer.from('two\n')]]);
  const tree = treeIdOf(new Map([[repoPath('a.js'), { mode: 'file', oid: blobId('two\n') }]]));
  const base = reportOf();
  const report = {
    ...base,
    policy: { ...base.policy, fix },
    verdict: { ...base.verdict, decision },
    change: { ...base.change, head: treeOf({ 'a.js': 'one\n' }) },
  };
  const steps = more.steps === 0 ? [] : [{ source: PROPOSAL.source, proposals: [PROPOSAL], files, tree }];
  const writer = vi.fn(async (): Promise<Writer> =>
    more.closed === undefined
      ? {
          kind: 'open',
          api: null as never,
          place: PLACE,
          branch,
          ref: `refs/heads/${ref}`,
          name: ref,
          journalRef: JOURNAL,
        }
      : { kind: 'closed', why: more.closed },
  );
  const history = {
    own: [],
    standing: [],
    undone: new Set(),
    undoings: new Map(),
    rounds: more.rounds ?? 0,
    pushes: 0,
  };
  const past: Past = {
    journal: { ref: JOURNAL, at: null, entries: [] },
    history: history as Past['history'],
  };
  const occasion = { kind: 'pull', number: 7, head: { ref, commit: head, fork: false } };
  const fault = { ok: false, fault: { kind: 'unavailable', message: more.fault ?? '' } };
  const prepared = { plan: { head }, past: async () => (more.fault ? fault : { ok: true, value: past }) };
  const gated = { report, steps, kept: files, root: null } as unknown as Gated;
  const desk = {
    occasion,
    writer,
    api: { request: async () => ({ ok: true, data: { state: more.state ?? 'open' } }) },
    run: { url: 'https://github.com/run' },
    payload: {},
  } as unknown as Desk;
  const publish = (): Promise<Published | null> => publishFixes(gated, desk, prepared as unknown as Prepared);
  return { branch, head, writer, publish, gated, desk, prepared: prepared as unknown as Prepared };
}

describe('kept fixes', () => {
  it('become commits where the policy says so', async () => {
    const { branch, publish } = open();
    const published = await publish();
    const [commit = ''] = published && 'commits' in published ? published.commits.map(({ id }) => id) : [];
    expect(published).toMatchObject({
      kind: 'committed',
      branch: 'feature',
      url: `https://github.com/acme/shop/commit/${commit}`,
    });
    expect(branch.tipOf('feature')).toBe(commit);
    expect(branch.textsOf(branch.refs.get('refs/notes/gatewright') ?? '')).toHaveProperty(commit);
  });

  it('are nobody’s business otherwise, and no token is looked at', async () => {
    for (const which of [{ fix: 'suggest' }, { fix: 'off' }, { decision: 'stale' }, { steps: 0 }] as const) {
      const { publish, writer } = open(which);
      expect(await publish(), JSON.stringify(which)).toBeNull();
      expect(writer).not.toHaveBeenCalled();
    }
  });

  it('stay where they are for a reason that is told', async () => {
    const cases: [Case, string][] = [
      [{ decision: 'could-not-judge' }, 'could not be judged whole'],
      [{ ref: 'gatewright/fix-3' }, 'one of fixes already'],
      [{ closed: 'nobody may' }, 'nobody may'],
      [{ fault: 'The journal cannot be read.' }, 'The journal cannot be read.'],
      [{ rounds: 3 }, '3 times already'],
      [{ state: 'closed' }, 'the pull request is closed'],
    ];
    for (const [which, said] of cases) {
      const { branch, head, publish } = open(which);
      expect(await publish()).toMatchObject({
        kind: 'nothing',
        wanted: 'committed',
        note: expect.stringContaining(said),
      });
      expect([...branch.refs.values()]).toEqual([head]);
    }
  });

  it('are committed although other pull requests write notes at the same time', async () => {
    const { branch, publish } = open();
    branch.push('refs/notes/gatewright', { other: 'note' });
    let moves = 0;
    branch.hear = ({ method, when }) => {
      if (method === 'move' && when === 'before' && ++moves === 2)
        branch.push('refs/notes/gatewright', { more: 'note' });
      return undefined;
    };
    expect(await publish()).toMatchObject({ kind: 'committed' });
    expect(branch.textsOf(branch.refs.get('refs/notes/gatewright') ?? '')).toMatchObject({
      other: 'note',
      more: 'note',
    });
  });
});

describe('what is written to branches', () => {
  it('costs no verdict when it fails in a way that nobody foresaw', async () => {
    const { gated, desk, prepared } = open();
    const broken = { ...desk, writer: () => Promise.reject(new Error('odd')) };
    expect(await writeBranches(gated, broken, prepared)).toMatchObject([
      { kind: 'nothing', note: expect.stringContaining('a bug in Gatewright: odd') },
    ]);
  });

  it('moves the head without making the verdict on it an old one', async () => {
    let now: string | null = 'ours';
    const plan = { head: 'judged', headNow: async () => now } as Plan;
    const commits = [{ id: 'ours', title: '', proposals: [], reverts: [] }];
    const published: Published[] = [{ kind: 'committed', branch: 'feature', commits, url: '', note: '' }];
    expect(await headNowBut(plan, published)?.()).toBe('judged');
    expect(await headNowBut(plan, [])?.()).toBe('ours');
    now = 'theirs';
    expect(await headNowBut(plan, published)?.()).toBe('theirs');
    now = null;
    expect(await headNowBut(plan, published)?.()).toBeNull();
    expect(headNowBut({ ...plan, headNow: undefined }, published)).toBeUndefined();
  });
});
