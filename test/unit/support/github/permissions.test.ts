import { describe, expect, it } from 'vitest';
import { ALL, tokenOf } from '../../../support/github/permissions.ts';
import { ask, openShop } from './asking.ts';

describe('a token', () => {
  it('may do what its permissions say, and is told which it lacks', async () => {
    const { github, head } = await openShop();
    const comment = ['POST {repo}/issues/7/comments', { body: 'hi' }] as const;
    const check = ['POST {repo}/check-runs', { name: 'x', head_sha: head }] as const;
    github.permit({ 'pull-requests': 'write' });
    expect((await ask(github, ...comment)).status).toBe(201);
    const refused = await ask(github, ...check);
    expect(refused).toMatchObject({ status: 403, message: 'Resource not accessible by integration' });
    expect(refused.headers.get('x-accepted-github-permissions')).toBe('checks=write');
    github.permit({ 'pull-requests': 'read', checks: 'read' });
    expect((await ask(github, ...comment)).status).toBe(403);
    expect((await ask(github, ...check)).status).toBe(403);
    expect(github.comments(7)).toHaveLength(1);
    expect(github.checkRuns(head)).toEqual([]);
  });

  it('reads a public repository without permissions, and a private one not at all', async () => {
    const open = await openShop();
    open.github.permit({});
    expect((await ask(open.github, 'GET {repo}/pulls/7')).status).toBe(200);
    const closed = await openShop({ private: true });
    closed.github.permit({});
    expect((await ask(closed.github, 'GET {repo}/pulls/7')).status).toBe(403);
    expect((await ask(closed.github, 'GET {repo}/pulls/7', undefined, '')).status).toBe(404);
  });

  it('of an installation is not anybody, but GraphQL says whose it is', async () => {
    const { github } = await openShop();
    expect((await ask(github, 'GET /user')).status).toBe(403);
    const body = JSON.stringify({ query: 'query { viewer { login } }' });
    const headers = { authorization: `Bearer ${github.token}`, 'user-agent': 'test' };
    const said = await (await fetch(github.graphqlUrl, { method: 'POST', headers, body })).json();
    expect(said).toEqual({ data: { viewer: { login: 'github-actions[bot]' } } });
    github.identify('ghp_ada', { login: 'ada' });
    expect((await ask(github, 'GET /user', undefined, 'ghp_ada')).body['login']).toBe('ada');
  });
});

describe('what is left of the permissions', () => {
  it('is reading, for forks and Dependabot, unless the event runs the default branch', () => {
    const reads = Object.fromEntries(Object.keys(ALL).map((scope) => [scope, 'read']));
    expect(tokenOf({ event: 'pull_request' })).toEqual(ALL);
    expect(tokenOf({ event: 'pull_request', fork: true })).toEqual(reads);
    expect(tokenOf({ event: 'pull_request', fork: true, sendWriteTokens: true })).toEqual(ALL);
    expect(tokenOf({ event: 'pull_request', dependabot: true })).toEqual(reads);
    expect(tokenOf({ event: 'push', dependabot: true })).toEqual(reads);
    expect(tokenOf({ event: 'pull_request_target', fork: true })).toEqual(ALL);
    expect(tokenOf({ event: 'merge_group', fork: true })).toEqual(ALL);
    expect(tokenOf({ event: 'pull_request', fork: true, permissions: { checks: 'write' } })).toEqual({
      checks: 'read',
    });
  });
});

describe('people', () => {
  it('have the permission that they were given, or may read', async () => {
    const { github } = await openShop();
    github.person('tess', 'triage');
    github.person('max', 'maintain');
    const roles: unknown[] = [];
    for (const login of ['root', 'max', 'ada', 'tess', 'mallory']) {
      const { body } = await ask(github, `GET {repo}/collaborators/${login}/permission`);
      roles.push([login, body['permission'], body['role_name']]);
    }
    expect(roles).toEqual([
      ['root', 'admin', 'admin'],
      ['max', 'write', 'maintain'],
      ['ada', 'write', 'write'],
      ['tess', 'read', 'triage'],
      ['mallory', 'read', 'read'],
    ]);
    expect((await ask(github, 'GET {repo}/collaborators/nobody/permission')).status).toBe(404);
  });
});
