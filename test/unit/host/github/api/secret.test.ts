/** The token that the client is given goes to GitHub and nowhere else, in no spelling. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CANARY, closedPort, http, open, serve, type Step } from './scripted-api.ts';

const PULL = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';

const spellings = (token: string): Record<string, string> => ({
  plain: token,
  reversed: [...token].reverse().join(''),
  base64: Buffer.from(token).toString('base64'),
  'base64 of a login': Buffer.from(`x-access-token:${token}`).toString('base64'),
  'base64 after one byte': Buffer.from(`a${token}`).toString('base64'),
  'base64 after two bytes': Buffer.from(`ab${token}`).toString('base64'),
  'base64 for URLs': Buffer.from(token).toString('base64url'),
  hex: Buffer.from(token).toString('hex'),
  'upper hex': Buffer.from(token).toString('hex').toUpperCase(),
  'its first eight': token.slice(0, 8),
  'its last eight': token.slice(-8),
});

/** Every run of eight characters that would give a piece of the token away, by its spelling. */
function leaks(said: string, token = CANARY): string[] {
  const { 'base64 of a login': _, ...own } = spellings(token);
  // The first characters of a spelling after other bytes are those bytes.
  const known = Object.entries(own).map(
    ([name, text]) => [name, name.includes('after') ? text.slice(4) : text] as const,
  );
  return known.flatMap(([name, text]) =>
    Array.from({ length: Math.max(0, text.length - 7) }, (_, at) => text.slice(at, at + 8))
      .filter((piece) => said.includes(piece))
      .map((piece) => `${name}: ${piece}`)
      .slice(0, 1),
  );
}

/** Everything that is written to the streams or the console meanwhile, and all that is thrown or answered. */
async function everythingSaid(work: () => Promise<unknown>): Promise<string> {
  const said: string[] = [];
  const note = (...words: unknown[]) => {
    said.push(words.map(inFull).join(' '));
    return true;
  };
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockImplementation(note);
  for (const name of ['log', 'warn', 'error', 'info', 'debug'] as const)
    vi.spyOn(console, name).mockImplementation(note);
  process.on('warning', note);
  note(await work().catch((error: unknown) => error));
  process.off('warning', note);
  vi.restoreAllMocks();
  return said.join('\n');
}

function inFull(value: unknown): string {
  if (value instanceof Error) return `${value.stack} ${inFull(value.cause)} ${JSON.stringify(value)}`;
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

afterEach(() => vi.restoreAllMocks());

describe('the token', () => {
  it.each(Object.entries(spellings(CANARY)))('%s is hidden wherever an answer echoes it', async (_, echo) => {
    const answers: Step[] = [
      http(401, { message: `Bad credentials ${echo}` }),
      http(403, {
        message: echo,
        errors: [{ message: echo }, echo, { resource: echo, field: echo, code: echo }],
      }),
      http(422, { message: 'x'.repeat(1990) + echo }),
      http(404, `<html>${echo}</html>`),
      http(403, {}, { 'x-accepted-github-permissions': `${echo}=write` }),
      http(429, { message: `rate limit ${echo}` }, { 'retry-after': echo }),
      http(302, {}, { location: `https://${echo}.example/${echo}` }),
      http(500, { message: echo }),
      http(200, echo),
      http(200, `{"${echo}"`),
      http(200, { data: null, errors: [{ type: echo, message: `${echo} ${echo}` }] }),
      http(200, [{}], { link: `<https://${echo}.example?page=${echo}>; rel="next"` }),
      `${echo}\r\n`,
      `HTTP/1.1 200 ${echo}\r\n${echo}\r\n\r\n`,
      `HTTP/1.1 200 x\r\ncontent-length: ${echo}\r\n\r\n`,
      (socket) => void socket.destroy(),
    ];
    for (const answer of answers) {
      const { url } = await serve(answer);
      const said = await everythingSaid(async () => {
        const answers = [
          await open(url).api.request(PULL, { pull_number: 7 }),
          await open(url).api.list('GET /repos/{owner}/{repo}/issues', {}),
          await open(url).api.graphql('mutation Hide { x }', {}),
        ];
        // What is answered as data is data; everything else is told to people.
        return answers.filter((each) => !each.ok);
      });
      expect(said).toContain('"kind"');
      expect(leaks(said)).toEqual([]);
    }
  });

  it('is in no error of a network, a wrong parameter, a wrong address or a header that cannot be', async () => {
    const nobody = await closedPort();
    const attempts: (() => Promise<unknown>)[] = [
      () => open(nobody).api.request(PULL, { pull_number: 7 }),
      () => open(nobody).api.request(PULL, {}),
      () => open('http://127.0.0.1:1').api.request(PULL, { pull_number: 7 }),
      () => open('https://127.0.0.1:1').api.request(PULL, { pull_number: 7 }),
      () => open('ftp://127.0.0.1').api.request(PULL, { pull_number: 7 }),
      () => open('http://a:b@127.0.0.1').api.request(PULL, { pull_number: 7 }),
      async () => open('not an address').api,
      () => open(nobody, { token: `${CANARY}\u{e9}` }).api.request(PULL, { pull_number: 7 }),
      () => open(nobody, { token: `${CANARY}\r\nx: y` }).api.request(PULL, { pull_number: 7 }),
      () => open(nobody, { token: `${CANARY}\u{1f600}` }).api.graphql('query { x }', {}),
    ];
    for (const attempt of attempts) {
      const said = await everythingSaid(attempt);
      expect(said).not.toBe('');
      expect(leaks(said)).toEqual([]);
    }
  });

  it('is hidden in the one header that is told to people', async () => {
    const token = 'secretpermission';
    const server = await serve(http(403, {}, { 'x-accepted-github-permissions': `${token}=write` }));
    const said = await everythingSaid(() =>
      open(server.url, { token }).api.request(PULL, { pull_number: 7 }),
    );
    expect(said).toContain('[hidden]');
    expect(leaks(said, token)).toEqual([]);
  });

  it('is sent as a header alone: in no address and no body', async () => {
    const server = await serve(http(200, {}));
    const { api } = open(server.url);
    await api.request(PULL, { pull_number: 7 });
    await api.graphql('query { viewer { login } }', {});
    for (const { url, body, headers } of server.received) {
      const { authorization, ...others } = headers;
      expect(authorization).toBe(`Bearer ${CANARY}`);
      expect(leaks(url + body + JSON.stringify(others))).toEqual([]);
    }
  });
});
