/** What GitHub's refusals become. */
import { describe, expect, it } from 'vitest';
import { CANARY, closedPort, http, open, serve } from './scripted-api.ts';

const PULL = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
const COMMENT = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
const CHECK = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}';

describe('requests', () => {
  it('say who they are, which version they speak, and what they mean', async () => {
    const server = await serve(http(201, { id: 1 }));
    const { api } = open(server.url);
    await api.request(COMMENT, { issue_number: 7, body: 'a\u{d800}b' });
    const [request] = server.received;
    expect(request).toMatchObject({ method: 'POST', url: '/api/v3/repos/acme/shop/issues/7/comments' });
    expect(request?.headers).toMatchObject({
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${CANARY}`,
      'x-github-api-version': '2026-03-10',
      'user-agent': 'gatewright',
    });
    expect(request?.body).toBe('{"body":"a\\ud800b"}');
  });

  it('keep every parameter in its place, whatever its characters', async () => {
    const server = await serve(http(200, []));
    const { api } = open(server.url);
    await api.request('GET /repos/{owner}/{repo}/rules/branches/{branch}', {
      branch: 'a/../b?c#d%2e',
      q: '&x=',
    });
    expect(server.received[0]?.url).toBe(
      '/api/v3/repos/acme/shop/rules/branches/a%2F..%2Fb%3Fc%23d%252e?q=%26x%3D',
    );
  });

  it('with a name that no URL can hold are not sent', async () => {
    const server = await serve(http(200));
    const { api } = open(server.url);
    for (const branch of ['..', '.', 'a\u{d800}'])
      expect(await api.request('GET /repos/{owner}/{repo}/branches/{branch}', { branch })).toMatchObject({
        ok: false,
        fault: { kind: 'invalid', status: 0, maybeApplied: false },
      });
    expect(server.received).toEqual([]);
  });

  it('without a parameter of their route are a bug', async () => {
    const { api } = open('http://127.0.0.1:9');
    await expect(api.request(PULL, {})).rejects.toThrow('the parameter pull_number is missing');
  });

  it('speak the older version to a server that does not know the current one', async () => {
    const server = await serve(
      http(400, { message: '2026-03-10 is not a supported version' }),
      http(200, { n: 1 }),
    );
    const { api } = open(server.url);
    expect(await api.request(PULL, { pull_number: 7 })).toMatchObject({ ok: true });
    expect(await api.request(PULL, { pull_number: 7 })).toMatchObject({ ok: true });
    const versions = server.received.map((request) => request.headers['x-github-api-version']);
    expect(versions).toEqual(['2026-03-10', '2022-11-28', '2022-11-28']);
  });
});

describe('refusals', () => {
  it('[T4] a permission that is wanting is told at once, with what would do', async () => {
    const server = await serve(
      http(
        403,
        { message: 'Resource not accessible by integration' },
        { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' },
      ),
    );
    const { api } = open(server.url);
    expect(await api.request(COMMENT, { issue_number: 7, body: 'x' })).toEqual({
      ok: false,
      fault: {
        kind: 'forbidden',
        status: 403,
        message: `${COMMENT} failed: GitHub answered 403, the token may not do this; it needs \`issues: write\`, or \`pull-requests: write\`.`,
        said: 'Resource not accessible by integration',
        maybeApplied: false,
      },
    });
    expect(server.received).toHaveLength(1);
  });

  it('[T5] what is not there is absent, and asked for once', async () => {
    const server = await serve(http(404, { message: 'Not Found' }));
    const { api } = open(server.url);
    expect(await api.request(PULL, { pull_number: 7 })).toMatchObject({
      ok: false,
      fault: { kind: 'absent', status: 404, said: 'Not Found' },
    });
    expect(server.received).toHaveLength(1);
  });

  it('[T14] a token that stops to be valid in the middle of a run ends it', async () => {
    const server = await serve(
      http(200, { number: 7 }),
      http(401, { message: `Bad credentials: ${CANARY}` }),
    );
    const { api } = open(server.url);
    await api.request(PULL, { pull_number: 7 });
    const answer = await api.request(PULL, { pull_number: 7 });
    expect(answer).toMatchObject({ ok: false, fault: { kind: 'unauthorised', status: 401 } });
    expect(JSON.stringify(answer)).not.toContain(CANARY.slice(0, 8));
    expect(server.received).toHaveLength(2);
  });

  it('[T14] a token that no header can hold is never quoted', async () => {
    const server = await serve(http(200));
    const { api } = open(server.url, { token: `${CANARY}\nx` });
    const answer = await api.request(PULL, { pull_number: 7 });
    expect(answer).toMatchObject({ ok: false, fault: { kind: 'unauthorised', status: 0 } });
    expect(JSON.stringify(answer)).not.toContain(CANARY.slice(0, 8));
  });

  it.each([
    [400, 'invalid'],
    [409, 'conflict'],
    [410, 'absent'],
    [413, 'invalid'],
    [418, 'invalid'],
    [422, 'invalid'],
    [451, 'absent'],
  ])('%i is %s, and told at once', async (status, kind) => {
    const server = await serve(
      http(status, { message: 'Validation Failed', errors: [{ field: 'line', code: 'x' }] }),
    );
    const { api } = open(server.url);
    expect(await api.request(COMMENT, { issue_number: 7, body: 'x' })).toMatchObject({
      ok: false,
      fault: { kind, status, said: 'Validation Failed; line x', maybeApplied: false },
    });
    expect(server.received).toHaveLength(1);
  });

  it('GraphQL: forbidden, absent and refused are told apart, and partial data is no data', async () => {
    const error = (type: string) => http(200, { data: { a: 1 }, errors: [{ type, message: 'no' }] });
    const server = await serve(error('FORBIDDEN'), error('NOT_FOUND'), error('UNPROCESSABLE'));
    const { api } = open(server.url);
    const kinds = [];
    for (let n = 0; n < 3; n++) kinds.push(await api.graphql('mutation Hide { x }', {}));
    expect(kinds).toMatchObject(
      ['forbidden', 'absent', 'invalid'].map((kind) => ({ ok: false, fault: { kind, said: 'no' } })),
    );
  });
});

