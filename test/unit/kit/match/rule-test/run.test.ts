/** Whether rules find what the tests beside them say. */
import { describe, expect, it } from 'vitest';
import { testRules } from '../../../../../src/kit/match/rule-test/run.ts';

function rule(id: string, keys: string): string {
  return `  - id: ${id}\n    message: m\n    severity: INFO\n    languages: [python]\n    ${keys}\n`;
}

const RULE = rule('one', 'pattern: f($X)');

async function run(rules: string, text: string, fixed?: string) {
  return testRules({ path: 'a.yml', text: `rules:\n${rules}` }, [{ path: 'a.py', text, fixed }]);
}

async function record(rules: string, text: string, fixed?: string) {
  return (await run(rules, text, fixed)).records[0];
}

describe('testRules', () => {
  it('passes a rule that finds what it should and nothing else', async () => {
    expect(await record(RULE, '# ruleid: one\nf(1)\n# ok: one\ng(1)\n')).toEqual({
      rule: 'one',
      file: 'a.yml',
      languages: ['python'],
      state: 'passed',
      missed: [],
      unexpected: [],
      reason: '',
    });
  });

  it('says which lines were missed, and which were not expected', async () => {
    const text = '# ruleid: one\ng(1)\n# ok: one\nf(1)\nf(2)\n';
    expect(await record(RULE, text)).toMatchObject({
      state: 'failed',
      missed: [{ file: 'a.py', line: 2 }],
      unexpected: [
        { file: 'a.py', line: 4 },
        { file: 'a.py', line: 5 },
      ],
    });
  });

  it('counts lines neither way where a test leaves them open', async () => {
    const text = '# ruleid: one\nf(1)\n# todoruleid: one\ng(1)\n# todook: one\nf(2)\n';
    expect(await record(RULE, text)).toMatchObject({ state: 'passed' });
  });

  it('takes the name of a rule with its folders', async () => {
    expect(await record(RULE, '# ruleid: python.lang.one\nf(1)\n')).toMatchObject({ state: 'passed' });
  });

  it('does not pass a rule that no test names', async () => {
    expect(await record(RULE, 'g(1)\n')).toMatchObject({ state: 'not-run', reason: 'no test file names it' });
    const { records } = await testRules({ path: 'a.yml', text: `rules:\n${RULE}` }, []);
    expect(records).toMatchObject([{ state: 'not-run', reason: 'no test file beside it' }]);
  });

  it('says why a rule is not run, and runs the others', async () => {
    const rules =
      rule('bad', 'pattrn: a') + rule('far', 'mode: join') + rule('re', 'pattern-regex: "("') + RULE;
    const { records, problems } = await run(rules, '# ruleid: one, bad, far, re\nf(1)\n');
    expect(records.map(({ rule: id, state }) => [id, state])).toEqual([
      ['re', 'not-run'],
      ['one', 'passed'],
      ['far', 'not-run'],
      ['bad', 'not-run'],
    ]);
    expect(records.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('a group is not closed'),
      '',
      'not supported: the mode "join"',
      expect.stringContaining('line 6, pattrn: it is no key of a rule.'),
    ]);
    expect(problems).toMatchObject([{ rule: 'bad' }, { rule: 'bad' }]);
  });

  it('compares what all fixes make with what somebody wrote down', async () => {
    const rules = rule('one', 'pattern: f($X)\n    fix: g($X)') + rule('two', 'pattern: h()');
    const text = '# ruleid: one\nf(1)\n# ruleid: two\nh()\n';
    const good = await run(rules, text, text.replace('f(1)', 'g(1)'));
    expect(good.records.map(({ state }) => state)).toEqual(['passed', 'passed']);
    const bad = await run(rules, text, text);
    expect(bad.records.map(({ state, reason }) => [state, reason])).toEqual([
      ['failed', 'its fixes do not make a.py what it should be'],
      ['passed', ''],
    ]);
  });

  it('[T82] fails a rule that ran too long', async () => {
    const regex = rule(
      'one',
      "patterns: [{ pattern: f($X) }, { metavariable-regex: { metavariable: $X, regex: '(a+)+$' } }]",
    );
    const text = `# ok: one\nf(${'a'.repeat(40)}1)\n`;
    expect(await record(regex, text)).toMatchObject({ state: 'failed', reason: 'it ran too long on a.py' });
  });
});
