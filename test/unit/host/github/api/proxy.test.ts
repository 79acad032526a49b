/** Runners behind a proxy. A file of its own: the proxy stays for the process. */
import http from 'node:http';
import net from 'node:net';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { http as answer, open, serve } from './scripted-api.ts';

afterEach(() => vi.unstubAllEnvs());
// Node 20 has no proxy for fetch.
const known = 'setGlobalProxyFromEnv' in http;

it.runIf(known)(
  'requests go through the proxy of the environment, which does not see the token',
  async () => {
    const server = await serve(answer(200, { number: 7 }));
    const asked: string[] = [];
    const proxy = http.createServer().on('connect', (request, socket) => {
      asked.push(`${request.url} ${JSON.stringify(request.headers)}`);
      const onward = net.connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.on('error', () => undefined).write('HTTP/1.1 200 x\r\n\r\n');
      socket.pipe(onward.on('error', () => undefined)).pipe(socket);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void proxy.close());
    vi.stubEnv('http_proxy', `http://127.0.0.1:${(proxy.address() as net.AddressInfo).port}`);
    const { api } = open('http://ghes.example');
    const pull = await api.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', { pull_number: 7 });
    expect(pull).toEqual({ ok: true, data: { number: 7 } });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('ghes.example:80');
    expect(asked[0]).not.toContain('ghs_');
    expect(server.received[0]?.headers['authorization']).toContain('ghs_');
  },
);

it.runIf(known)('a proxy that is no URL is told without its password', () => {
  vi.stubEnv('http_proxy', 'ftp://user:hunter22@proxy');
  expect(() => open('http://ghes.example')).toThrow(
    'The proxy that http_proxy or https_proxy names is not a URL of http or https.',
  );
});
