/** GitHub as it is on bad days, seen from the whole action: what is lost, what is told, and that nothing green is made up. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { primaryLimit, type Asked } from '../support/github/faults.ts';
import { startGithub, type Github } from '../support/github/github.ts';
import { leaksOf } from '../support/github/leaks.ts';
import { runOnGithub, type GithubStep, type RunnerOptions } from '../support/github/step.ts';
import { makeProject, type Project } from '../support/project.ts';
import type { Files } from '../support/trees.ts';

const GOOD: Files = { 'src/sum.js': 'export const sum = (a, b) => a + b;\n' };
const FINE: Files = { 'src/twice.js': 'export const twice = (a) => a + a;\n' };
const defect = (name: string): string =>
  `export function ${name}(file) {\n  try {\n    return file();\n  } finally {\n    return null;\n  }\n}\n`;
const DEFECT: Files = { 'src/io.js': defect('read') };
const many = (count: number): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`src/f${at}.js`, defect(`read${at}`)]));

let project: Project;
afterEach(() => project.remove());

function start(head: Files): Promise<Github> {
  project = makeProject(GOOD, head);
  return startGithub({ from: project.dir, pull: { number: 7, head: 'feature', base: 'main' } });
}

/** Whatever happens, the token leaves in its header alone. */
async function run(github: Github, options: RunnerOptions = {}): Promise<GithubStep> {
  const inputs = { show: 'summary, annotations, check, comment, review', only: 'lint', ...options.inputs };
  const step = await runOnGithub(github, { checkout: 'none', ...options, inputs });
  expect(leaksOf(github, step)).toEqual([]);
  return step;
}

const head = (github: Github) => github.pull(7).head;
const wrote = (github: Github) => github.requests.filter(({ method }) => method !== 'GET');
const asked = (github: Github, route: string) => github.requests.filter((request) => request.route === route);
const BLOCKED = { code: 1, outputs: { decision: 'block' } };
const COULD_NOT_JUDGE = { code: 2, outputs: { decision: 'could-not-judge' } };

