/** A local Anthropic server: the Messages API of version 2026-10-21, streamed, scripted, and with every request on record. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fails, says, type Behaviour } from './behaviours.ts';
import { ofCloud, type Canonical } from './clouds.ts';
import { openFederation } from './federation.ts';
import { meterOf, type Meter } from './meter.ts';
import { refusalOf } from './request.ts';

interface Recorded {
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
  /** What the person's side of the conversation said. */
  readonly content: string;
}

export interface LocalAnthropic {
  readonly url: string;
  readonly requests: readonly Recorded[];
  /** Requests for a message. */
  asked(): readonly Recorded[];
  /** What the next messages are answered with, one after another; after the last one it is asked again. */
  script(...behaviours: Behaviour[]): void;
  /** The next counts, likewise. */
  scriptCounts(...behaviours: Behaviour[]): void;
  /** What is said to a question where no script says otherwise. */
  answer(reply: (content: string) => unknown): void;
  /** From now on messages are limited, and every answer tells it; beyond, they are refused for an hour. */
  limit(requests: number, windowMs: number): void;
  /** Messages that the limit refused. */
  refused(): number;
  close(): Promise<void>;
}

export const KEY = 'sk-local-canary-0123456789';

export async function startAnthropic(): Promise<LocalAnthropic> {
  const requests: Recorded[] = [];
  let reply: (content: string) => unknown = () => ({
    summary: 'Nothing to do',
    confidence: 'high',
    edits: [],
  });
  const [messages, counts]: Behaviour[][] = [[], []];
  const federation = openFederation();
  let meter: Meter | null = null;
  let refusals = 0;
  const next = (queue: Behaviour[]) => (queue.length > 1 ? queue.shift() : queue[0]);
  const server = http.createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const recorded = recordOf(request, text);
      requests.push(recorded);
      const exchanged = federation.answer(request, recorded.body);
      if (exchanged) return exchanged(response);
      const cloud = ofCloud(request, recorded.body);
      const isKnown = cloud !== null || federation.admits(request.headers);
      const { path } = cloud ?? recorded;
      const refused = refusal(request, cloud ?? ownOf(request, recorded), isKnown);
      if (refused) return fails(...refused)(response);
      if (path === '/v1/messages/count_tokens') {
        return (next(counts ?? []) ?? counted(text))(response);
      }
      const metered = meter?.take();
      for (const [name, value] of Object.entries(metered?.headers ?? {})) response.setHeader(name, value);
      if (metered?.refused) {
        refusals++;
        return fails(429, 'rate_limit_error', { 'retry-after': '3600' })(response);
      }
      return (next(messages ?? []) ?? says(JSON.stringify(reply(recorded.content))))(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    asked: () => requests.filter(({ path }) => path === '/v1/messages'),
    script: (...behaviours) => void messages?.splice(0, Infinity, ...behaviours),
    scriptCounts: (...behaviours) => void counts?.splice(0, Infinity, ...behaviours),
    answer: (given) => (reply = given),
    limit: (most, windowMs) => (meter = meterOf(most, windowMs)),
    refused: () => refusals,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** About four characters a token. */
function counted(text: string): Behaviour {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'request-id': 'req_count' });
    response.end(JSON.stringify({ input_tokens: Math.ceil(text.length / 4) }));
  };
}

function refusal(
  { method, headers }: http.IncomingMessage,
  { path, body, version }: Canonical,
  isAdmitted: boolean,
): [number, string] | null {
  // A key is sent as a bearer since 1.0.0, and never in x-api-key.
  const isKnown = headers.authorization === `Bearer ${KEY}` || isAdmitted;
  if (!isKnown || 'x-api-key' in headers) return [401, 'authentication_error'];
  const counting = path === '/v1/messages/count_tokens';
  if (method !== 'POST' || (path !== '/v1/messages' && !counting)) return [404, 'not_found_error'];
  if (version !== '2026-10-21') return [400, 'invalid_request_error'];
  return refusalOf(body, counting) === null ? null : [400, 'invalid_request_error'];
}

function ownOf({ headers }: http.IncomingMessage, { path, body }: Recorded): Canonical {
  return { path, body, version: headers['anthropic-version'] };
}

function recordOf({ url = '', headers }: http.IncomingMessage, text: string): Recorded {
  const body = JSON.parse(text || '{}') as Recorded['body'];
  const [first] = (body['messages'] ?? []) as readonly { readonly content: string }[];
  return { path: url, headers, body, content: first?.content ?? '' };
}

async function bodyOf(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
