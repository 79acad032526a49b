/** A clone can name any server as its origin: a token goes only where the environment says that it belongs. */
import { describe, expect, it } from 'vitest';
import { addressOf, parseRemote } from '../../../../src/commands/doctor/address.ts';

const TOKENS = { GH_TOKEN: 'gh', GITHUB_TOKEN: 'github', GH_ENTERPRISE_TOKEN: 'enterprise' };

describe('the url of a remote', () => {
  it.each([
    'https://github.com/acme/app.git',
    'https://github.com/acme/app',
    'https://user:secret@GitHub.com/acme/app/',
    'ssh://git@github.com/acme/app.git',
    'ssh://git@github.com:22/acme/app.git',
    'git@github.com:acme/app.git',
    'github.com:acme/app',
  ])('%s names owner and repository', (url) => {
    expect(parseRemote(url)).toEqual({ host: 'github.com', owner: 'acme', repo: 'app' });
  });

  it('keeps dots of a name, and the port of a web server', () => {
    expect(parseRemote('https://h:8080/a/b.c.git')).toEqual({ host: 'h:8080', owner: 'a', repo: 'b.c' });
  });

  it.each([
    '',
    '/srv/git/app.git',
    '../app',
    'file:///srv/app.git',
    'https://github.com/app',
    'https://h/a/b/c',
    'git@h:a/b/c',
    'C:/acme/app',
  ])('%s is none that has an API', (url) => expect(parseRemote(url)).toBeNull());
});

describe('a token', () => {
  it('of the usual names goes to github.com', () => {
    expect(addressOf('https://github.com/acme/app', TOKENS)).toEqual({
      apiUrl: 'https://api.github.com',
      graphqlUrl: 'https://api.github.com/graphql',
      owner: 'acme',
      repo: 'app',
      token: 'gh',
    });
    expect(addressOf('https://github.com/acme/app', { GITHUB_TOKEN: 'github' })).toMatchObject({
      token: 'github',
    });
  });

  it('goes to no server that only the clone names', () => {
    for (const url of [
      'https://evil.example/a/b',
      'https://github.com.evil.example/a/b',
      'https://evil.ghe.com/a/b',
    ]) {
      expect(addressOf(url, TOKENS)).toEqual(expect.stringContaining('no token is sent there'));
    }
  });

  it('goes to the server of the runner, and to the one that GH_HOST names, each with its own', () => {
    const url = 'https://git.acme.example/a/b';
    const runner = {
      ...TOKENS,
      GITHUB_SERVER_URL: 'https://git.acme.example',
      GITHUB_API_URL: 'https://api.acme.example',
    };
    expect(addressOf(url, runner)).toMatchObject({ apiUrl: 'https://api.acme.example', token: 'gh' });
    expect(addressOf(url, { ...TOKENS, GH_HOST: 'git.acme.example' })).toMatchObject({
      apiUrl: 'https://git.acme.example/api/v3',
      graphqlUrl: 'https://git.acme.example/api/graphql',
      token: 'enterprise',
    });
    expect(addressOf('https://acme.ghe.com/a/b', { ...TOKENS, GH_HOST: 'acme.ghe.com' })).toMatchObject({
      apiUrl: 'https://api.acme.ghe.com',
      graphqlUrl: 'https://api.acme.ghe.com/graphql',
      token: 'gh',
    });
  });

  it('that is missing is said by name', () => {
    expect(addressOf('git@github.com:a/b', {})).toBe('there is no token in GH_TOKEN or GITHUB_TOKEN');
    expect(addressOf('/srv/app.git', TOKENS)).toBe('its remote origin is not on a server that has an API');
  });
});
