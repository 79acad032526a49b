/** A network and a server that misbehave: every wait ends, and what is cut off is never an answer. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CLOCK } from '../../../../../src/host/github/api/times.ts';
import { closedPort, http, open, serve, type Step } from './scripted-api.ts';

const PULL = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
const COMMENT = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';

const silent: Step = () => undefined;
const stalled: Step = (socket) => void socket.write(http(200, '{"number":', { 'content-length': '99' }));
/** One byte of a space at a time: never idle, never done. */
const trickling: Step = (socket) => {
  socket.write(http(200, ' ', { 'content-length': '99999' }));
  const timer = setInterval(() => socket.write(' '), 20);
  socket.on('close', () => clearInterval(timer));
};

const unavailable = (maybeApplied: boolean) => ({
  ok: false,
  fault: { kind: 'unavailable', status: 0, maybeApplied },
});

describe('time limits', () => {
  it.each([
    ['that never answers', silent, { answer: 40 }, 'no answer came in time'],
    ['whose answer stops midway', stalled, { idle: 40 }, 'the answer stopped midway'],
    ['whose answer trickles for ever', trickling, { whole: 200 }, 'the exchange took too long'],
  ])('[T10] a server %s is given up, four times for a read', async (_, step, times, why) => {
    const server = await serve(step);
    const { api } = open(server.url, { times });
    const answer = await api.request(PULL, { pull_number: 7 });
    expect(answer).toMatchObject(unavailable(false));
    expect(answer).toHaveProperty('fault.message', expect.stringContaining(why));
    expect(api.sent).toBe(4);
  });

  it.each([
    ['that never answers', silent, { upload: 40 }],
    ['whose answer stops midway', stalled, { idle: 40 }],
    ['whose answer trickles for ever', trickling, { whole: 200 }],
  ])(
    '[T10] a server %s may have done what it was asked: a write is not sent again',
    async (_, step, times) => {
      const server = await serve(step);
      const { api } = open(server.url, { times });
      expect(await api.request(COMMENT, { issue_number: 7, body: 'x' })).toMatchObject(unavailable(true));
      expect(api.sent).toBe(1);
    },
  );

  it('[T10] nobody who listens is told after the tries', async () => {
    const { api, waits } = open(await closedPort());
    const answer = await api.request(PULL, { pull_number: 7 });
    expect(answer).toMatchObject(unavailable(false));
    expect(answer).toHaveProperty('fault.message', `${PULL} failed: there was no connection (ECONNREFUSED).`);
    expect(waits).toHaveLength(3);
  });

  it('[T10] no wait outlasts the run, and nothing is sent after its end', async () => {
    const server = await serve(silent);
    const { api, waits } = open(server.url, { timeLeft: () => 50 });
    expect(await api.request(PULL, { pull_number: 7 })).toMatchObject(unavailable(false));
    expect([waits, api.sent]).toEqual([[], 1]);
    const late = open(server.url, { timeLeft: () => 0 });
    const answer = await late.api.request(PULL, { pull_number: 7 });
    expect(answer).toHaveProperty('fault.message', `${PULL} failed: no time is left.`);
    expect(late.api.sent).toBe(0);
  });

  it('a run that is cancelled asks no more', async () => {
    const abort = new AbortController();
    const server = await serve(() => void abort.abort());
    const { api } = open(server.url, { signal: abort.signal });
    const answer = await api.request(PULL, { pull_number: 7 });
    expect(answer).toHaveProperty('fault.message', `${PULL} failed: the run was cancelled.`);
    expect(await api.request(PULL, { pull_number: 7 })).toMatchObject(unavailable(false));
    expect(api.sent).toBe(1);
  });

  it('a run that is cancelled while it waits for a limit waits no longer', async () => {
    const abort = new AbortController();
    const server = await serve(() => {
      setTimeout(() => abort.abort(), 50);
      return http(429, {}, { 'retry-after': '300' });
    });
    const { api } = open(server.url, { signal: abort.signal }, CLOCK);
    expect(await api.request(PULL, { pull_number: 7 })).toMatchObject(unavailable(false));
    expect(api.sent).toBe(1);
  });
});

