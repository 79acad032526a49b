/** The HTTP side: records every request, lets faults strike, checks against the contract, answers. */
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Refusal } from './behaviours.ts';
import {
  answerComplaints,
  complete,
  operationOf,
  requestComplaints,
  type Match,
} from './contract/contract.ts';
import { strike, type Fault } from './faults.ts';
import { serveGit } from './git-http.ts';
import { answerGraphql } from './graphql.ts';
import { acceptedFor, allowed } from './permissions.ts';
import { actions } from './rest/actions.ts';
import type { Body, Handlers, Reply } from './rest/call.ts';
import { checks } from './rest/checks.ts';
import { gitData } from './rest/git-data.ts';
import { opening } from './rest/opening.ts';
import { pulls } from './rest/pulls.ts';
import { repository } from './rest/repository.ts';
import { reviews } from './rest/reviews.ts';
import { scanning } from './rest/scanning.ts';
import type { Identity, State } from './state.ts';

export interface Recorded {
  readonly method: string;
  /** Without `/api/v3` and the query. */
  readonly path: string;
  /** The operation's id in the description; null for GraphQL, git and what is unknown. */
  readonly route: string | null;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: unknown;
  /** 0 until it is answered, and for ever when the connection was cut. */
  status: number;
  /** What GitHub's description objects to, in the request or in our answer. */
  readonly violations: string[];
}

interface Met {
  readonly request: http.IncomingMessage;
  readonly response: http.ServerResponse;
  readonly recorded: Recorded;
}

const HANDLERS: Handlers = {
  ...pulls,
  ...checks,
  ...reviews,
  ...repository,
  ...gitData,
  ...opening,
  ...actions,
  ...scanning,
};
const API = '/api/v3';
const VERSIONS = new Set(['2022-11-28', '2026-03-10']);

export class Server {
  readonly requests: Recorded[] = [];
  readonly gitRequests: Recorded[] = [];
  readonly faults: Fault[] = [];
  readonly #heard: Buffer[] = [];
  readonly #state: State;
  readonly #http: http.Server;
  readonly #sockets = new Set<Socket>();

