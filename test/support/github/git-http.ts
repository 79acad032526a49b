/** The repository over smart HTTP, by git's own `git http-backend`, with GitHub's rules of who may fetch. */
import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { BEHAVIOURS } from './behaviours.ts';
import { holds } from './permissions.ts';
import type { Identity, State } from './state.ts';

type Access = 'granted' | 'login' | 'absent';

/** The login of a Basic authorisation; undefined when there is none, null when it is no known token. */
function loginOf(state: State, header: string | undefined): Identity | null | undefined {
  if (header === undefined) return undefined;
  const [scheme = '', value = ''] = header.split(' ');
  if (scheme.toLowerCase() !== 'basic') return null;
  const [, password = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(value, 'base64').toString('utf8')) ?? [];
  return state.tokens.get(password) ?? null;
}

/** Behaviour `git-needs-credential`. A wrong token is refused even where none is needed. */
function accessOf(state: State, login: Identity | null | undefined, write: boolean): Access {
  if (login === null) return 'login';
  if (login === undefined) return state.facts.isPrivate || write ? 'login' : 'granted';
  // Behaviour `push-needs-contents`.
  if (write) return holds(login.permissions, ['contents'], 'write') ? 'granted' : 'absent';
  const reads = holds(login.permissions, ['contents'], 'read');
  return reads || !state.facts.isPrivate ? 'granted' : 'absent';
}

export interface GitRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly body: Buffer;
}

/** Answers one request of git. */
export function serveGit(state: State, { request, response, url, body }: GitRequest): void {
  const write =
    url.pathname.endsWith('/git-receive-pack') || url.searchParams.get('service') === 'git-receive-pack';
  const access = accessOf(state, loginOf(state, request.headers.authorization), write);
  if (access !== 'granted') {
    const headers = access === 'login' ? { 'www-authenticate': 'Basic realm="GitHub"' } : {};
    response.writeHead(access === 'login' ? 401 : write ? 403 : 404, {
      'content-type': 'text/plain',
      ...headers,
    });
    response.end(`${BEHAVIOURS['git-needs-credential'].message}\n`);
    return;
  }
  const root = path.dirname(path.dirname(state.bare.dir));
  const backend = spawn('git', ['-c', 'http.receivepack=true', 'http-backend'], {
    env: {
      ...{
        PATH: process.env['PATH'],
        HOME: os.devNull,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: os.devNull,
      },
      ...{ GIT_PROJECT_ROOT: root, GIT_HTTP_EXPORT_ALL: '1', PATH_INFO: inRoot(url.pathname) },
      ...{ REQUEST_METHOD: request.method ?? 'GET', QUERY_STRING: url.search.slice(1) },
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: String(body.length),
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_USER: write ? 'pusher' : '',
      REMOTE_ADDR: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // A client that goes away early breaks the pipes of the backend: no fault of the server's.
  backend.stdin.on('error', () => undefined);
  response.on('close', () => backend.kill());
  backend.stdin.end(body);
  pass(backend.stdout, response);
}

/** GitHub takes an address with and without `.git`. */
function inRoot(pathname: string): string {
  return pathname.replace(/^(\/[^/]+\/[^/]+?)(?:\.git)?(\/(?:info|git-))/, '$1.git$2');
}

/** From CGI to HTTP: a head of lines, then the body as it comes. */
function pass(from: NodeJS.ReadableStream, response: ServerResponse): void {
  let head: Buffer | null = Buffer.alloc(0);
  from.on('data', (chunk: Buffer) => {
    if (!head) return void response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) return;
    const lines = head.subarray(0, end).toString('latin1').split('\r\n');
    const fields = lines.map((line) => /^([^:]+):\s*(.*)$/.exec(line)).filter((field) => field !== null);
    const status = fields.find((field) => field[1] === 'Status')?.[2] ?? '200';
    const headers = fields
      .filter((field) => field[1] !== 'Status')
      .map((field) => [field[1] ?? '', field[2] ?? '']);
    response.writeHead(Number.parseInt(status, 10), Object.fromEntries(headers) as Record<string, string>);
    response.write(head.subarray(end + 4));
    head = null;
  });
  from.on('end', () => {
    if (head) response.writeHead(500);
    response.end();
  });
}
