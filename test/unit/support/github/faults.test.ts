import { describe, expect, it } from 'vitest';
import { primaryLimit, secondaryLimit } from '../../../support/github/faults.ts';
import { ask, openShop } from './asking.ts';

const SAY = 'POST {repo}/issues/7/comments';

describe('a fault', () => {
  it('strikes as often as it says, after as many as it lets through', async () => {
    const { github } = await openShop();
    github.faults.push({ match: 'POST */comments', skip: 1, times: 2, ...secondaryLimit(2) });
    const answers = [];
    for (let at = 0; at < 4; at++) answers.push(await ask(github, SAY, { body: `comment ${at}` }));
    expect(answers.map(({ status }) => status)).toEqual([201, 403, 403, 201]);
    expect(answers[1]?.headers.get('retry-after')).toBe('2');
    expect(github.comments(7)).toHaveLength(2);
  });

  it('says when the hour of requests begins anew', async () => {
    const { github } = await openShop();
    github.faults.push({ match: '*', ...primaryLimit(3600, 429) });
    const { status, headers } = await ask(github, 'GET {repo}');
    expect([status, headers.get('x-ratelimit-remaining')]).toEqual([429, '0']);
    expect(Number(headers.get('x-ratelimit-reset')) * 1000).toBeGreaterThan(Date.now() + 3_500_000);
  });

  it('cuts the connection before or after the request took effect', async () => {
    const { github } = await openShop();
    github.faults.push({ match: /comments$/, cut: 'before' }, { match: /comments$/, cut: 'after' });
    await expect(ask(github, SAY, { body: 'lost' })).rejects.toThrow();
    expect(github.comments(7)).toHaveLength(0);
    await expect(ask(github, SAY, { body: 'kept' })).rejects.toThrow();
    expect(github.comments(7)).toHaveLength(1);
  });

  it('cuts an answer short', async () => {
    const { github } = await openShop();
    github.faults.push({ match: 'GET *', cut: 'after', bytes: 20 });
    await expect(ask(github, 'GET {repo}')).rejects.toThrow();
  });

  it('leaves a request without an answer', async () => {
    const { github } = await openShop();
    github.faults.push({ match: 'GET *', hang: true });
    const signal = AbortSignal.timeout(200);
    await expect(fetch(`${github.apiUrl}/rate_limit`, { signal })).rejects.toThrow('timeout');
  });

  it('lets something happen on GitHub meanwhile', async () => {
    const { github, base } = await openShop();
    github.faults.push({ match: 'GET */pulls/7', meanwhile: () => github.push(7, base) });
    const { body } = await ask(github, 'GET {repo}/pulls/7');
    expect(body).toMatchObject({ head: { sha: base } });
  });
});

it('records what was asked, and every byte of it', async () => {
  const { github } = await openShop();
  await ask(github, SAY, { body: 'a canary in the text' });
  expect(github.requests).toMatchObject([
    {
      method: 'POST',
      route: 'issues/create-comment',
      path: '/repos/acme/shop/issues/7/comments',
      status: 201,
    },
  ]);
  expect(github.bytes().includes('a canary in the text')).toBe(true);
  expect(github.bytes().includes(github.token)).toBe(true);
});
