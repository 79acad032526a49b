/** Lists: every page or a fault. */
import { describe, expect, it } from 'vitest';
import { http, open, serve, type Step } from './scripted-api.ts';

const COMMENTS = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
const next = (url: string) => ({ link: `<${url}>; rel="next", <${url}>; rel="last"` });
const list = (url: string, options?: { pages: number }) =>
  open(url).api.list(COMMENTS, { issue_number: 7 }, options);

describe('lists', () => {
  it('are read a hundred at a time, by the page that GitHub names', async () => {
    // Its links name the repository by number.
    const server = await serve(
      (_, { headers }) =>
        http(
          200,
          [{ id: 1 }],
          next(`http://${headers['host']}/api/v3/repositories/1/issues/7/comments?page=2`),
        ),
      http(200, [{ id: 2 }]),
    );
    expect(await list(server.url)).toEqual({ ok: true, data: [{ id: 1 }, { id: 2 }] });
    expect(server.received.map((request) => request.url)).toEqual([
      '/api/v3/repos/acme/shop/issues/7/comments?per_page=100',
      '/api/v3/repos/acme/shop/issues/7/comments?per_page=100&page=2',
    ]);
  });

  it('that stand under a key are read there', async () => {
    const server = await serve(http(200, { total_count: 1, check_runs: [{ id: 1 }] }));
    const answer = await open(server.url).api.list(
      'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
      { ref: 'a'.repeat(40) },
      { key: 'check_runs' },
    );
    expect(answer).toEqual({ ok: true, data: [{ id: 1 }] });
  });

  it('[T12] that go on at another port are faults, and no token goes there', async () => {
    const other = await serve(http(200, [{ id: 2 }]));
    const server = await serve(http(200, [{ id: 1 }], next(`${other.url}/api/v3/x?page=2`)));
    expect(await list(server.url)).toMatchObject({ ok: false, fault: { kind: 'unavailable' } });
    expect(other.received).toEqual([]);
    expect(server.received).toHaveLength(1);
  });

  it('[T12] take nothing but the page from a link', async () => {
    const other = await serve(http(200, []));
    const query = `page=2&baseUrl=${other.url}&owner=evil&url=${other.url}&headers=x&per_page=1`;
    const server = await serve(
      (_, { headers }) => http(200, [{ id: 1 }], next(`http://${headers['host']}/x?${query}`)),
      http(200, []),
    );
    expect(await list(server.url)).toMatchObject({ ok: true });
    expect(server.received[1]?.url).toBe('/api/v3/repos/acme/shop/issues/7/comments?per_page=100&page=2');
    expect(other.received).toEqual([]);
  });

  const endless: Step = (_, { url, headers }) => {
    const page = Number(new URLSearchParams(url.split('?')[1]).get('page') ?? 1);
    return http(200, [{ id: page }], next(`http://${headers['host']}/x?page=${page + 1}`));
  };

  it('[T13] without an end are faults after thirty pages', async () => {
    const server = await serve(endless);
    const answer = await list(server.url);
    expect(answer).toHaveProperty('fault.message', `${COMMENTS} failed: the list has more than 30 pages.`);
    expect(server.received).toHaveLength(30);
  });

  it('[T13] may be allowed fewer pages', async () => {
    const server = await serve(endless);
    expect(await list(server.url, { pages: 2 })).toMatchObject({ ok: false });
    expect(server.received).toHaveLength(2);
  });

  it('[T13] that name the same page again are faults', async () => {
    const server = await serve((_, { headers }) => http(200, [], next(`http://${headers['host']}/x?page=2`)));
    expect(await list(server.url)).toMatchObject({ ok: false, fault: { kind: 'unavailable' } });
    expect(server.received).toHaveLength(2);
  });

  it('that fail on a later page are faults, never short', async () => {
    const server = await serve(
      (_, { headers }) => http(200, [{ id: 1 }], next(`http://${headers['host']}/x?page=2`)),
      http(409, { message: 'Conflict' }),
    );
    expect(await list(server.url)).toMatchObject({ ok: false, fault: { kind: 'conflict' } });
  });

  it.each([{}, { message: 'x' }, [1], [null], [[{}], 'x']])('of %j are faults', async (body) => {
    const server = await serve(http(200, body));
    expect(await list(server.url)).toMatchObject({ ok: false, fault: { kind: 'unavailable' } });
  });
});
