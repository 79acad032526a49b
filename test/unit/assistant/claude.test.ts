import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Patience } from '../../../src/domain/assistant.ts';
import { takeAccess } from '../../../src/assistant/access.ts';
import { openClaude, type ClaudeOptions } from '../../../src/assistant/claude.ts';
import * as behave from '../../support/anthropic/behaviours.ts';
import { AWS, GOOGLE } from '../../support/anthropic/clouds.ts';
import { RUNNER_TOKEN } from '../../support/anthropic/federation.ts';
import { QUESTION } from './asked.ts';
import { KEY, startAnthropic, type LocalAnthropic } from '../../support/anthropic/server.ts';

const REPLY = '{"said":"done"}';

let server: LocalAnthropic;
beforeEach(async () => void (server = await startAnthropic()));
afterEach(() => server.close());

const open = (more: Partial<ClaudeOptions> = {}) =>
  openClaude({
    access: { credential: { apiKey: KEY }, baseURL: server.url },
    model: 'claude-test',
    ceilings: { tokens: 100_000, dollars: 1 },
    price: { input: 2, output: 10 },
    ...more,
  });

function patienceOf(ms: number): Patience {
  const until = performance.now() + ms;
  return { signal: new AbortController().signal, left: () => until - performance.now() };
}

const ask = (ms = 30_000): Promise<Answer> => open().ask(QUESTION, patienceOf(ms));
const failed = (failure: string) => ({ kind: 'failed', failure });