  constructor(state: State) {
    this.#state = state;
    this.#http = http.createServer((request, response) => void this.#take(request, response));
    this.#http.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => undefined);
    });
  }

  /** Listens on the loopback and returns the address. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  /** Every byte that arrived: heads and bodies. */
  heard(): Buffer {
    return Buffer.concat(this.#heard);
  }

  async #take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    this.#heard.push(
      Buffer.from(`${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n`),
      body,
    );
    const url = new URL(request.url ?? '/', this.#state.url);
    const isGit = /^\/[^/]+\/[^/]+\/(?:info\/refs|git-upload-pack|git-receive-pack)$/.test(url.pathname);
    const recorded = record(request, url, isGit ? undefined : jsonOf(body));
    (isGit ? this.gitRequests : this.requests).push(recorded);
    const fault = strike(this.faults, recorded);
    if (fault && (await this.#suffer(fault, { request, response, recorded }))) return;
    if (isGit) {
      response.on('finish', () => (recorded.status = response.statusCode));
      return serveGit(this.#state, { request, response, url, body });
    }
    const reply = this.#answer(recorded, url, body);
    recorded.status = reply.status;
    send(response, reply, { cut: fault?.cut === 'after' ? (fault.bytes ?? 0) : null });
  }

  /** Whether the fault is all that this request meets. */
  async #suffer(fault: Fault, { request, response, recorded }: Met): Promise<boolean> {
    if (fault.delay) await new Promise((resolve) => setTimeout(resolve, fault.delay));
    fault.meanwhile?.();
    if (fault.hang) return true;
    if (fault.cut === 'before') {
      request.socket.destroy();
      return true;
    }
    if (fault.status === undefined) return false;
    const body = fault.body ?? { message: http.STATUS_CODES[fault.status] ?? 'Error' };
    recorded.status = fault.status;
    const cut = fault.cut === 'after' ? (fault.bytes ?? 0) : null;
    send(response, { status: fault.status, body, headers: fault.headers }, { cut });
    return true;
  }

  #answer(recorded: Recorded, url: URL, body: Buffer): Reply {
    try {
      const who = this.#whoAsks(recorded);
      const { violations } = recorded;
      if (recorded.path === '/graphql') {
        return answerGraphql({ state: this.#state, who, body: recorded.body, violations });
      }
      if (body.length > 0 && recorded.body === undefined) throw new Refusal('not-json');
      return this.#operate(recorded, url, who);
    } catch (error) {
      if (error instanceof Refusal) return refusal(error);
      recorded.violations.push(
        `the local GitHub failed: ${error instanceof Error ? error.stack : String(error)}`,
      );
      return { status: 500, body: { message: 'Server Error' } };
    }
  }

  #whoAsks({ headers }: Recorded): Identity | null {
    if (!headers['user-agent']) throw new Refusal('no-user-agent');
    const version = headers['x-github-api-version'];
    if (version !== undefined && !VERSIONS.has(String(version))) throw new Refusal('unknown-version');
    if (headers.authorization === undefined) return null;
    const token = /^(?:token|bearer) (.+)$/i.exec(headers.authorization)?.[1] ?? '';
    const who = this.#state.tokens.get(token);
    if (!who) throw new Refusal('bad-credentials');
    return who;
  }

  /** Whether this repository is here, and open to whoever asks. */
  #admit({ id, params }: Match, who: Identity | null): void {
    const { owner, repo, isPrivate } = this.#state.facts;
    const asked = `${params['owner'] ?? owner}/${params['repo'] ?? repo}`;
    if (asked.toLowerCase() !== `${owner}/${repo}`.toLowerCase()) throw new Refusal('absent');
    const asker = { permissions: who?.permissions ?? null, installation: Boolean(who?.app) };
    const permission = allowed(id, asker, isPrivate);
    if (permission === 'anonymous')
      throw new Refusal(isPrivate ? 'private-is-absent' : 'needs-authentication');
    if (permission === 'yes') return;
    const refused = new Refusal(id === 'users/get-authenticated' ? 'no-user' : 'not-accessible');
    // Behaviour `accepted-permissions`.
    refused.headers = { 'x-accepted-github-permissions': acceptedFor(id) };
    throw refused;
  }

  #operate(recorded: Recorded, url: URL, who: Identity | null): Reply {
    const match = operationOf(recorded.method, recorded.path);
    const handler = match && HANDLERS[match.id];
    if (!match || !handler) {
      recorded.violations.push(`no operation of the contract: ${recorded.method} ${recorded.path}`);
      throw new Refusal('other-methods-are-absent');
    }
    this.#admit(match, who);
    const wrong = requestComplaints(match, url.searchParams, recorded.body);
    // What GitHub refuses with words of its own is refused by the handler.
    const serious = wrong.filter((each) => !/must NOT have more than (50 items|65535 characters)/.test(each));
    recorded.violations.push(...serious);
    if (serious.length > 0) throw new Refusal('not-the-contract', serious);
    const call = { state: this.#state, who, params: match.params, query: url.searchParams, url: url.href };
    const reply = handler({ ...call, body: (recorded.body ?? {}) as Body });
    const whole = reply.body === undefined ? undefined : complete(match.id, reply.status, reply.body);
    const odd = whole === undefined ? [] : answerComplaints(match.id, reply.status, whole);
    recorded.violations.push(...odd.map((each) => `our own answer to ${match.id}: ${each}`));
    return { ...reply, body: whole };
  }
}

function record(request: http.IncomingMessage, url: URL, body: unknown): Recorded {
  const method = request.method ?? 'GET';
  const path = url.pathname.startsWith(API)
    ? url.pathname.slice(API.length)
    : url.pathname.replace(/^\/api\/graphql$/, '/graphql');
  return {
    ...{ method, path, body, headers: request.headers, status: 0, violations: [] },
    route: operationOf(method, path)?.id ?? null,
    query: Object.fromEntries(url.searchParams),
  };
}

function refusal({ status, message, errors, headers }: Refusal): Reply {
  const documentation_url = 'https://docs.github.com/rest';
  return {
    status,
    body: { message, ...(errors ? { errors } : {}), documentation_url, status: String(status) },
    headers,
  };
}

/** `cut` is the number of bytes of the body that leave before the connection breaks; null for none. */
function send(response: http.ServerResponse, reply: Reply, { cut }: { cut: number | null }): void {
  const text =
    reply.body === undefined ? '' : typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  response.writeHead(reply.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'x-github-request-id': 'ABCD:1234',
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '900',
    'x-ratelimit-reset': '2000000000',
    'x-ratelimit-resource': 'core',
    ...reply.headers,
  });
  if (cut === null) {
    response.end(text);
    return;
  }
  // Nothing at all, not even the head, when no byte of the body leaves.
  if (cut === 0) response.socket?.destroy();
  else response.write(Buffer.from(text).subarray(0, cut), () => response.socket?.destroy());
}

async function bodyOf(request: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // Whoever asks went away: what arrived is recorded all the same.
  }
  return Buffer.concat(chunks);
}

/** Undefined for what is empty or no JSON. */
function jsonOf(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