describe('writes', () => {
  it('[T8] a comment is not sent again after a gateway gave up: it may be there', async () => {
    const server = await serve(http(502, '<html>', { 'content-type': 'text/html' }));
    const { api } = open(server.url);
    expect(await api.request(COMMENT, { issue_number: 7, body: 'x' })).toMatchObject({
      ok: false,
      fault: { kind: 'unavailable', status: 502, said: '', maybeApplied: true },
    });
    expect(server.received).toHaveLength(1);
  });

  it('[T8] annotations, which a check run appends, are not sent again either', async () => {
    const server = await serve(http(502));
    const { api } = open(server.url);
    const answer = await api.request(CHECK, { check_run_id: 1, output: {} });
    expect(answer).toMatchObject({ ok: false, fault: { maybeApplied: true } });
    expect(server.received).toHaveLength(1);
  });

  it('[T8] what is the same when it is done twice is done again', async () => {
    const server = await serve(http(502), http(503), http(200, { id: 1 }));
    const { api, waits } = open(server.url);
    const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
    expect(await api.request(route, { comment_id: 1, body: 'x' })).toEqual({ ok: true, data: { id: 1 } });
    expect(waits).toHaveLength(2);
  });

  it('[T8] what may have been applied at the first try is remembered when a later one is refused', async () => {
    const server = await serve(http(502), http(422, { message: 'no' }));
    const { api } = open(server.url);
    const route = 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}';
    expect(await api.request(route, { comment_id: 1 })).toMatchObject({
      ok: false,
      fault: { kind: 'invalid', maybeApplied: true },
    });
  });

  it('[T9] a comment whose connection dropped is not sent again: it may be there', async () => {
    const server = await serve((socket) => void socket.destroy());
    const { api } = open(server.url);
    expect(await api.request(COMMENT, { issue_number: 7, body: 'x' })).toMatchObject({
      ok: false,
      fault: { kind: 'unavailable', status: 0, maybeApplied: true },
    });
    expect(server.received).toHaveLength(1);
  });

  it('[T9] a comment that was written but whose answer was cut is not sent again', async () => {
    const server = await serve(http(201, '{"id": 1', { 'content-length': '50' }));
    const { api } = open(server.url);
    expect(await api.request(COMMENT, { issue_number: 7, body: 'x' })).toMatchObject({
      ok: false,
      fault: { kind: 'unavailable', maybeApplied: true },
    });
    expect(server.received).toHaveLength(1);
  });

  it('[T9] a comment that never left is sent again, and is certain not to be there', async () => {
    const { api, waits } = open(await closedPort());
    expect(await api.request(COMMENT, { issue_number: 7, body: 'x' })).toMatchObject({
      ok: false,
      fault: { kind: 'unavailable', maybeApplied: false },
    });
    expect(waits).toHaveLength(3);
  });

  it('an answer without a body is one where there is nothing to say', async () => {
    const server = await serve('HTTP/1.1 204 x\r\nconnection: close\r\n\r\n', http(201, ''));
    const { api } = open(server.url);
    const route = 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}';
    expect(await api.request(route, { comment_id: 1 })).toEqual({ ok: true, data: null });
    expect(await api.request(COMMENT, { issue_number: 7 })).toEqual({ ok: true, data: null });
  });
});