describe('asking Claude', () => {
  it('gives what was said, and what it cost', async () => {
    server.script(behave.says(REPLY, { input: 1000, output: 100 }));
    expect(await ask()).toMatchObject({
      kind: 'reply',
      value: { said: 'done' },
      receipt: {
        model: 'claude-test',
        from: 'model',
        requestId: 'req_stream',
        attempts: 1,
        tokens: 1100,
        dollars: 0.003,
      },
    });
  });

  it('counts before it asks, and asks with a stable prefix, a schema and no knob that the API refuses', async () => {
    server.script(behave.says(REPLY));
    await ask();
    expect(server.requests.map(({ path }) => path)).toEqual(['/v1/messages/count_tokens', '/v1/messages']);
    expect(server.asked()[0]?.body).toEqual({
      model: 'claude-test',
      max_tokens: 1000,
      stream: true,
      system: [{ type: 'text', text: 'Mend it.', cache_control: { type: 'ephemeral' } }],
      messages: [{ role: 'user', content: 'line 1' }],
      output_config: { format: { type: 'json_schema', schema: QUESTION.schema } },
    });
  });

  it('says nothing of the machine that it runs on', async () => {
    server.script(behave.says(REPLY));
    await ask();
    for (const { headers } of server.requests) {
      expect(Object.keys(headers).sort()).toEqual([
        'accept',
        'accept-encoding',
        'accept-language',
        'anthropic-version',
        'authorization',
        'connection',
        'content-length',
        'content-type',
        'host',
        'sec-fetch-mode',
        'user-agent',
      ]);
      expect(headers['user-agent']).toBe('gatewright');
    }
  });

  it('[T16] waits as long as it is told and uses the reply', async () => {
    server.script(behave.fails(429, 'rate_limit_error', { 'retry-after': '1' }), behave.says(REPLY));
    expect(await ask()).toMatchObject({ kind: 'reply', receipt: { attempts: 2 } });
  });

  it('[T17] asks no more of who wants an hour of patience', async () => {
    server.script(behave.fails(429, 'rate_limit_error', { 'retry-after': '3600' }));
    expect(await ask()).toMatchObject({ ...failed('rate-limited'), receipt: { attempts: 1, tokens: 0 } });
  });

  it('[T18] gives up on a server that only fails', async () => {
    server.script(behave.fails(500, 'api_error'));
    expect(await ask()).toMatchObject({
      ...failed('server-error'),
      receipt: { attempts: 4, requestId: 'req_failed' },
    });
    expect(server.asked()).toHaveLength(4);
  });

  it('[T19] gives one reply after an overload', async () => {
    server.script(behave.fails(529, 'overloaded_error'), behave.says(REPLY));
    expect(await ask()).toMatchObject({ kind: 'reply', receipt: { attempts: 2 } });
  });

  it('[T20] takes no reply that an error event ends', async () => {
    server.script(behave.errorEvent);
    expect(await ask()).toMatchObject({ ...failed('cut-off'), receipt: { attempts: 1 } });
  });

  it('[T21] takes no reply that breaks off within an event', async () => {
    server.script(behave.breaksOff(REPLY));
    expect(await ask()).toMatchObject(failed('cut-off'));
  });

  it('[T22] takes no reply whose last event is missing', async () => {
    server.script(behave.neverStops(REPLY));
    expect(await ask()).toMatchObject(failed('cut-off'));
  });

  it('[T23] ends in time when pings never end', async () => {
    server.script(behave.pingsForever);
    expect(await ask(600)).toMatchObject(failed('timed-out'));
  });

  it('[T24] ends in time when bytes come one by one', async () => {
    server.script(behave.trickles(REPLY));
    expect(await ask(600)).toMatchObject(failed('timed-out'));
  });

  it('ends in time when nothing comes at all, while it counts or while it asks', async () => {
    server.script(behave.hangs);
    expect(await ask(500)).toMatchObject(failed('timed-out'));
    server.scriptCounts(behave.hangs);
    expect(await ask(500)).toMatchObject(failed('timed-out'));
  });

  it('[T25] says that the model declined', async () => {
    server.script(behave.says('', { stopReason: 'refusal' }));
    expect(await ask()).toMatchObject(failed('refused'));
  });

  it('[T26] takes no reply that did not fit, though it parses', async () => {
    server.script(behave.says(REPLY, { stopReason: 'max_tokens' }));
    expect(await ask()).toMatchObject(failed('truncated'));
  });

  it.each(['pause_turn', 'model_context_window_exceeded', 'stop_sequence', 'tool_use', 'something_new'])(
    '[T27] takes no reply that stopped for %s',
    async (stopReason) => {
      server.script(behave.says(REPLY, { stopReason }));
      expect(await ask()).toMatchObject(failed('unfinished'));
    },
  );

  it.each([
    '',
    'done',
    '```json\n{"said":"x"}\n```',
    '{"said":"a","said":"b"}',
    '{"said":1}',
    '{}',
    '{"said":"a","more":1}',
  ])('[T28] takes no reply such as %j', async (text) => {
    server.script(behave.says(text));
    expect(await ask()).toMatchObject(failed('malformed'));
  });

  it.each([10_000_000, 200_000_000])('[T29] reads no body of %d bytes', async (bytes) => {
    server.script(behave.floods(bytes));
    const before = process.memoryUsage().rss;
    expect(await ask()).toMatchObject(failed('too-large'));
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  it('[T30] takes no page for a reply', async () => {
    server.script(behave.showsAPage);
    expect(await ask()).toMatchObject(failed('malformed'));
    server.scriptCounts(behave.showsAPage);
    expect(await ask()).toMatchObject(failed('malformed'));
  });

  it('[T38] says once that the key is wrong, without its words', async () => {
    const answer = await open({ access: { credential: { apiKey: 'wrong' }, baseURL: server.url } }).ask(
      QUESTION,
      patienceOf(5000),
    );
    expect(answer).toMatchObject(failed('authentication'));
    expect(JSON.stringify(answer)).not.toMatch(/canary|echo|wrong/);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [400, 'bad-request'],
    [402, 'billing'],
    [403, 'permission'],
    [404, 'unknown-model'],
    [413, 'bad-request'],
    [422, 'bad-request'],
  ])('asks only once after %d', async (status, failure) => {
    server.script(behave.fails(status, 'some_error'));
    expect(await ask()).toMatchObject({
      ...failed(failure),
      receipt: { attempts: 1, tokens: 0, dollars: 0 },
    });
  });

  it('takes the key to no other address', async () => {
    const other = await startAnthropic();
    server.script(behave.redirects(`${other.url}/v1/messages`));
    expect(await ask()).toMatchObject({ kind: 'failed' });
    expect(other.requests).toHaveLength(0);
    await other.close();
  });

  it('says that nobody is there, and that nothing was used', async () => {
    await server.close();
    expect(await ask(300)).toMatchObject({ ...failed('unreachable'), receipt: { tokens: 0 } });
  });

  it('sends nothing twice that may have arrived, and counts it as used', async () => {
    server.script(behave.resets);
    const { receipt } = await ask();
    expect(receipt.attempts).toBe(1);
    expect(receipt.tokens).toBeGreaterThan(1000);
  });

  it('ends when the run does', async () => {
    server.script(behave.hangs);
    const abort = new AbortController();
    const asked = open().ask(QUESTION, { ...patienceOf(60_000), signal: abort.signal });
    setTimeout(() => abort.abort(), 100);
    expect(await asked).toMatchObject({ kind: 'failed' });
  });
});

describe('the provider’s limits', () => {
  it('[T16] are never run into, however many questions are asked at once', async () => {
    server.limit(2, 400);
    server.script(behave.says(REPLY));
    const claude = open();
    const asked = [1, 2, 3, 4, 5].map(() => claude.ask(QUESTION, patienceOf(30_000)));
    expect((await Promise.all(asked)).map(({ kind }) => kind)).toEqual(Array(5).fill('reply'));
    expect([server.asked().length, server.refused()]).toEqual([5, 0]);
  });

  it('[T17] end a question at once where they are lifted too late for it, for nothing', async () => {
    server.limit(1, 3_600_000);
    server.script(behave.says(REPLY));
    const claude = open();
    await claude.ask(QUESTION, patienceOf(5000));
    expect(await claude.ask(QUESTION, patienceOf(5000))).toMatchObject({
      ...failed('rate-limited'),
      receipt: { attempts: 0, tokens: 0, requestId: null },
    });
    expect([server.asked().length, server.refused()]).toEqual([1, 0]);
  });

  it('[T17] hold for the other questions when one was refused', async () => {
    server.script(behave.fails(429, 'rate_limit_error', { 'retry-after': '3600' }));
    const claude = open();
    const asked = [1, 2, 3].map(() => claude.ask(QUESTION, patienceOf(5000)));
    for (const answer of await Promise.all(asked)) expect(answer).toMatchObject(failed('rate-limited'));
    expect(server.asked()).toHaveLength(1);
  });
});

describe('a job that proves who it is', () => {
  const federated = (more: NodeJS.ProcessEnv = {}) => {
    const env = {
      ANTHROPIC_BASE_URL: server.url,
      ANTHROPIC_FEDERATION_RULE_ID: 'fdrl_1',
      ANTHROPIC_ORGANIZATION_ID: 'org_1',
      ACTIONS_ID_TOKEN_REQUEST_URL: `${server.url}/runner/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: RUNNER_TOKEN,
      ...more,
    };
    const access = takeAccess(env);
    if (!access) throw new Error('no access');
    return open({ access });
  };
  const pathsAsked = () => server.requests.map(({ path }) => path.replace(/\?.*/, ''));

  it('has its word exchanged once, and asks with what it got', async () => {
    server.script(behave.says(REPLY));
    const claude = federated();
    for (const _ of [1, 2])
      expect(await claude.ask(QUESTION, patienceOf(5000))).toMatchObject({ kind: 'reply' });
    expect(pathsAsked()).toEqual([
      '/runner/token',
      '/v1/oauth/token',
      ...['/v1/messages/count_tokens', '/v1/messages', '/v1/messages/count_tokens', '/v1/messages'],
    ]);
    expect(JSON.stringify(server.requests.slice(1))).not.toContain(RUNNER_TOKEN);
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    ['the runner does not vouch for it', { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'canary-wrong' }],
    ['the rule does not know it', { ANTHROPIC_FEDERATION_RULE_ID: 'canary-other' }],
    ['its token is in no file', { ANTHROPIC_IDENTITY_TOKEN_FILE: '/canary/nowhere' }],
    ['its token is none', { ANTHROPIC_IDENTITY_TOKEN: 'canary-none' }],
  ])('[T38] is told once what to check when %s', async (_name, env) => {
    const answer = await federated(env).ask(QUESTION, patienceOf(5000));
    expect(answer).toMatchObject({ ...failed('federation'), receipt: { attempts: 0, tokens: 0 } });
    expect(JSON.stringify(answer)).not.toContain('canary');
    expect(pathsAsked().filter((path) => path.startsWith('/v1/messages'))).toEqual([]);
  });

  it('[T24] waits for no exchange that never ends', async () => {
    const silent = await startAnthropic();
    const hanging = { ACTIONS_ID_TOKEN_REQUEST_URL: `${silent.url}/hang` };
    expect(await federated(hanging).ask(QUESTION, patienceOf(400))).toMatchObject(failed('timed-out'));
    await silent.close();
  });
});

describe('Claude in a cloud', () => {
  const inCloud = (provider: 'bedrock' | 'vertex', env: NodeJS.ProcessEnv) => {
    const access = takeAccess(env, provider);
    if (!access) throw new Error('no access');
    return open({ access, model: 'claude-test@1' });
  };

  it.each<['bedrock' | 'vertex', string, () => NodeJS.ProcessEnv]>([
    ['bedrock', 'keys', () => ({ ...AWS, ANTHROPIC_BEDROCK_MANTLE_BASE_URL: server.url })],
    [
      'bedrock',
      'keys of a session',
      () => ({ ...AWS, AWS_SESSION_TOKEN: 's', ANTHROPIC_BEDROCK_MANTLE_BASE_URL: server.url }),
    ],
    [
      'bedrock',
      'an API key',
      () => ({
        AWS_REGION: 'eu-west-1',
        AWS_BEARER_TOKEN_BEDROCK: KEY,
        ANTHROPIC_BEDROCK_MANTLE_BASE_URL: server.url,
      }),
    ],
    ['vertex', 'an access token', () => ({ ...GOOGLE, ANTHROPIC_VERTEX_BASE_URL: server.url })],
  ])('answers on %s, by %s, and is told nothing of the machine', async (provider, _name, env) => {
    server.script(behave.says(REPLY));
    const answer = await inCloud(provider, env()).ask(QUESTION, patienceOf(5000));
    expect(answer).toMatchObject({
      kind: 'reply',
      value: { said: 'done' },
      receipt: { model: 'claude-test@1' },
    });
    expect(server.requests).toHaveLength(2);
    for (const { headers, body } of server.requests) {
      expect(Object.keys(headers).filter((name) => name.startsWith('x-stainless'))).toEqual([]);
      expect(headers['user-agent']).toBe('gatewright');
      expect(JSON.stringify({ headers, body })).not.toContain('canary-secret');
    }
  });

  it.each<['bedrock' | 'vertex', () => NodeJS.ProcessEnv]>([
    [
      'bedrock',
      () => ({ ...AWS, AWS_ACCESS_KEY_ID: 'other', ANTHROPIC_BEDROCK_MANTLE_BASE_URL: server.url }),
    ],
    [
      'vertex',
      () => ({ ...GOOGLE, GOOGLE_OAUTH_ACCESS_TOKEN: 'other', ANTHROPIC_VERTEX_BASE_URL: server.url }),
    ],
  ])('[T38] says once that a credential of %s is wrong', async (provider, env) => {
    const answer = await inCloud(provider, env()).ask(QUESTION, patienceOf(5000));
    expect(answer).toMatchObject(failed('authentication'));
    expect(server.requests).toHaveLength(1);
  });
});

describe('the budget', () => {
  it('[T115] lets nothing be sent that could go beyond the tokens', async () => {
    server.script(behave.says(REPLY));
    const claude = open({ ceilings: { tokens: 900, dollars: 1 } });
    expect(await claude.ask(QUESTION, patienceOf(5000))).toMatchObject(failed('over-budget'));
    expect(server.asked()).toHaveLength(0);
  });

  it('[T115] lets nothing be sent that could go beyond the dollars', async () => {
    const claude = open({ ceilings: { tokens: 100_000, dollars: 0.01 } });
    expect(await claude.ask(QUESTION, patienceOf(5000))).toMatchObject(failed('over-budget'));
    expect(server.asked()).toHaveLength(0);
  });

  it('[T115] lets nothing be sent while nobody knows the price', async () => {
    expect(await open({ price: null }).ask(QUESTION, patienceOf(5000))).toMatchObject({
      ...failed('over-budget'),
      message: expect.stringContaining('--prices'),
    });
    expect(server.requests).toHaveLength(0);
  });

  it('[T115] holds for questions that are asked at once', async () => {
    server.script(behave.pingsForever);
    const claude = open({ ceilings: { tokens: 2500, dollars: 1 } });
    const answers = await Promise.all([1, 2, 3, 4].map(() => claude.ask(QUESTION, patienceOf(600))));
    expect(server.asked()).toHaveLength(2);
    expect(answers.filter((answer) => 'failure' in answer && answer.failure === 'over-budget')).toHaveLength(
      2,
    );
  });

  it('[T115] gives back what was set aside and not used', async () => {
    server.script(behave.says(REPLY));
    const claude = open({ ceilings: { tokens: 1500, dollars: 1 } });
    for (const _ of [1, 2])
      expect(await claude.ask(QUESTION, patienceOf(5000))).toMatchObject({ kind: 'reply' });
  });

  it('[T115] counts the most where what is told cannot be', async () => {
    server.script(behave.says(REPLY, { output: -1_000_000 }), behave.says(REPLY));
    const claude = open({ ceilings: { tokens: 2000, dollars: 1 } });
    expect(await claude.ask(QUESTION, patienceOf(5000))).toMatchObject({ kind: 'reply' });
    expect(await claude.ask(QUESTION, patienceOf(5000))).toMatchObject(failed('over-budget'));
  });

  it('[T115] counts the most where nobody told what was used', async () => {
    server.script(behave.neverStops(REPLY), behave.says(REPLY));
    const claude = open({ ceilings: { tokens: 2000, dollars: 1 } });
    await claude.ask(QUESTION, patienceOf(5000));
    expect(await claude.ask(QUESTION, patienceOf(5000))).toMatchObject(failed('over-budget'));
  });
});
