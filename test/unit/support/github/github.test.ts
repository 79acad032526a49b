import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startGithub, type Github } from '../../../support/github/github.ts';
import { TestRepository } from '../../../support/repository.ts';

function shop(): TestRepository {
  const repository = new TestRepository();
  repository.write('a.txt', 'one\ntwo\nthree\n');
  repository.commitAll();
  repository.git('checkout', '--quiet', '-b', 'feature');
  repository.write('a.txt', 'one\n2\nthree\n');
  repository.commitAll();
  return repository;
}

export async function ask(
  github: Github,
  line: string,
  body?: unknown,
  token = github.token,
): Promise<Response> {
  const [method = 'GET', path = '/'] = line.split(' ');
  return fetch(`${github.apiUrl}${path.replace('{repo}', '/repos/acme/shop')}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'x-github-api-version': '2026-03-10', 'user-agent': 'test' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

it('answers every operation with what the description promises', async () => {
  const repository = shop();
  const github = await startGithub({ from: repository.root, pull: {} });
  const head = repository.git('rev-parse', 'feature');
  const base = repository.git('rev-parse', 'main');
  github.protect('main', [
    {
      type: 'required_status_checks',
      parameters: {
        required_status_checks: [{ context: 'gatewright' }],
        strict_required_status_checks_policy: false,
      },
    },
  ]);
  const { id } = github.say(7, 'ada', 'hello');
  github.approve(7, 'root');
  const run = github.run({ head });
  const expected: [string, number, unknown?][] = [
    ['GET {repo}', 200],
    ['GET {repo}/pulls/7', 200],
    ['GET {repo}/pulls', 200],
    ['GET {repo}/pulls/7/files', 200],
    ['GET {repo}/pulls/7/reviews', 200],
    ['GET {repo}/issues/7/comments', 200],
    [`GET {repo}/issues/comments/${id}`, 200],
    ['POST {repo}/issues/7/comments', 201, { body: 'hi' }],
    [`PATCH {repo}/issues/comments/${id}`, 200, { body: 'hi' }],
    [`POST {repo}/issues/comments/${id}/reactions`, 201, { content: '+1' }],
    [
      'POST {repo}/check-runs',
      201,
      { name: 'x', head_sha: head, conclusion: 'success', output: { title: 't', summary: 's' } },
    ],
    [`GET {repo}/commits/${head}/check-runs`, 200],
    [`GET {repo}/git/ref/heads/main`, 200],
    [`GET {repo}/git/commits/${head}`, 200],
    [`GET {repo}/commits/${head}`, 200],
    [`GET {repo}/commits/${head}/pulls`, 200],
    ['GET {repo}/branches/main', 200],
    [`GET {repo}/compare/${base}...${head}`, 200],
    ['GET {repo}/contents/a.txt', 200],
    ['GET {repo}/rules/branches/main', 200],
    ['GET {repo}/collaborators/ada/permission', 200],
    ['GET /users/ada', 200],
    ['GET /rate_limit', 200],
    ['GET {repo}/actions/runs', 200],
    [`GET {repo}/actions/runs/${run.id}`, 200],
    [`GET {repo}/actions/runs/${run.id}/jobs`, 200],
    ['GET {repo}/actions/workflows/gatewright.yml/runs', 200],
    [`POST {repo}/actions/runs/${run.id}/rerun`, 201],
    [
      'POST {repo}/pulls/7/reviews',
      200,
      {
        event: 'COMMENT',
        commit_id: head,
        comments: [{ path: 'a.txt', line: 2, side: 'RIGHT', body: 'no' }],
      },
    ],
    [
      'POST {repo}/pulls/7/comments',
      201,
      { commit_id: head, path: 'a.txt', line: 2, side: 'RIGHT', body: 'no' },
    ],
    ['GET {repo}/pulls/7/comments', 200],
  ];
  const got: [string, number][] = [];
  for (const [line, , body] of expected) got.push([line, (await ask(github, line, body)).status]);
  expect(github.violations()).toEqual([]);
  expect(got).toEqual(expected.map(([line, status]) => [line, status]));
});

it('lets git fetch any commit by its id', async () => {
  const repository = shop();
  const github = await startGithub({ from: repository.root, pull: {} });
  const into = new TestRepository({ bare: true });
  const head = repository.git('rev-parse', 'feature');
  const env = { PATH: process.env['PATH'], HOME: os.devNull };
  await promisify(execFile)('git', ['fetch', '--depth=1', github.git, head], { cwd: into.root, env });
  expect(into.git('rev-parse', 'FETCH_HEAD')).toBe(head);
});