describe('broken answers', () => {
  const CUT = http(200, '{"number": 7}', { 'content-length': '50' });
  const whole = http(200, { number: 7 });

  it('[T11] JSON that is shorter than it should be is asked for again', async () => {
    const server = await serve(CUT, whole);
    const { api } = open(server.url);
    expect(await api.request(PULL, { pull_number: 7 })).toEqual({ ok: true, data: { number: 7 } });
    expect(server.received).toHaveLength(2);
  });

  it.each<[string, Step]>([
    ['JSON that is shorter than it should be', CUT],
    ['JSON that is cut where nobody counts', http(200, '{"number": 7')],
    ['nothing', http(200, '')],
    ['a page for people', http(200, '<html>log in</html>', { 'content-type': 'text/html' })],
    ['a word', http(200, '"fine"')],
    ['null', http(200, 'null')],
    ['what is not UTF-8', Buffer.from(http(200, '{"a":"\u{ff}"}', { 'content-length': '9' }), 'latin1')],
    ['what is not gzip', http(200, '{}', { 'content-encoding': 'gzip' })],
    ['a gzip that is cut', cutGzip()],
    ['what is not HTTP', 'SSH-2.0-x\r\n'],
    ['a head without an end', `HTTP/1.1 200 x\r\n${'x: y\r\n'.repeat(10_000)}`],
  ])('[T11] %s is no answer, however often', async (_, step) => {
    const server = await serve(step);
    const { api } = open(server.url);
    expect(await api.request(PULL, { pull_number: 7 })).toMatchObject(unavailable(false));
    expect(server.received).toHaveLength(4);
  });

  it('[T11] an answer that unpacks to more than a page can have is not read to its end', async () => {
    const body = gzipSync(Buffer.alloc(64_000_000, ' '));
    const head = http(200, '', { 'content-length': String(body.length), 'content-encoding': 'gzip' });
    const server = await serve(Buffer.concat([Buffer.from(head), body]));
    const { api } = open(server.url);
    const answer = await api.request(PULL, { pull_number: 7 });
    expect(answer).toHaveProperty('fault.message', expect.stringContaining('larger than 32 MB'));
  });
});

function cutGzip(): Buffer {
  const body = gzipSync(JSON.stringify({ number: 7, text: 'x'.repeat(100) })).subarray(0, 20);
  const head = http(200, '', { 'content-length': String(body.length), 'content-encoding': 'gzip' });
  return Buffer.concat([Buffer.from(head), body]);
}

describe('redirects', () => {
  const to = (location: string) => http(301, { message: 'Moved Permanently' }, { location });

  it('on the same server are followed, as for a repository that was renamed', async () => {
    const server = await serve(to('/api/v3/repositories/1/pulls/7'), http(200, { number: 7 }));
    const { api } = open(server.url);
    expect(await api.request(PULL, { pull_number: 7 })).toEqual({ ok: true, data: { number: 7 } });
    expect(server.received[1]?.url).toBe('/api/v3/repositories/1/pulls/7');
    expect(api.sent).toBe(2);
  });

  it('of a write repeat it as it was', async () => {
    const moved = http(307, {}, { location: '/api/v3/repositories/1/issues/7/comments' });
    const server = await serve(moved, http(201, { id: 1 }));
    const { api } = open(server.url);
    expect(await api.request(COMMENT, { issue_number: 7, body: 'x' })).toMatchObject({ ok: true });
    expect(server.received[1]).toMatchObject({ method: 'POST', body: '{"body":"x"}' });
  });

  it('[T12] to another port are not followed, so no token goes there', async () => {
    const other = await serve(http(200, { number: 7 }));
    const server = await serve(to(`${other.url}/api/v3/x`));
    const { api } = open(server.url);
    expect(await api.request(PULL, { pull_number: 7 })).toMatchObject({
      ok: false,
      fault: { kind: 'unavailable', status: 301, maybeApplied: false },
    });
    expect(other.received).toEqual([]);
    expect(server.received).toHaveLength(1);
  });

  it('[T12] in a circle end', async () => {
    const server = await serve(to('/api/v3/x'));
    const { api } = open(server.url);
    expect(await api.request(PULL, { pull_number: 7 })).toMatchObject({ ok: false });
    expect(server.received).toHaveLength(4);
  });
});
