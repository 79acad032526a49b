import { expect, it } from 'vitest';
import { startGithub } from '../../../support/github/github.ts';
import { ask, forgive, openShop } from './asking.ts';

it('refuses what the description does not allow, and remembers it', async () => {
  const { github, head } = await openShop();
  const refused = [
    ['POST {repo}/check-runs', { head_sha: head }],
    ['POST {repo}/check-runs', { name: 'x', head_sha: head, conclusion: 'green' }],
    ['POST {repo}/check-runs', { name: 'x', head_sha: head, verdict: 'pass' }],
    ['POST {repo}/issues/7/comments', {}],
    ['GET {repo}/issues/7/comments?pages=all', undefined],
    ['GET {repo}/issues/seven/comments', undefined],
  ] as const;
  for (const [line, body] of refused) {
    expect((await ask(github, line, body)).status, line).toBe(422);
    expect(forgive(github), line).not.toEqual([]);
  }
});

it('knows no operation that is not in its contract', async () => {
  const { github } = await openShop();
  expect((await ask(github, 'DELETE {repo}')).status).toBe(404);
  expect(forgive(github)).toEqual([
    'DELETE /repos/acme/shop: no operation of the contract: DELETE /repos/acme/shop',
  ]);
});

it('fails the test at its end when a violation was not forgiven', async () => {
  const { repository } = await openShop();
  const github = await startGithub({ from: repository.root });
  await ask(github, 'GET {repo}/issues/7/comments?pages=all');
  await expect(github.close()).rejects.toThrow('the parameter pages is unknown');
  forgive(github);
});

it('answers other versions, no token, a wrong token and no JSON as GitHub does', async () => {
  const { github } = await openShop();
  const headers = { 'user-agent': 'test', authorization: `Bearer ${github.token}` };
  const get = (more: Record<string, string>): Promise<Response> =>
    fetch(`${github.apiUrl}/repos/acme/shop`, { headers: { ...headers, ...more } });
  expect((await get({})).status).toBe(200);
  expect((await get({ 'x-github-api-version': '2020-01-01' })).status).toBe(400);
  expect((await get({ authorization: 'Bearer of-nobody' })).status).toBe(401);
  expect((await ask(github, 'GET {repo}', undefined, '')).status).toBe(200);
  expect((await ask(github, 'POST {repo}/issues/7/comments', { body: 'hi' }, '')).status).toBe(401);
  const broken = await fetch(`${github.apiUrl}/repos/acme/shop/issues/7/comments`, {
    method: 'POST',
    headers,
    body: '{',
  });
  expect([broken.status, await broken.json()]).toMatchObject([400, { message: 'Problems parsing JSON' }]);
  github.revoke();
  expect((await get({})).status).toBe(401);
});

it('gives long lists in pages with links', async () => {
  const { github } = await openShop();
  for (let at = 0; at < 35; at++) github.say(7, 'ada', `comment ${at}`);
  const first = await ask(github, 'GET {repo}/issues/7/comments');
  expect(first.body).toHaveLength(30);
  expect(first.headers.get('link')).toContain('page=2>; rel="next"');
  const last = await ask(github, 'GET {repo}/issues/7/comments?page=2&per_page=30');
  expect(last.body).toHaveLength(5);
  expect(last.headers.get('link')).not.toContain('rel="next"');
});
