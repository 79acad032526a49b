import { expect, it } from 'vitest';
import type { Answer, Api, FaultKind } from '../../../../../src/host/github/api/api.ts';
import type { Occasion, PullOccasion } from '../../../../../src/host/github/occasion.ts';
import { openWriter, type Wanting } from '../../../../../src/host/github/branch/writer.ts';

const place = { owner: 'acme', repo: 'shop', defaultBranch: 'main', server: 'https://github.com' };
const pull: PullOccasion = {
  ...{ kind: 'pull', trusted: true, number: 7, draft: false, author: { id: 1, login: 'ada', bot: false } },
  base: { ref: 'main', commit: 'b' },
  head: { ref: 'feature/x', commit: 'h', fork: false },
};

/** A token of this account; a kind of fault is its answer instead. */
function speaking(viewer: string | FaultKind): Api {
  const answer = /\[bot\]$|^ada$/.test(viewer)
    ? { ok: true, data: { viewer: { login: viewer } } }
    : {
        ok: false,
        fault: { kind: viewer, status: 401, message: 'It failed.', said: '', maybeApplied: false },
      };
  const never = () => Promise.reject(new Error('nothing else is asked'));
  return { request: never, list: never, graphql: async () => answer as Answer<never>, sent: 0 };
}

const why = async (wanting: Partial<Wanting>): Promise<string> => {
  const writer = await openWriter({
    occasion: pull,
    place,
    api: speaking('mender[bot]'),
    same: false,
    ...wanting,
  });
  return writer.kind === 'closed' ? writer.why : '';
};

it('writes as an app or as a person, to the branch that was judged', async () => {
  for (const login of ['mender[bot]', 'ada']) {
    const writer = await openWriter({ occasion: pull, place, api: speaking(login), same: false });
    expect(writer).toMatchObject({
      ...{ kind: 'open', ref: 'refs/heads/feature/x', name: 'feature/x' },
      journalRef: 'refs/gatewright/journal/pull-7',
    });
  }
});

it('knows the branch of a push, and its own journal', async () => {
  const push: Occasion = { kind: 'push', ref: 'refs/heads/main', before: 'b', after: 'a' };
  const writer = await openWriter({ occasion: push, place, api: speaking('ada'), same: false });
  expect(writer).toMatchObject({ ref: 'refs/heads/main', journalRef: 'refs/gatewright/journal/branch-main' });
});

it('[T112] writes nothing with GITHUB_TOKEN, whichever way it is given', async () => {
  expect(await why({ api: null })).toContain('take the input fix-token');
  expect(await why({ same: true })).toContain('is GITHUB_TOKEN');
  expect(await why({ api: speaking('github-actions[bot]') })).toContain('is GITHUB_TOKEN');
});

it('writes nothing where there is no branch of this repository, and asks nobody', async () => {
  const api = { ...speaking('ada'), graphql: () => Promise.reject(new Error('asked')) };
  const fork = { ...pull, head: { ...pull.head, fork: true } };
  expect(await why({ occasion: fork, api })).toContain('in a fork');
  const onto = { ...pull, head: { ...pull.head, ref: 'main' } };
  expect(await why({ occasion: onto, api })).toContain('the default one');
  const tag: Occasion = { kind: 'push', ref: 'refs/tags/v1', before: 'b', after: 'a' };
  for (const occasion of [tag, { kind: 'given' } as const])
    expect(await why({ occasion, api })).toContain('no branch');
});

it('writes nothing where GitHub does not say whose token it is', async () => {
  for (const data of [{ viewer: null }, { viewer: { login: '' } }, {}]) {
    const api = { ...speaking('ada'), graphql: async () => ({ ok: true, data }) as Answer<never> };
    expect(await why({ api })).toContain('does not say whose it is');
  }
});

it('says that a token is none', async () => {
  expect(await why({ api: speaking('unauthorised') })).toBe('the input fix-token cannot be used: It failed.');
});
