import { describe, expect, it } from 'vitest';
import { ask } from '../../../../support/asking.ts';
import { findingOf } from '../../../../support/report.ts';

const HEAD = { 'src/a.ts': 'export const a = (1 + ;\n', 'test/a.test.ts': 'it(;\n' };
const broken = (path: string, rule = 'lint/syntax-error') =>
  findingOf({ path, rule, at: [1, 23, 1, 24], wholeFile: true, message: 'The file does not parse' });

describe('the task repair', () => {
  it('asks about a file that does not parse, and about nothing else in it', async () => {
    const { questions, proposals } = await ask({
      head: HEAD,
      findings: [broken('src/a.ts'), broken('test/a.test.ts'), broken('src/a.ts', 'lint/unread-syntax')],
      answer: () => ({
        value: { summary: 'Add 1', confidence: 'low', edits: [{ find: '1 + ;', replace: '1 + 1);' }] },
      }),
    });
    expect(questions.map(({ prompt }) => prompt.id)).toEqual(['repair']);
    expect(questions[0]?.content).toContain('line 1, column 23: lint/syntax-error (error)');
    expect(proposals).toMatchObject([
      { source: 'assistant:repair', stated: 'low', addresses: [broken('src/a.ts').fingerprint] },
    ]);
  });

  it('shows the lines around the place where the parser stopped', async () => {
    const head = { 'src/a.ts': `${'x();\n'.repeat(499)}a = (;\n${'y();\n'.repeat(500)}` };
    const finding = findingOf({ rule: 'lint/syntax-error', at: [500, 6, 500, 7], wholeFile: true });
    const { account } = await ask({ head, findings: [finding] });
    expect(account.tasks).toMatchObject([{ id: 'repair', from: 401, to: 600 }]);
  });

  it('leaves the other findings to the task fix', async () => {
    const { account } = await ask({
      head: { 'src/a.ts': 'one();\ntwo();\nthree();\n', 'src/b.ts': 'a = (;\n' },
      findings: [findingOf(), broken('src/b.ts')],
    });
    expect(account.tasks.map(({ id, path }) => [id, path])).toEqual([
      ['repair', 'src/b.ts'],
      ['fix', 'src/a.ts'],
    ]);
  });
});
