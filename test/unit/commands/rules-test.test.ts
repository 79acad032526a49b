/** What `gatewright rules test` prints, and how it ends. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { testFolder } from '../../../src/commands/rules-test.ts';

const HEAD = 'message: m\n    severity: INFO\n    languages: [python]';
const RULE = `rules:\n  - id: one\n    ${HEAD}\n    pattern: f($X)\n`;

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-rules-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(folder, { recursive: true });
});

async function run(files: Readonly<Record<string, string>>, format = 'pretty') {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  let stdout = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk, encoding, done?: () => void) => {
    stdout += String(chunk);
    (typeof encoding === 'function' ? (encoding as () => void) : done)?.();
    return true;
  });
  const code = await testFolder(folder, { format });
  return { code, stdout };
}

describe('gatewright rules test', () => {
  it('ends well when all rules pass', async () => {
    const ran = await run({ 'a/one.yml': RULE, 'a/one.py': '# ruleid: one\nf(1)\n' });
    expect(ran).toEqual({ code: 0, stdout: 'rules: 1 passed, 0 failed, 0 not run\n' });
  });

  it('prints a line for a rule that fails', async () => {
    const ran = await run({ 'one.yml': RULE, 'one.py': '# ruleid: one\ng(1)\n# ok: one\nf(1)\n' });
    expect(ran.code).toBe(1);
    expect(ran.stdout).toBe(
      'failed   one (one.yml): missed one.py:2; unexpected one.py:4\nrules: 0 passed, 1 failed, 0 not run\n',
    );
  });

  it('says what of a rule that passes was not heeded', async () => {
    const rule = RULE.replace('[python]', '[python, ruby]');
    const ran = await run({ 'one.yml': rule, 'one.py': '# ruleid: one\nf(1)\n' });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toBe(
      'passed   one (one.yml): the language ruby is not heeded\nrules: 1 passed, 0 failed, 0 not run\n',
    );
  });

  it('does not end well when a rule was not run', async () => {
    const ran = await run({ 'one.yml': RULE });
    expect(ran.code).toBe(2);
    expect(ran.stdout).toMatch(/^not run {2}one \(one\.yml\): no test file beside it\n/);
  });

  it('tells where a rule file is wrong, and runs the others', async () => {
    const ran = await run({ 'bad.yml': 'rules: x\n', 'one.yml': RULE, 'one.py': '# ruleid: one\nf(1)\n' });
    expect(ran.code).toBe(3);
    expect(ran.stdout).toBe(
      'bad.yml:1:1: rules: it should be a list.\nrules: 1 passed, 0 failed, 0 not run\n',
    );
  });

  it('writes one record for each rule', async () => {
    const ran = await run({ 'one.yml': RULE, 'one.py': '# ruleid: one\ng(1)\n' }, 'json');
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.stdout)).toEqual([
      {
        rule: 'one',
        file: 'one.yml',
        languages: ['python'],
        state: 'failed',
        missed: [{ file: 'one.py', line: 2 }],
        unexpected: [],
        reason: '',
      },
    ]);
  });

  it('compares fixes with what somebody wrote down', async () => {
    const ran = await run({
      'one.yml': `${RULE}    fix: g($X)\n`,
      'one.py': '# ruleid: one\nf(1)\n',
      'one.fixed.py': '# ruleid: one\ng(2)\n',
    });
    expect(ran.stdout).toContain('its fixes do not make one.py what it should be');
  });

  it('shows no character that cannot be seen', async () => {
    const ran = await run({ 'one.yml': RULE.replace('id: one', 'id: "o\\u202Ene"') });
    expect(ran.stdout).toContain('o\\u{202e}ne');
  });

  it('does not follow links', async () => {
    fs.symlinkSync('/', path.join(folder, 'root'));
    const ran = await run({ 'one.yml': RULE, 'one.py': '# ruleid: one\nf(1)\n' });
    expect(ran.code).toBe(0);
  });

  it('says in a sentence what is wrong with the folder', async () => {
    await expect(run({ 'a.txt': '' })).rejects.toThrow(UserError);
    await expect(testFolder(path.join(folder, 'none'), { format: 'pretty' })).rejects.toThrow(UserError);
    await expect(testFolder(path.join(folder, 'a.txt'), { format: 'pretty' })).rejects.toThrow(
      /is no folder/,
    );
  });
});
