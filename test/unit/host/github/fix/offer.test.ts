import { expect, it } from 'vitest';
import { repoPath } from '../../../../../src/domain/path.ts';
import type { Published } from '../../../../../src/domain/published.ts';
import type { Proposal } from '../../../../../src/domain/proposal.ts';
import { openApi } from '../../../../../src/host/github/api/open-api.ts';
import { openBranch } from '../../../../../src/host/github/branch/open-branch.ts';
import { offerFixes } from '../../../../../src/host/github/fix/offer.ts';
import type { PullOccasion } from '../../../../../src/host/github/occasion.ts';
import { openJournal } from '../../../../../src/publish/journal.ts';
import type { Github } from '../../../../support/github/github.ts';
import { reportOf } from '../../../../support/report.ts';
import { treeOf } from '../../../../support/trees.ts';
import { openShop } from '../../../support/github/asking.ts';

const NAME = 'gatewright/fix-7';
const REF = `refs/heads/${NAME}`;
const JOURNAL = 'refs/gatewright/journal/pull-7';
const TOKEN = 'ghs_mender';

const edit = { path: repoPath('b.txt'), start: 0, end: 0, expect: '', replace: 'mended' };
const PROPOSAL: Proposal = {
  ...{ id: 'i', key: 'k1', source: 'fixer:eslint', title: 'Mend', addresses: [], patch: [edit] },
};

interface Open {
  readonly github: Github;
  /** A run on the head as it is: what it offers is b.txt with this text. */
  readonly offer: (text?: string) => Promise<Published>;
  readonly tip: () => string | null;
}

async function open(): Promise<Open> {
  const { github } = await openShop();
  github.identify(TOKEN, { login: 'mender[bot]', app: { id: 77, slug: 'mender', name: 'Mender' } });
  const place = { owner: 'acme', repo: 'shop', defaultBranch: 'main', server: github.url };
  const { bare } = github.state;
  const offer = async (text = 'mended\n'): Promise<Published> => {
    const { apiUrl, graphqlUrl } = github;
    const signal = new AbortController().signal;
    const api = openApi({ apiUrl, graphqlUrl, token: TOKEN, ...place, timeLeft: () => 60_000, signal });
    const branch = openBranch(api, place);
    const journal = await openJournal(branch, JOURNAL);
    if (!journal.ok) throw new Error(journal.fault.message);
    const head = github.pull(7).head;
    const blob = bare.feed(['hash-object', '-w', '--stdin'], text);
    const tree = bare.write(`${head}^{tree}`, `100644 ${blob}\tb.txt\0`);
    const files = { 'a.txt': bare.blob(bare.git('rev-parse', `${head}:a.txt`)), 'b.txt': 'new\n' };
    return offerFixes({
      ...{ journal: journal.value, run: '', report: reportOf(), occasion: occasionOf(head) },
      writer: {
        kind: 'open',
        api,
        place,
        branch,
        ref: 'refs/heads/feature',
        name: 'feature',
        journalRef: JOURNAL,
      },
      base: { commit: head, tree: treeOf(files) },
      steps: [
        {
          source: 'fixer:eslint',
          proposals: [{ ...PROPOSAL, key: text === 'mended\n' ? 'k1' : 'k2' }],
          tree,
          files: new Map([[repoPath('b.txt'), Buffer.from(text)]]),
        },
      ],
    });
  };
  return { github, offer, tip: () => bare.ref(REF) };
}

const occasionOf = (commit: string): PullOccasion => ({
  ...{ kind: 'pull', trusted: true, number: 7, draft: false, author: { id: 1, login: 'ada', bot: false } },
  base: { ref: 'main', commit },
  head: { ref: 'feature', commit, fork: false },
});

it('opens one pull request, and finds it again', async () => {
  const { github, offer, tip } = await open();
  const first = await offer();
  expect(first).toMatchObject({ kind: 'offered', branch: NAME, url: `${github.url}/acme/shop/pull/8` });
  expect(github.pull(8)).toMatchObject({ base: 'feature', headRef: NAME, head: tip() });
  expect(github.pull(8).body).toContain('Fixes for #7');
  const commit = tip();
  expect(await offer()).toMatchObject({ kind: 'offered', url: `${github.url}/acme/shop/pull/8` });
  expect([tip(), github.state.pulls.size]).toEqual([commit, 2]);
});

