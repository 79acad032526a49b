/** What a workflow says in the inputs of the step. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readWanted } from '../../../../src/host/github/inputs.ts';

afterEach(() => vi.unstubAllEnvs());

describe('the input security-engine', () => {
  it.each([
    ['', 'embedded'],
    ['opengrep', 'opengrep'],
  ])('%j is %s', (given, engine) => {
    vi.stubEnv('INPUT_SECURITY-ENGINE', given);
    expect(readWanted().engine).toBe(engine);
  });

  it('that nobody knows is a mistake, and names those that there are', () => {
    vi.stubEnv('INPUT_SECURITY-ENGINE', './semgrep');
    expect(() => readWanted()).toThrow(
      'The input security-engine is "./semgrep": expected embedded, semgrep, opengrep or auto.',
    );
  });
});
