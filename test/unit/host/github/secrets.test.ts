/** Secrets leave the environment before anything else happens. */
import { describe, expect, it } from 'vitest';
import { takeSecrets } from '../../../../src/host/github/secrets.ts';

describe('takeSecrets', () => {
  it('takes every token and key out of the environment and returns them', () => {
    const env: NodeJS.ProcessEnv = {
      GITHUB_TOKEN: 'a',
      ACTIONS_RUNTIME_TOKEN: 'b',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'c',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'd',
      'INPUT_GITHUB-TOKEN': 'e',
      ANTHROPIC_API_KEY: 'f',
      AWS_SECRET_ACCESS_KEY: 'g',
      'INPUT_ANTHROPIC-API-KEY': 'h',
      PATH: '/bin',
      GITHUB_EVENT_PATH: '/event.json',
    };
    const taken = takeSecrets(env);
    expect(env).toEqual({ PATH: '/bin', GITHUB_EVENT_PATH: '/event.json' });
    expect([...taken.values()].sort().join('')).toBe('abcdefgh');
  });
});