it('opens it in the next run where GitHub opened none, and once where the answer got lost', async () => {
  const { github, offer } = await open();
  github.faults.push({ match: 'POST *pulls', status: 403, body: { message: 'Not permitted' } });
  expect(await offer()).toMatchObject({ kind: 'nothing', note: expect.stringContaining(`lie on ${NAME}`) });
  github.faults.push({ match: 'POST *pulls', cut: 'after' });
  expect(await offer()).toMatchObject({ kind: 'offered', url: `${github.url}/acme/shop/pull/8` });
  expect(github.state.pulls.size).toBe(2);
});

it('waits for an offer that is open, and makes room once it was merged or closed', async () => {
  const { github, offer, tip } = await open();
  await offer();
  const first = tip();
  expect(await offer('other\n')).toMatchObject({
    kind: 'nothing',
    note: /^pull request #8 has fixes for an earlier/,
  });
  github.closePull(8, true);
  github.push(7, first ?? '');
  const merged = await offer('third\n');
  expect(merged).toMatchObject({ kind: 'offered', url: `${github.url}/acme/shop/pull/9` });
  expect(github.state.bare.parents(tip() ?? '')).toEqual([first]);
});

it('makes no fix again that was closed, and remembers it; what is new gets a branch of its own', async () => {
  const { github, offer, tip } = await open();
  await offer();
  github.closePull(8);
  expect(await offer()).toMatchObject({ kind: 'nothing', note: expect.stringContaining('was closed') });
  const journal = github.state.bare.git('show', `${JOURNAL}:journal.jsonl`);
  expect(journal.split('\n').at(-1)).toContain('"proposal":"k1","how":"dismissed"');
  const before = tip();
  expect(await offer('other\n')).toMatchObject({ kind: 'offered', url: `${github.url}/acme/shop/pull/9` });
  expect(github.state.bare.parents(tip() ?? '')).toEqual([github.pull(7).head]);
  expect(tip()).not.toBe(before);
});

it('touches nothing that somebody else put there', async () => {
  const { github, offer, tip } = await open();
  github.state.bare.set(REF, github.pull(7).head);
  expect(await offer()).toMatchObject({
    kind: 'nothing',
    note: expect.stringContaining('somebody else wrote'),
  });
  expect(tip()).toBe(github.pull(7).head);
});

it('[T80] offers nothing that somebody put there with a journal that calls it proven', async () => {
  const { github, offer, tip } = await open();
  await offer();
  const { bare, pulls } = github.state;
  pulls.delete(8);
  const head = github.pull(7).head;
  const entries = bare.git('show', `${JOURNAL}:journal.jsonl`).replaceAll(tip() ?? '', head);
  bare.set(REF, head);
  const blob = bare.feed(['hash-object', '-w', '--stdin'], `${entries}\n`);
  const tree = bare.write(null, `100644 ${blob}\tjournal.jsonl\0`);
  bare.set(JOURNAL, bare.feed(['commit-tree', tree], 'Journal of Gatewright'));
  expect(await offer()).toMatchObject({
    kind: 'nothing',
    note: expect.stringContaining('somebody else wrote'),
  });
  expect(pulls.size).toBe(1);
});

it('makes no fix again whose pull request was closed and its branch deleted', async () => {
  const { github, offer, tip } = await open();
  await offer();
  github.closePull(8);
  github.state.bare.git('update-ref', '-d', REF);
  expect(await offer()).toMatchObject({ kind: 'nothing', note: expect.stringContaining('was closed') });
  expect([tip(), github.state.pulls.size]).toEqual([null, 2]);
  expect(await offer('other\n')).toMatchObject({ kind: 'offered', url: `${github.url}/acme/shop/pull/9` });
});

it('takes a pull request that was closed before for no word on what it never held', async () => {
  const { github, offer } = await open();
  await offer();
  github.closePull(8);
  await offer();
  github.faults.push({ match: 'POST *pulls', status: 403, body: { message: 'Not permitted' } });
  expect(await offer('other\n')).toMatchObject({ kind: 'nothing' });
  expect(await offer('other\n')).toMatchObject({ kind: 'offered', url: `${github.url}/acme/shop/pull/9` });
});
