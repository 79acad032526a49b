import { describe, expect, it } from 'vitest';
import type { OpenWriter } from '../../../../../src/host/github/branch/writer.ts';
import type { Questions } from '../../../../../src/host/github/questions.ts';
import { pushOf, refusalOf } from '../../../../../src/host/github/roll-back/push.ts';
import type { OwnCommit } from '../../../../../src/publish/as-told.ts';
import type { History } from '../../../../../src/publish/memory.ts';
import { FakeBranch } from '../../../../support/branch.ts';

const [OLD, NEW] = ['a'.repeat(40), 'b'.repeat(40)];
const PAYLOAD = { action: 'synchronize', before: OLD, after: NEW, sender: { login: 'copilot[bot]', id: 1 } };
const AGENTS = ['Copilot[bot]'];

describe('pushOf', () => {
  it('is the range of the event, when the account that sent it is on the list', () => {
    expect(pushOf(PAYLOAD, NEW, AGENTS)).toEqual({ before: OLD, after: NEW, sender: 'copilot[bot]' });
  });

  it.each([
    ['from somebody else', { sender: { login: 'ada' } }],
    ['whose sender is in no account', { sender: { login: '' } }],
    [
      'whose author alone is on the list',
      { sender: { login: 'ada' }, pull_request: { user: { login: 'copilot[bot]' } } },
    ],
    ['that opened the pull request', { action: 'opened' }],
    ['to another head', { after: 'c'.repeat(40) }],
    ['with nothing before it', { before: '0'.repeat(40) }],
    ['with something else before it', { before: 'HEAD~1' }],
  ])('is none for an event %s', (_case, parts) => {
    expect(pushOf({ ...PAYLOAD, ...parts }, NEW, AGENTS)).toBeNull();
  });

  it('is none where the policy lists nobody', () => {
    expect(pushOf({ ...PAYLOAD, sender: {} }, NEW, [])).toBeNull();
  });
});

const own = (id: string, reverts: readonly string[] = []): OwnCommit => ({
  ...{ id, tree: id, parent: OLD, proposals: reverts.length > 0 ? [] : ['key'], reverts },
});

interface Case {
  /** Pushes, so far. */
  readonly rolledBack?: number;
  readonly own?: readonly OwnCommit[];
  readonly bases?: Readonly<Record<string, string | null>>;
  readonly tip?: string | null;
  readonly rewritten?: boolean;
  /** Commits of the push, or a merge of another branch. */
  readonly pushed?: number | 'merge';
}

function pushTo(branch: FakeBranch, pushed: number | 'merge'): string {
  const before = branch.tipOf('feature');
  if (pushed === 'merge')
    return branch.push('feature', {}, { parents: [before, branch.push('theirs', { 'theirs.js': '' })] });
  for (let count = 0; count < pushed; count++) branch.push('feature', {});
  return branch.tipOf('feature');
}

/** Asks about a push of one commit. */
async function refusal(given: Case): Promise<unknown> {
  const branch = new FakeBranch();
  const before = branch.push('feature', {});
  const after = given.rewritten ? branch.push('other', {}) : pushTo(branch, given.pushed ?? 1);
  const { bases = {}, tip = 'main' } = given;
  const questions: Questions = {
    pull: async () => null,
    tip: async () => tip,
    mergeBase: async (_base, head) => bases[head === before ? 'before' : 'after'] ?? null,
  };
  const commits = (given.own ?? []).map((each) => (each.id === 'after' ? { ...each, id: after } : each));
  const history: History = {
    own: commits,
    standing: [],
    undone: new Set(),
    undoings: new Map(),
    rounds: 0,
    pushes: given.rolledBack ?? 0,
  };
  const writer = { branch } as unknown as OpenWriter;
  const push = { before, after, sender: 'copilot[bot]' };
  return refusalOf(push, { writer, history, questions, base: 'main' });
}

const SAME = { before: OLD, after: OLD };
const none = { ok: true, value: null };
const because = (why: string): unknown => ({ ok: true, value: expect.stringContaining(why) as string });

describe('refusalOf', () => {
  it('has nothing against a push on top of what was there', async () => {
    expect(await refusal({ bases: SAME })).toEqual(none);
    expect(await refusal({ bases: SAME, own: [own('1')], rolledBack: 2 })).toEqual(none);
  });

  it('never takes back what Gatewright pushed itself: it would undo a roll-back', async () => {
    expect(await refusal({ bases: SAME, own: [own('after', [OLD])] })).toEqual(because('Gatewright itself'));
  });

  it('stops after three pushes of one pull request', async () => {
    expect(await refusal({ bases: SAME, rolledBack: 3 })).toEqual(because('somebody has to look'));
  });

  it('leaves a push that rewrote the branch, or that brought in the work of others', async () => {
    expect(await refusal({ bases: SAME, rewritten: true })).toEqual(because('rewrote'));
    expect(await refusal({ bases: { before: OLD, after: NEW } })).toEqual(because('commits of main'));
  });

  it('leaves one that merged another branch, whose work a merge of that one could not bring back', async () => {
    expect(await refusal({ bases: SAME, pushed: 'merge' })).toEqual(because('it holds a merge'));
    expect(await refusal({ bases: SAME, pushed: 100 })).toEqual(none);
    expect(await refusal({ bases: SAME, pushed: 101 })).toEqual(because('over 100 commits'));
  });

  it('leaves one of which GitHub does not say what it brought in', async () => {
    for (const given of [{}, { tip: null }, { bases: { before: OLD } }])
      expect(await refusal(given)).toEqual(because('cannot be known'));
  });
});
