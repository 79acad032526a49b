/** Whatever a server says, the client answers with a value, believes nothing that is cut, and goes nowhere else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listAll } from '../../../../../src/host/github/api/pages.ts';
import { readGraphql, readRest } from '../../../../../src/host/github/api/reading.ts';
import { address } from '../../../../../src/host/github/api/route.ts';
import { http, open, serve } from './scripted-api.ts';

const PULL = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
const COMMENT = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
const TARGET = { apiUrl: 'https://ghes.example/api/v3/', owner: 'acme', repo: 'shop' };

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant('\u{202e}\u{0}\r\n::error::'));
const headerValue = fc.oneof(
  fc.constantFrom('0', '1', '-1', '1e9', 'NaN', '99999999999999', 'Thu, 01 Jan 1970 00:00:00 GMT'),
  fc.string().map((value) => value.replace(/[^\x20-\x7e]/g, '')),
);
const headers = fc
  .dictionary(
    fc.constantFrom(
      'retry-after',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
      'date',
      'link',
      'location',
      'x-accepted-github-permissions',
    ),
    headerValue,
  )
  .map((entries) => new Headers(entries));
const errors = fc.array(
  fc.oneof(
    fc.jsonValue(),
    fc.record({ type: fc.oneof(text, fc.constant('RATE_LIMITED')), message: fc.jsonValue() }),
  ),
);
const body = fc.oneof(
  text,
  fc.json(),
  fc
    .record({ message: fc.jsonValue(), errors, data: fc.jsonValue() }, { requiredKeys: [] })
    .map((all) => JSON.stringify(all)),
);
const status = fc.oneof(fc.integer({ min: 200, max: 599 }), fc.constantFrom(200, 403, 429));

describe('hostile replies', () => {
  it('are read to data, a limit or trouble, in words of ours and with waits that are numbers', () => {
    fc.assert(
      fc.property(status, headers, body, fc.boolean(), (code, head, said, graphql) => {
        const read = graphql ? readGraphql : readRest;
        const reading = read({ kind: 'reply', status: code, headers: head, body: said }, 0);
        if (reading.kind === 'data') {
          expect(code).toBeLessThan(300);
          expect(typeof reading.data).toBe('object');
          return;
        }
        expect(reading.trouble.why).toMatch(/^[\x20-\x7e]+$/);
        expect(reading.trouble.said).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        if (reading.kind !== 'limit' || reading.limit.wait === null) return;
        expect(reading.limit.wait).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(reading.limit.wait)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('GraphQL with an error among its data is never data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (data, error) => {
        const said = JSON.stringify({ data, errors: error });
        const reading = readGraphql({ kind: 'reply', status: 200, headers: new Headers(), body: said }, 0);
        expect(reading.kind).not.toBe('data');
      }),
    );
  });

  it('nested a million deep do not overflow', () => {
    const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
    for (const said of [deep, `{"message":${deep}}`, `{"errors":[${deep}]}`, `{"errors":${deep}}`])
      for (const code of [200, 422])
        expect(() =>
          readGraphql({ kind: 'reply', status: code, headers: new Headers(), body: said }, 0),
        ).not.toThrow();
  });

  it('[T11] that are cut at any byte are no answers', async () => {
    const whole = http(201, { id: 1, body: 'long enough' });
    let at = 0;
    const server = await serve(() => whole.slice(0, at));
    const { api } = open(server.url);
    for (at = 0; at < whole.length; at++)
      expect(await api.request(COMMENT, { issue_number: 7, body: 'x' })).toMatchObject({
        ok: false,
        fault: { kind: 'unavailable', maybeApplied: true },
      });
    expect(await api.request(COMMENT, { issue_number: 7, body: 'x' })).toMatchObject({ ok: true });
  });

  it('of any bytes end in a fault', async () => {
    let bytes = Buffer.alloc(0);
    const server = await serve(() => bytes.toString('latin1'));
    const { api } = open(server.url);
    const junk = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some)),
      fc
        .uint8Array({ maxLength: 300 })
        .map((some) => Buffer.concat([Buffer.from('HTTP/1.1 200 x\r\n'), some])),
      text.map((line) => Buffer.from(`HTTP/1.1 200 x\r\n${line}\r\n\r\n`)),
    );
    await fc.assert(
      fc.asyncProperty(junk, async (some) => {
        bytes = some;
        const answer = await api.request(COMMENT, { issue_number: 7 });
        expect(answer).toMatchObject({ ok: false, fault: { kind: 'unavailable' } });
      }),
      { numRuns: 150 },
    );
  });

  it('[T12] lists ask for nothing but pages, and are whole or faults', async () => {
    const origin = 'https://api.github.com';
    const link = fc.oneof(
      fc.constant(''),
      fc.webUrl({ withQueryParameters: true }),
      fc
        .tuple(fc.constantFrom('page', 'after', 'baseUrl', 'owner', '__proto__'), text)
        .map(([name, value]) => `${origin}/x?${name}=${encodeURIComponent(Buffer.from(value).toString())}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(link, fc.array(fc.object())), { minLength: 1 }), async (pages) => {
        const asked: object[] = [];
        const answer = await listAll({
          parameters: { issue_number: 7 },
          options: { pages: 5 },
          origin,
          ask: async (parameters) => {
            const [next, data] = pages[asked.length] ?? ['', []];
            asked.push(parameters);
            const head = new Headers(next === '' ? {} : { link: `<${next}>; rel="next"` });
            return { ok: true, data: { data, headers: head } };
          },
          fail: (why) => ({
            ok: false,
            fault: { kind: 'unavailable', status: 0, message: why, said: '', maybeApplied: false },
          }),
        });
        const allowed = ['per_page', 'issue_number', 'page', 'after', 'cursor'];
        expect(asked.flatMap(Object.keys).filter((name) => !allowed.includes(name))).toEqual([]);
        expect(asked.length).toBeLessThanOrEqual(5);
        const last = pages[asked.length - 1]?.[0] ?? '';
        expect(answer.ok).toBe(last === '');
        if (answer.ok) expect(answer.data).toEqual(pages.slice(0, asked.length).flatMap(([, data]) => data));
      }),
    );
  });

  it('names stay in their place in the address, whatever they are', () => {
    const name = fc.oneof(
      text,
      fc.constantFrom('..', '.', '%2e%2e', 'a/../..', '?', '#', '\\', '//evil.example'),
    );
    fc.assert(
      fc.property(name, (branch) => {
        if (branch === '') return;
        const made = address('GET /repos/{owner}/{repo}/branches/{branch}/protection', { branch }, TARGET);
        if (made === null) return;
        const url = new URL(made.url);
        expect(url.href).toBe(made.url);
        expect([url.origin, url.search, url.hash]).toEqual(['https://ghes.example', '', '']);
        const [, ...rest] = url.pathname.split('/');
        expect(rest.map(decodeURIComponent)).toEqual([
          'api',
          'v3',
          'repos',
          'acme',
          'shop',
          'branches',
          branch,
          'protection',
        ]);
      }),
      { numRuns: 1000 },
    );
  });

  it('a wrong address is told in one sentence', () => {
    expect(() => open('no url\u{202e}')).toThrow(
      "The address of GitHub's API is not a URL: no url\\u{202e}/api/v3",
    );
  });

  it('a read that is refused for ever is asked for a bounded number of times', async () => {
    await fc.assert(
      fc.asyncProperty(status, fc.constantFrom('0', '1', '30', '99999999', 'x'), async (code, after) => {
        if (code < 300) return;
        const server = await serve(
          http(code, { message: 'rate limit' }, { 'retry-after': after, location: '/x' }),
        );
        const { api, waits } = open(server.url);
        expect(await api.request(PULL, { pull_number: 7 })).toMatchObject({ ok: false });
        expect(api.sent).toBeLessThanOrEqual(16);
        expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(600_000);
      }),
      { numRuns: 60 },
    );
  });
});