/** A server that nobody may be led to. */
async function elsewhere(): Promise<{ url: string; heard: string[]; close: () => void }> {
  const heard: string[] = [];
  const server = http.createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${request.rawHeaders.join(' ')}`);
    response.end('[]');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, heard, close: () => void server.close() };
}

describe('too many requests', () => {
  it('[T3] a limit that ends in an hour is told at once: nothing is judged, and nothing is green', async () => {
    const github = await start(FINE);
    github.faults.push({ match: 'GET *', times: Infinity, ...primaryLimit(3600, 429) });
    const step = await run(github);
    expect(step).toMatchObject(COULD_NOT_JUDGE);
    expect(step.stdout).toMatch(/^::error::.*too many requests/m);
    expect(github.checkRuns(head(github)).map(({ conclusion }) => conclusion)).not.toContain('success');
    expect(github.jobs(head(github))).toMatchObject([{ conclusion: 'failure' }]);
  });

  it('[T3] one that begins when the verdict is shown leaves it to the job', async () => {
    const github = await start(DEFECT);
    github.faults.push({ match: 'POST /repos/*', times: Infinity, ...primaryLimit(3600) });
    const step = await run(github);
    expect(step).toMatchObject(BLOCKED);
    expect(step.stdout).toMatch(/^::error file=src\/io\.js,line=5/m);
    expect(step.summary).toContain('## Gatewright: blocked');
  });
});

describe('what GitHub does not take', () => {
  it('[T6] one annotation: the others are there, and the job tells of that one', async () => {
    const github = await start(many(12));
    const odd = ({ method, path, body }: Asked) =>
      /^(?:POST|PATCH)$/.test(method) &&
      /\/check-runs/.test(path) &&
      JSON.stringify(body).includes('src/f3.js","start_line');
    const body = { message: 'Invalid request.', errors: ['annotation is outside of the diff'] };
    github.faults.push({ match: odd, times: Infinity, status: 422, body });
    const step = await run(github, { inputs: { show: 'annotations, check' } });
    expect(step).toMatchObject({ ...BLOCKED, outputs: { blocking: '12' } });
    const [check] = github.checkRuns(head(github));
    expect(check).toMatchObject({ conclusion: 'failure' });
    expect(check?.annotations.map(({ path }) => path).sort()).toEqual(
      Object.keys(many(12))
        .filter((path) => path !== 'src/f3.js')
        .sort(),
    );
    expect(step.stdout.match(/^::error file=.*/gm)).toEqual([expect.stringContaining('file=src/f3.js')]);
  });

  it('[T7] texts beyond its limits: they are cut, and what was left out is counted', async () => {
    const long = `src/${'deep/'.repeat(40)}`;
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, at) => [`${long}f${at}.js`, defect(`read${at}`)]),
    );
    const github = await start(files);
    const step = await run(github, { inputs: { show: 'check, comment' } });
    expect(step).toMatchObject({ ...BLOCKED, outputs: { blocking: '400' } });
    const texts = [github.comments(7)[0]?.body, github.checkRuns(head(github))[0]?.output.summary];
    for (const text of texts) {
      expect(Buffer.byteLength(text ?? '')).toBeLessThan(65_536);
      expect(text).toContain('**400 findings block**');
      expect(text).toContain('390 more findings block');
      expect(text).toMatch(/\d+ more not shown\./);
    }
  });
});

describe('a server that cannot be relied on', () => {
  it('[T10] nobody listens: nothing is judged', async () => {
    const github = await start(FINE);
    const { url, close } = await elsewhere();
    close();
    expect(await run(github, { env: { GITHUB_API_URL: url } })).toMatchObject(COULD_NOT_JUDGE);
    expect(github.requests).toEqual([]);
  });

  it(
    '[T10] a connection on which nothing comes is given up, and another one asked',
    { timeout: 90_000 },
    async () => {
      const github = await start(DEFECT);
      github.faults.push({ match: 'GET */pulls/7', hang: true });
      expect(await run(github)).toMatchObject(BLOCKED);
      expect(github.checkRuns(head(github))).toMatchObject([{ conclusion: 'failure' }]);
    },
  );

  it('[T11] an answer that is cut off is asked for again', async () => {
    const github = await start(DEFECT);
    github.faults.push({ match: 'GET */pulls/7', cut: 'after', bytes: 20 });
    expect(await run(github)).toMatchObject(BLOCKED);
  });

  it('[T11] one that is always cut off is none: nothing is judged', async () => {
    const github = await start(FINE);
    github.faults.push({ match: 'GET */pulls/7', cut: 'after', bytes: 20, times: Infinity });
    expect(await run(github)).toMatchObject(COULD_NOT_JUDGE);
    expect(github.comments(7)).toEqual([]);
    expect(github.checkRuns(head(github)).map(({ conclusion }) => conclusion)).not.toContain('success');
  });

  it('[T12] a redirect to another port is not followed, and no token goes there', async () => {
    const github = await start(FINE);
    const other = await elsewhere();
    const location = `${other.url}/api/v3/repos/acme/shop/pulls/7`;
    github.faults.push({ match: 'GET */pulls/7', times: Infinity, status: 302, headers: { location } });
    const step = await run(github);
    other.close();
    expect(step).toMatchObject(COULD_NOT_JUDGE);
    expect(other.heard).toEqual([]);
  });

  it('[T12] a list that goes on at another port is not read there: no accept counts, and that is said', async () => {
    const github = await start(DEFECT);
    const other = await elsewhere();
    const link = `<${other.url}/repositories/1/issues/7/comments?page=2>; rel="next"`;
    const page = { status: 200, headers: { link }, body: [] };
    github.faults.push({ match: 'GET */issues/7/comments', times: Infinity, ...page });
    const step = await run(github);
    other.close();
    expect(step).toMatchObject(BLOCKED);
    expect(other.heard).toEqual([]);
    expect(step.summary).toMatch(/comment/);
    expect(github.comments(7)).toEqual([]);
  });

  it('[T13] a list without an end is read for thirty pages, and is none', async () => {
    const github = await start(DEFECT);
    const comments = `${github.apiUrl}/repositories/1/issues/7/comments`;
    for (let page = 2; page < 200; page++) {
      const headers = { link: `<${comments}?per_page=100&page=${page}>; rel="next"` };
      github.faults.push({ match: 'GET *comments*', status: 200, headers, body: [] });
    }
    const step = await run(github, { inputs: { show: 'check, comment' } });
    expect(step).toMatchObject(BLOCKED);
    expect(asked(github, 'issues/list-comments').length).toBeLessThanOrEqual(90);
    expect(github.comments(7)).toEqual([]);
    expect(github.checkRuns(head(github))).toMatchObject([{ conclusion: 'failure' }]);
  });
});

describe('a head that nobody has judged', () => {
  it('[T112] has no success: pushes of a workflow’s token start no run, and the run of the head before says nothing of it', async () => {
    const github = await start(FINE);
    const first = await run(github);
    expect(first).toMatchObject({ code: 0 });
    const newer = project.commit('by a workflow', DEFECT);
    github.push(7, newer);
    const all = () => [...github.checkRuns(newer), ...github.jobs(newer)];
    expect(all()).toEqual([]);
    // Whoever presses "Re-run jobs" on the old run judges the old head, whatever is the head by now.
    const again = { payload: first.payload, run: { id: first.run.id, attempt: 2 } };
    expect(await run(github, again)).toMatchObject({ code: 4, outputs: { decision: 'stale' } });
    expect(all()).toEqual([]);
    expect(await run(github)).toMatchObject(BLOCKED);
    expect(all().map(({ conclusion }) => conclusion)).toEqual(['failure', 'failure']);
  });

  it('[T109] is judged anew when its run was killed before the check: the verdict is not taken from the head before', async () => {
    const github = await start(FINE);
    expect(await run(github)).toMatchObject({ code: 0 });
    github.push(7, project.commit('worse', DEFECT));
    github.faults.push({ match: 'POST */check-runs', hang: true });
    const killed = await run(github, {
      run: { id: 900_000 },
      onStart: (child) => {
        const timer = setInterval(() => {
          if (wrote(github).filter(({ path }) => path.endsWith('/check-runs')).length < 2) return;
          clearInterval(timer);
          child.kill('SIGKILL');
        }, 20);
        child.once('exit', () => clearInterval(timer));
      },
    });
    expect(killed.signal).toBe('SIGKILL');
    expect(github.checkRuns(head(github))).toEqual([]);
    expect(github.jobs(head(github))).toMatchObject([{ conclusion: 'cancelled' }]);
    expect(await run(github, { run: { id: 900_000, attempt: 2 } })).toMatchObject(BLOCKED);
    expect(github.checkRuns(head(github))).toMatchObject([
      { external_id: '900000.2', conclusion: 'failure' },
    ]);
  });
});
