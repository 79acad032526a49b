/** Too many requests: how long the client waits, and when it does not. */
import { describe, expect, it } from 'vitest';
import { http, open, serve } from './scripted-api.ts';

const SECONDARY = { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' };
const PULL = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
const COMMENT = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';

describe('limits', () => {
  it('[T1] a secondary limit is waited for as long as it says, once', async () => {
    const server = await serve(http(403, SECONDARY, { 'retry-after': '2' }), http(200, { number: 7 }));
    const { api, waits } = open(server.url);
    expect(await api.request(PULL, { pull_number: 7 })).toEqual({ ok: true, data: { number: 7 } });
    expect(waits).toEqual([2000]);
    expect(api.sent).toBe(2);
  });

  it('[T2] a secondary limit without a time is given a minute, then twice as long each time, and then up', async () => {
    const server = await serve(http(403, SECONDARY));
    const { api, waits } = open(server.url);
    expect(await api.request(PULL, { pull_number: 7 })).toMatchObject({
      ok: false,
      fault: { kind: 'limited', maybeApplied: false },
    });
    expect(waits).toEqual([60_000, 120_000, 240_000]);
    expect(server.received).toHaveLength(4);
  });

  it('[T3] a limit that ends after the run is told at once', async () => {
    const reset = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Date.UTC(2026, 10, 21, 1) / 1000),
    };
    const server = await serve(http(429, { message: 'API rate limit exceeded' }, reset));
    const { api, waits } = open(server.url, { left: 300_000 });
    const answer = await api.request(PULL, { pull_number: 7 });
    expect(answer).toMatchObject({ ok: false, fault: { kind: 'limited', status: 429 } });
    expect(waits).toEqual([]);
    expect(server.received).toHaveLength(1);
  });

  it('[T3] nothing more is sent until the limit ends, and what cannot wait so long fails', async () => {
    const server = await serve(http(429, {}, { 'retry-after': '3600' }), http(200, {}));
    const { api } = open(server.url);
    await api.request(PULL, { pull_number: 7 });
    const next = await api.request(PULL, { pull_number: 8 });
    expect(next).toMatchObject({ ok: false, fault: { kind: 'limited', status: 0 } });
    expect(next).toHaveProperty('fault.message', expect.stringContaining('3600 seconds'));
    expect(server.received).toHaveLength(1);
  });

  it('a reset is read by the clock of the server', async () => {
    const date = Date.UTC(2030, 0, 1);
    const headers = {
      date: new Date(date).toUTCString(),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(date / 1000 + 30),
    };
    const server = await serve(http(403, { message: 'API rate limit exceeded for x.' }, headers), http(200));
    const { api, waits } = open(server.url);
    expect(await api.request(PULL, { pull_number: 7 })).toMatchObject({ ok: true });
    expect(waits).toEqual([31_000]);
  });

  it('a comment that a limit refused is sent again: it was not written', async () => {
    const server = await serve(http(403, SECONDARY, { 'retry-after': '1' }), http(201, { id: 1 }));
    const { api } = open(server.url);
    const sent = await api.request(COMMENT, { issue_number: 7, body: 'x' });
    expect(sent).toEqual({ ok: true, data: { id: 1 } });
  });

  it('a limit that GraphQL reports with status 200 is waited for', async () => {
    const limited = { data: null, errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] };
    const server = await serve(
      http(200, limited, { 'retry-after': '5' }),
      http(200, { data: { viewer: {} } }),
    );
    const { api, waits } = open(server.url);
    expect(await api.graphql('query { viewer { login } }', {})).toEqual({ ok: true, data: { viewer: {} } });
    expect(waits).toEqual([5000]);
  });

  it('the allowance of GraphQL is its own, and every other limit is for REST as well', async () => {
    const spent = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Date.UTC(2026, 10, 22) / 1000),
    };
    const limited = { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] };
    const server = await serve(
      http(200, limited, spent),
      http(200),
      http(403, SECONDARY, { 'retry-after': '9999' }),
    );
    const { api } = open(server.url);
    const kinds = [
      await api.graphql('query { a }', {}),
      await api.request(PULL, { pull_number: 7 }),
      await api.graphql('query { a }', {}),
      await api.request(PULL, { pull_number: 7 }),
      await api.request(PULL, { pull_number: 7 }),
    ].map((answer) => (answer.ok ? 'ok' : answer.fault.kind));
    expect(kinds).toEqual(['limited', 'ok', 'limited', 'limited', 'limited']);
    expect(api.sent).toBe(3);
  });

  it('many writes go a second apart, a few of them at once', async () => {
    const server = await serve(http(201, { id: 1 }));
    const { api, waits } = open(server.url);
    for (let n = 0; n < 23; n++) await api.request(COMMENT, { issue_number: 7, body: 'x' });
    expect(waits).toEqual([1000, 1000, 1000]);
  });

  it('a permission that is wanting on the last request of the hour is no limit', async () => {
    const server = await serve(
      http(403, { message: 'Resource not accessible by integration' }, { 'x-ratelimit-remaining': '0' }),
    );
    const { api, waits } = open(server.url);
    expect(await api.request(PULL, { pull_number: 7 })).toMatchObject({
      ok: false,
      fault: { kind: 'forbidden' },
    });
    expect(waits).toEqual([]);
  });
});
