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

describe('a cloud', () => {
  it('[T36] has its credentials taken out of the environment where it is asked, its region not', () => {
    const env = {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'i',
      AWS_SECRET_ACCESS_KEY: 's',
      AWS_SESSION_TOKEN: 't',
    };
    expect(takeAccess({ ...env })).toBeNull();
    expect(takeAccess(env, 'bedrock')).toEqual({
      credential: { bedrock: { region: 'eu-west-1', keyId: 'i', secret: 's', session: 't' } },
      baseURL: 'https://bedrock-mantle.eu-west-1.api.aws/anthropic',
    });
    expect(env).toEqual({ AWS_REGION: 'eu-west-1' });
    const google = { ANTHROPIC_VERTEX_PROJECT_ID: 'p', GOOGLE_OAUTH_ACCESS_TOKEN: 't' };
    expect(takeAccess({ ...google }, 'vertex')?.baseURL).toBe('https://aiplatform.googleapis.com/v1');
    expect(takeAccess({ ...google, CLOUD_ML_REGION: 'us-east5' }, 'vertex')?.baseURL).toBe(
      'https://us-east5-aiplatform.googleapis.com/v1',
    );
    expect(takeAccess({ ...google, CLOUD_ML_REGION: 'eu' }, 'vertex')?.baseURL).toBe(
      'https://aiplatform.eu.rep.googleapis.com/v1',
    );
  });

  it.each<[string, 'bedrock' | 'vertex', NodeJS.ProcessEnv]>([
    ['AWS_REGION', 'bedrock', { AWS_BEARER_TOKEN_BEDROCK: 'k' }],
    ['AWS_REGION', 'bedrock', { AWS_BEARER_TOKEN_BEDROCK: 'k', AWS_REGION: 'x.example/' }],
    ['AWS_SECRET_ACCESS_KEY', 'bedrock', { AWS_REGION: 'r', AWS_ACCESS_KEY_ID: 'i', ANTHROPIC_API_KEY: 'k' }],
    ['ANTHROPIC_VERTEX_PROJECT_ID', 'vertex', { GOOGLE_OAUTH_ACCESS_TOKEN: 't' }],
    [
      'ANTHROPIC_VERTEX_BASE_URL',
      'vertex',
      {
        ANTHROPIC_VERTEX_PROJECT_ID: 'p',
        GOOGLE_OAUTH_ACCESS_TOKEN: 't',
        ANTHROPIC_VERTEX_BASE_URL: 'http://x.example',
      },
    ],
  ])('is not asked without %s', (missing, provider, env) => {
    expect(() => takeAccess(env, provider)).toThrow(missing);
  });
});
