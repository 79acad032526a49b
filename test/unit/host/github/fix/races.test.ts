import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Branch, Done } from '../../../../../src/domain/branch.ts';
import { repoPath } from '../../../../../src/domain/path.ts';
import type { Proposal } from '../../../../../src/domain/proposal.ts';
import { landSteps } from '../../../../../src/host/github/fix/land-steps.ts';
import type { OpenWriter } from '../../../../../src/host/github/branch/writer.ts';
import type { Fixing } from '../../../../../src/host/github/fix/fixing.ts';
import { openJournal } from '../../../../../src/publish/journal.ts';
import { historyOf } from '../../../../../src/publish/memory.ts';
import { FakeBranch, treeOf as treeIdOf } from '../../../../support/branch.ts';
import { reportOf } from '../../../../support/report.ts';
import { blobId, treeOf } from '../../../../support/trees.ts';

const REF = 'refs/heads/feature';
const JOURNAL = 'refs/gatewright/journal/pull-7';
const edit = { path: repoPath('a.js'), start: 0, end: 3, expect: 'one', replace: 'two' };
const PROPOSAL: Proposal = {
  ...{ id: 'i', key: 'k1', source: 'fixer:eslint', title: 'Mend', addresses: [], patch: [edit] },
};
const TREE = treeIdOf(new Map([[repoPath('a.js'), { mode: 'file', oid: blobId('two\n') }]]));

/** The same branch, every request to which waits its turn in an order that fast-check chooses. */
function scheduled(branch: Branch, scheduler: fc.Scheduler, name: string): Branch {
  const later = <A extends unknown[], T>(ask: (...args: A) => Promise<Done<T>>) => {
    return async (...args: A): Promise<Done<T>> => {
      await scheduler.schedule(Promise.resolve(), name);
      return ask(...args);
    };
  };
  return {
    tip: later((ref) => branch.tip(ref)),
    commit: later((made) => branch.commit(made)),
    move: later((moves) => branch.move(moves)),
    find: later((commit) => branch.find(commit)),
    read: later((commit, path) => branch.read(commit, path)),
    contains: later((tip, commit) => branch.contains(tip, commit)),
    changes: later((from, to) => branch.changes(from, to)),
  };
}

async function publish(branch: Branch, head: string): Promise<Done<unknown>> {
  const journal = await openJournal(branch, JOURNAL);
  if (!journal.ok) return journal;
  const files = new Map([[repoPath('a.js'), Buffer.from('two\n')]]);
  const fixing: Partial<Fixing> = {
    ...{ journal: journal.value, run: '', report: reportOf() },
    writer: { kind: 'open', branch, ref: REF, name: 'feature', journalRef: JOURNAL } as OpenWriter,
    base: { commit: head, tree: treeOf({ 'a.js': 'one\n' }) },
    steps: [{ source: PROPOSAL.source, proposals: [PROPOSAL], files, tree: TREE }],
  };
  return landSteps(fixing as Fixing, { ref: REF, from: head });
}

it('[T106] lets one of two runs of a head publish, whatever the order of their requests', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const branch = new FakeBranch();
      const head = branch.push('feature', { 'a.js': 'one\n' });
      const runs = ['one', 'two'].map((name) => publish(scheduled(branch, scheduler, name), head));
      await scheduler.waitFor(Promise.all(runs));
      const results = await Promise.all(runs);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(results.find(({ ok }) => !ok)).toMatchObject({ fault: { kind: 'moved' } });
      const tip = branch.tipOf('feature');
      expect(branch.commits.get(tip)?.parents).toEqual([head]);
      expect(branch.textsOf(tip)).toEqual({ 'a.js': 'two\n' });
      const journal = await openJournal(branch, JOURNAL);
      const history = journal.ok && (await historyOf(branch, journal.value, { ref: REF, head: tip }));
      expect(history).toMatchObject({ value: { rounds: 1, standing: [{ id: tip }] } });
    }),
  );
});

it('[T53] never loses what a person pushes, whatever the order of the requests', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const branch = new FakeBranch();
      const head = branch.push('feature', { 'a.js': 'one\n' });
      const run = publish(scheduled(branch, scheduler, 'run'), head);
      const push = scheduler
        .schedule(Promise.resolve(), 'person')
        .then(() => branch.push('feature', { 'b.js': 'theirs\n' }));
      await scheduler.waitFor(Promise.all([run, push]));
      const [result, theirs] = await Promise.all([run, push]);
      expect(branch.tipOf('feature')).toBe(theirs);
      const under = branch.commits.get(theirs)?.parents[0] ?? '';
      expect(branch.textsOf(under)).toEqual({ 'a.js': result.ok ? 'two\n' : 'one\n' });
    }),
  );
});
