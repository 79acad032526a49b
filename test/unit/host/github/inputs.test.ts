import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readScript, readWanted } from '../../../../src/host/github/inputs.ts';

let dir: string;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-inputs-'));
  fs.mkdirSync(path.join(dir, '.git'));
  vi.stubEnv('INPUT_SCRIPT', 'npm test');
});
afterEach(() => {
  vi.unstubAllEnvs();
  fs.rmSync(dir, { recursive: true, force: true });
});

const read = (settings: string | null, held: string | null = null) => {
  if (settings !== null) fs.writeFileSync(path.join(dir, '.git', 'config'), settings);
  return readScript(held, { GITHUB_WORKSPACE: dir });
};

describe('the input script', () => {
  it('is what it says, in a job without a secret', () => {
    expect(read(null)).toBe('npm test');
    expect(read('[remote "origin"]\n\turl = https://github.com/a/b\n')).toBe('npm test');
  });

  it.each([
    '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic eDp5\n',
    '[includeIf "gitdir:/w/.git"]\n\tpath = /t/git-credentials-5f0a.config\n',
  ])('is refused where the checkout left its token: %s', (settings) => {
    expect(() => read(settings)).toThrow(/holds a secret \(the token of actions\/checkout/);
  });

  it('is refused beside any other secret', () => {
    expect(() => read(null, 'GITHUB_TOKEN')).toThrow('holds a secret (GITHUB_TOKEN)');
  });

  it('is nobody’s to refuse where there is none', () => {
    vi.stubEnv('INPUT_SCRIPT', '');
    expect(read(null, 'GITHUB_TOKEN')).toBeUndefined();
  });
});

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
