/** The token in every byte that leaves the action, while GitHub and git repeat it in whatever they answer. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from '../support/github/faults.ts';
import { startGithub, type Github } from '../support/github/github.ts';
import { leaksOf } from '../support/github/leaks.ts';
import { runOnGithub, type RunnerOptions } from '../support/github/step.ts';
import { makeProject, type Project } from '../support/project.ts';
import { spellings } from '../support/spellings.ts';

const GOOD = { 'src/sum.js': 'export const sum = (a, b) => a + b;\n' };
const DEFECT = { 'src/io.js': 'export const same = (a) => {\n  debugger;\n  return a;\n};\n' };

let project: Project;
afterEach(() => project.remove());

async function start(): Promise<Github> {
  project = makeProject(GOOD, DEFECT);
  return startGithub({
    from: project.dir,
    private: true,
    pull: { head: 'feature', base: 'main', number: 7 },
  });
}

/** What answers say when they repeat the request, in every spelling. */
const echo = (token: string) => {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return [
    'Bad request',
    `authorization: Bearer ${token}`,
    `authorization: Basic ${basic}`,
    ...spellings(token),
  ].join(' | ');
};

type Trouble = (github: Github) => Fault[];

const API = /^\S+ \/(?!acme\/shop\.git)/;
const GIT = /^\S+ \/acme\/shop\.git/;
const refused =
  (match: RegExp, status: number): Trouble =>
  ({ token }) => [
    {
      match,
      times: Infinity,
      status,
      body: { message: echo(token), errors: [{ message: echo(token) }] },
      headers: { 'content-type': 'application/json', 'x-accepted-github-permissions': 'checks=write' },
    },
  ];

const PLAIN = { 'content-type': 'text/plain' };

const TROUBLES: Readonly<Record<string, Trouble>> = {
  'nothing goes wrong': () => [],
  'every request is refused as forbidden': refused(API, 403),
  'every request is refused as invalid': refused(API, 422),
  'the token is not valid': refused(/./, 401),
  'writes alone are refused': ({ token }) => [
    { match: /^(?:POST|PATCH) \/repos/, times: Infinity, status: 422, body: { message: echo(token) } },
  ],
  // git repeats a refusal to whoever asks, if it is plain text.
  'git is refused': ({ token }) => [
    { match: GIT, times: Infinity, status: 403, body: echo(token), headers: PLAIN },
  ],
  'git is redirected': ({ token, url }) => [
    { match: GIT, times: Infinity, status: 302, headers: { location: `${url}/elsewhere/${token}` } },
  ],
  'git is told nonsense': ({ token }) => [
    { match: GIT, times: Infinity, status: 200, body: { message: echo(token) } },
  ],
  'git is cut off': () => [{ match: GIT, times: Infinity, cut: 'before' }],
};

const OCCASIONS: Readonly<Record<string, RunnerOptions>> = {
  'a pull request': { event: 'pull_request' },
  'a pull request without a checkout': { event: 'pull_request_target', checkout: 'none' },
  'a command': { event: 'issue_comment', checkout: 'none' },
};

describe.each(Object.entries(OCCASIONS))('on %s the token leaves in its header alone', (_, options) => {
  it.each(Object.entries(TROUBLES))('when %s', async (_, trouble) => {
    const github = await start();
    if (options.event === 'issue_comment') github.say(7, 'ada', '/gatewright rerun');
    github.faults.push(...trouble(github));
    const step = await runOnGithub(github, options);
    expect([...github.requests, ...github.gitRequests].length).toBeGreaterThan(0);
    expect(step.stdout + step.stderr).not.toContain('bug in Gatewright');
    expect(leaksOf(github, step)).toEqual([]);
  });
});
