import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ask, forgive, openShop, type Answer } from './asking.ts';

const annotation = { path: 'a.txt', start_line: 2, end_line: 2, annotation_level: 'warning', message: 'm' };

describe('a check run', () => {
  it('takes fifty annotations at a time, and adds those of an update', async () => {
    const { github, head } = await openShop();
    const output = (count: number): object => ({
      title: 't',
      summary: 's',
      annotations: Array(count).fill(annotation),
    });
    const said = { name: 'x', head_sha: head, conclusion: 'success' };
    const many = await ask(github, 'POST {repo}/check-runs', { ...said, output: output(51) });
    expect(many).toMatchObject({ status: 422, message: expect.stringContaining('51 were supplied') });
    const { status, body } = await ask(github, 'POST {repo}/check-runs', { ...said, output: output(50) });
    expect(status).toBe(201);
    await ask(github, `PATCH {repo}/check-runs/${String(body['id'])}`, { output: output(20) });
    expect(github.checkRuns(head).map((run) => run.annotations.length)).toEqual([70]);
  });

  it('has a summary of at most 65,535 characters, and bytes', async () => {
    const { github, head } = await openShop();
    const post = (summary: string): Promise<Answer> =>
      ask(github, 'POST {repo}/check-runs', {
        name: 'x',
        head_sha: head,
        conclusion: 'success',
        output: { title: 't', summary },
      });
    expect((await post('x'.repeat(65_535))).status).toBe(201);
    expect(await post('x'.repeat(65_536))).toMatchObject({
      status: 422,
      message: expect.stringContaining('65536 were supplied'),
    });
    expect(await post('é'.repeat(40_000))).toMatchObject({
      status: 422,
      errors: [{ message: 'summary exceeds a maximum bytesize of 65535' }],
    });
  });

  it('refuses annotations whose columns span lines, whose title is long, or whose message is large', async () => {
    const { github, head } = await openShop();
    for (const bad of [
      { start_column: 1, end_line: 3 },
      { title: 't'.repeat(256) },
      { message: 'm'.repeat(65_537) },
      { start_line: 3 },
    ]) {
      const output = { title: 't', summary: 's', annotations: [{ ...annotation, ...bad }] };
      const { status } = await ask(github, 'POST {repo}/check-runs', { name: 'x', head_sha: head, output });
      expect(status, JSON.stringify(bad).slice(0, 40)).toBe(422);
    }
  });

  it('stands on a commit that is there, and is changed by its own app alone', async () => {
    const { github, head } = await openShop();
    expect(
      (await ask(github, 'POST {repo}/check-runs', { name: 'x', head_sha: 'f'.repeat(40) })).status,
    ).toBe(422);
    const { body } = await ask(github, 'POST {repo}/check-runs', { name: 'x', head_sha: head });
    github.identify('other', { login: 'other[bot]', app: { id: 4, slug: 'other', name: 'Other' } });
    const patched = await ask(
      github,
      `PATCH {repo}/check-runs/${String(body['id'])}`,
      { conclusion: 'success' },
      'other',
    );
    expect(patched.status).toBe(403);
  });
});

describe('a comment', () => {
  it('is neither blank nor longer than 65,536 characters', async () => {
    const { github } = await openShop();
    const say = (body: string): Promise<Answer> => ask(github, 'POST {repo}/issues/7/comments', { body });
    expect((await say('x'.repeat(65_536))).status).toBe(201);
    expect(await say('x'.repeat(65_537))).toMatchObject({
      status: 422,
      errors: [{ message: 'body is too long (maximum is 65536 characters)' }],
    });
    expect((await say('  ')).status).toBe(422);
  });
});

describe('a SARIF log', () => {
  const run = { tool: { driver: { name: 't' } }, results: [] };
  const result = (uri: string): object => ({
    message: { text: 'm' },
    locations: [{ physicalLocation: { artifactLocation: { uri } } }],
  });

  async function upload(log: object): Promise<unknown> {
    const { github, head } = await openShop();
    github.sarif.next = { pending: 1, status: 'complete', errors: [] };
    const sarif = gzipSync(JSON.stringify({ version: '2.1.0', ...log })).toString('base64');
    const said = { commit_sha: head, ref: 'refs/pull/7/head', sarif };
    const { status, body } = await ask(github, 'POST {repo}/code-scanning/sarifs', said);
    expect(status).toBe(202);
    const poll = (): Promise<Answer> => ask(github, `GET {repo}/code-scanning/sarifs/${String(body['id'])}`);
    expect((await poll()).body['processing_status']).toBe('pending');
    const { body: after } = await poll();
    return after['errors'] ?? after['processing_status'];
  }

  it('is processed after a while', async () => {
    expect(await upload({ runs: [run] })).toBe('complete');
  });

  it('fails for too many runs, two of one category, and locations that are no place in the repository', async () => {
    const runs = Array.from({ length: 21 }, (_, at) => ({ ...run, automationDetails: { id: `${at}/` } }));
    expect(await upload({ runs })).toEqual([expect.stringContaining('21 > 20')]);
    expect(await upload({ runs: [run, run] })).toEqual([expect.stringContaining('same category')]);
    expect(await upload({ runs: [{ ...run, results: [result('file:///etc/passwd')] }] })).toEqual([
      expect.stringContaining('URI scheme'),
    ]);
  });

  it('belongs to a commit of its ref, packed as the description says', async () => {
    const { github, head, base } = await openShop();
    const sarif = gzipSync('{"version":"2.1.0","runs":[]}').toString('base64');
    const post = (said: object): Promise<Answer> =>
      ask(github, 'POST {repo}/code-scanning/sarifs', {
        commit_sha: head,
        ref: 'refs/pull/7/head',
        sarif,
        ...said,
      });
    expect((await post({ sarif: Buffer.from('{}').toString('base64') })).status).toBe(400);
    expect((await post({ commit_sha: 'f'.repeat(40) })).status).toBe(404);
    expect((await post({ ref: 'refs/pull/7/merge' })).status).toBe(400);
    expect((await post({ ref: 'refs/heads/gone' })).status).toBe(404);
    expect((await post({ commit_sha: base, ref: 'refs/heads/main' })).status).toBe(202);
    github.state.facts.scanning = false;
    expect((await post({})).status).toBe(403);
    expect(forgive(github)).toEqual([]);
  });
});
