import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../../../src/domain/assistant.ts';
import { ask, failed } from '../../../support/asking.ts';
import { findingOf } from '../../../support/report.ts';

const LINES = Array.from({ length: 400 }, (_, index) => `line${index + 1}();`);
const HEAD = { 'src/a.ts': `${LINES.join('\n')}\n` };
const FINDINGS = [200, 210].map((line) => findingOf({ at: [line, 1, line, 5] }));
const PLAIN = [
  'summary: Mend it',
  'confidence: high',
  '@@find@@',
  'line200();',
  '@@replace@@',
  'line200(2);',
  '@@end@@',
].join('\n');

const asked = (failure: FailureKind, second: unknown = PLAIN, left?: () => number) =>
  ask({
    head: HEAD,
    findings: FINDINGS,
    answer: (_question, count) => (count === 1 ? failed(failure) : { value: second }),
    left,
  });

describe('a question that had no reply', () => {
  it.each<FailureKind>(['timed-out', 'cut-off', 'malformed', 'truncated', 'unfinished', 'too-large'])(
    'is asked once more, about less and in plain text, when it was %s',
    async (failure) => {
      const { questions, account, proposals } = await asked(failure);
      expect(account.tasks.map(({ plain, end, from, to }) => [plain, end, from, to])).toEqual([
        [false, 'failed', 106, 305],
        [true, 'offered', 161, 240],
      ]);
      const [first, second] = questions;
      expect([first?.schema === null, second?.schema]).toEqual([false, null]);
      expect(second?.system).toBe(first?.system);
      expect(second?.content).not.toContain('line 210, column');
      expect(second?.content).toMatch(/@@end@@\n$/);
      expect(proposals).toMatchObject([
        { title: 'Mend it', stated: 'high', addresses: [FINDINGS[0]?.fingerprint] },
      ]);
      expect(proposals[0]?.patch).toMatchObject([{ expect: 'line200();\n', replace: 'line200(2);\n' }]);
    },
  );

  it.each<FailureKind>(['refused', 'over-budget', 'billing', 'authentication', 'overloaded', 'unreachable'])(
    'is not asked again when it was %s',
    async (failure) => {
      expect((await asked(failure)).questions).toHaveLength(1);
    },
  );

  it('is asked no third time', async () => {
    const answer = () => failed('malformed');
    const { questions, account } = await ask({ head: HEAD, findings: FINDINGS, answer });
    expect([questions.length, account.tasks.map(({ end }) => end)]).toEqual([2, ['failed', 'failed']]);
    expect(account.unasked).toBe(0);
  });

  it('is not asked again when nobody waits any more', async () => {
    let left = 10_000;
    const { questions } = await asked('timed-out', PLAIN, () => (left -= 4000));
    expect(questions).toHaveLength(1);
  });

  it('[T28] gives nothing when a block of the second reply is not whole', async () => {
    const { proposals, account } = await asked('malformed', PLAIN.replace('@@end@@', ''));
    expect(proposals).toEqual([]);
    expect(account.tasks[1]).toMatchObject({ end: 'discarded', message: expect.stringMatching(/not whole/) });
  });

  it('is not asked again in words of a prompt that has none for it', async () => {
    const policy = { prompts: new Map([['fix', 1]] as const) };
    const answer = () => failed('malformed');
    expect((await ask({ head: HEAD, findings: FINDINGS, policy, answer })).questions).toHaveLength(1);
  });
});
