/** Secrets leave the environment before anything else happens. */
import { describe, expect, it } from 'vitest';
import { assistantsOwn, secretHeld, takeSecrets } from '../../../../src/host/github/secrets.ts';

describe('takeSecrets', () => {
  it('takes every token and key out of the environment and returns them', () => {
    const env: NodeJS.ProcessEnv = {
      GITHUB_TOKEN: 'a',
      ACTIONS_RUNTIME_TOKEN: 'b',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'c',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'd',
      'INPUT_GITHUB-TOKEN': 'e',
      ANTHROPIC_API_KEY: 'f',
      ANTHROPIC_BASE_URL: 'i',
      AWS_SECRET_ACCESS_KEY: 'g',
      'INPUT_ANTHROPIC-API-KEY': 'h',
      PATH: '/bin',
      GITHUB_EVENT_PATH: '/event.json',
    };
    const taken = takeSecrets(env);
    expect(env).toEqual({ PATH: '/bin', GITHUB_EVENT_PATH: '/event.json' });
    expect([...taken.values()].sort().join('')).toBe('abcdefghi');
  });
});

describe('what the assistant gets of them', () => {
  const taken = (more: Record<string, string>) =>
    assistantsOwn(
      takeSecrets({ ANTHROPIC_API_KEY: 'old', ANTHROPIC_BASE_URL: 'u', GITHUB_TOKEN: 't', ...more }),
    );

  it('is its own, and the key of the input before that of the environment', () => {
    expect(taken({})).toEqual({ ANTHROPIC_API_KEY: 'old', ANTHROPIC_BASE_URL: 'u' });
    expect(taken({ 'INPUT_ANTHROPIC-API-KEY': 'new' })['ANTHROPIC_API_KEY']).toBe('new');
    // What a workflow makes of a secret that it is not given.
    expect(taken({ 'INPUT_ANTHROPIC-API-KEY': '' })['ANTHROPIC_API_KEY']).toBe('old');
  });

  it('is also the runner’s means to vouch for the job', () => {
    const runner = { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'r', ACTIONS_ID_TOKEN_REQUEST_URL: 'v' };
    expect(taken({ ...runner, ACTIONS_RUNTIME_TOKEN: 'x' })).toMatchObject(runner);
  });
});

describe('a secret beside the code of a change', () => {
  const held = (env: Record<string, string>) => secretHeld(takeSecrets({ ...env }));

  it('is any that has a value, but for the token that the runner gives every job', () => {
    expect(held({ ACTIONS_RUNTIME_TOKEN: 'x', INPUT_TOKEN: '', PATH: '/bin' })).toBeNull();
    expect(held({ INPUT_TOKEN: 't' })).toBe('the input token');
    expect(held({ 'INPUT_ANTHROPIC-API-KEY': 'k' })).toBe('the input anthropic-api-key');
    expect(held({ NPM_TOKEN: 'n' })).toBe('NPM_TOKEN');
  });
});
