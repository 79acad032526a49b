import { expect, it } from 'vitest';
import { ask, openShop } from './asking.ts';

it('answers every operation with what the description promises', async () => {
  const { github, head, base } = await openShop();
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
