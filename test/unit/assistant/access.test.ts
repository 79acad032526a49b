import { describe, expect, it } from 'vitest';
import { takeAccess } from '../../../src/assistant/access.ts';

describe('the credential', () => {
  it('[T36] is taken out of the environment, with all that the SDK would read', () => {
    const env = {
      PATH: '/bin',
      ANTHROPIC_API_KEY: 'k',
      ANTHROPIC_LOG: 'debug',
      ANTHROPIC_PROFILE: 'p',
      anthropic_x: 'y',
    };
    expect(takeAccess(env)).toEqual({ credential: { apiKey: 'k' }, baseURL: 'https://api.anthropic.com' });
    expect(env).toEqual({ PATH: '/bin' });
  });

  it('is the key where a token is there, too', () => {
    const both = { ANTHROPIC_API_KEY: 'k', ANTHROPIC_AUTH_TOKEN: 't' };
    expect(takeAccess(both)?.credential).toEqual({ apiKey: 'k' });
    expect(takeAccess({ ANTHROPIC_AUTH_TOKEN: 't' })?.credential).toEqual({ authToken: 't' });
  });

  it('is a federation where only ids are there, and the runner’s token leaves the environment in any case', () => {
    const env = {
      ANTHROPIC_FEDERATION_RULE_ID: 'r',
      ANTHROPIC_ORGANIZATION_ID: 'o',
      ANTHROPIC_WORKSPACE_ID: 'w',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://runner.example/token',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't',
    };
    const ids = { rule: 'r', organization: 'o', serviceAccount: null, workspace: 'w' };
    expect(takeAccess({ ...env, ANTHROPIC_API_KEY: 'k' })?.credential).toEqual({ apiKey: 'k' });
    expect(takeAccess(env)).toMatchObject({ credential: { federation: ids } });
    expect(env).toEqual({});
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    ['ANTHROPIC_ORGANIZATION_ID', { ANTHROPIC_IDENTITY_TOKEN: 't' }],
    ['id-token: write', { ANTHROPIC_ORGANIZATION_ID: 'o' }],
    [
      'ACTIONS_ID_TOKEN_REQUEST_URL',
      { ANTHROPIC_ORGANIZATION_ID: 'o', ACTIONS_ID_TOKEN_REQUEST_URL: 'http://runner.example' },
    ],
  ])('is no federation without %s', (missing, env) => {
    expect(() => takeAccess({ ANTHROPIC_FEDERATION_RULE_ID: 'r', ...env })).toThrow(missing);
  });

  it('is none where nobody gave one, or what a workflow makes of a secret that it is not given', () => {
    expect(takeAccess({})).toBeNull();
    expect(takeAccess({ ANTHROPIC_API_KEY: '', ANTHROPIC_AUTH_TOKEN: ' ' })).toBeNull();
  });

  it.each([
    'https://gateway.example/anthropic',
    'http://127.0.0.1:8080',
    'http://localhost',
    'http://[::1]:1',
  ])('may go to %s', (baseURL) => {
    expect(takeAccess({ ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: baseURL })).toMatchObject({ baseURL });
  });

  it.each([
    'http://gateway.example',
    'http://127.0.0.1.evil.example',
    'https://user:word@x.example',
    'ftp://x',
    'x',
  ])('may not go to %s', (baseURL) => {
    expect(() => takeAccess({ ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: baseURL })).toThrow(
      /ANTHROPIC_BASE_URL/,
    );
  });
});
