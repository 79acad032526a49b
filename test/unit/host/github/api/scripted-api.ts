/** A server on loopback that answers byte for byte what a script says, and a client of it with a clock of its own. */
import net from 'node:net';
import { onTestFinished } from 'vitest';
import type { Api } from '../../../../../src/host/github/api/api.ts';
import { openApi, type ApiOptions } from '../../../../../src/host/github/api/open-api.ts';
import { TIMES, type Clock, type Times } from '../../../../../src/host/github/api/times.ts';

interface Received {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Raw bytes, which end the connection; or whatever else is to happen to it. */
export type Step =
  string | Buffer | ((socket: net.Socket, request: Received) => void | string | Promise<void | string>);

export interface Server {
  readonly url: string;
  readonly received: Received[];
}

/** Every request takes the next step; the last one stands for all further ones. */
export async function serve(...steps: Step[]): Promise<Server> {
  const received: Received[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
    let bytes = '';
    socket.on('data', async (chunk) => {
      const request = parse((bytes += chunk.toString('latin1')));
      if (request === null) return;
      bytes = '';
      const step = steps[Math.min(received.length, steps.length - 1)] ?? '';
      received.push(request);
      const answer = typeof step === 'function' ? await step(socket, request) : step;
      if (answer !== undefined) socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`, received };
}

/** Where nobody listens. */
export async function closedPort(): Promise<string> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

function parse(bytes: string): Received | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...lines] = bytes.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const body = bytes.slice(end + 4);
  if (body.length < Number(headers['content-length'] ?? 0)) return null;
  const [method = '', url = ''] = first.split(' ');
  return { method, url, headers, body };
}

/** An answer as bytes; `body` is made JSON unless it is a string. */
export function http(status: number, body: unknown = {}, headers: Record<string, string> = {}): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const all = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} x\r\n${lines.join('')}\r\n${text}`;
}

/** As GITHUB_TOKEN looks. */
export const CANARY = 'ghs_C4n4ryQwErTyUiOpAsDfGhJkLzXcVbNm0123';

export interface Opened {
  readonly api: Api;
  /** Milliseconds of every wait, in order; none of them passes. */
  readonly waits: number[];
}

/** Waits between tries take no time but the fake clock's, unless a real one is given; those for the network do. */
export function open(
  url: string,
  more: Partial<ApiOptions> & { readonly left?: number; readonly times?: Partial<Times> } = {},
  real?: Clock,
): Opened {
  const waits: number[] = [];
  let now = 1000;
  const start = now;
  const clock = {
    now: () => now,
    date: () => Date.UTC(2026, 10, 21) + now,
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
  const { left = 600_000, times, ...options } = more;
  const api = openApi(
    {
      apiUrl: `${url}/api/v3`,
      graphqlUrl: `${url}/api/graphql`,
      token: CANARY,
      owner: 'acme',
      repo: 'shop',
      timeLeft: () => left - (now - start),
      signal: new AbortController().signal,
      ...options,
    },
    { clock: real ?? clock, times: { ...TIMES, ...times } },
  );
  return { api, waits };
}
