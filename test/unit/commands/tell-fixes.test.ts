import { describe, expect, it } from 'vitest';
import { fixesText } from '../../../src/commands/tell-fixes.ts';
import type { AssistantAccount } from '../../../src/domain/assistant.ts';
import { repoPath } from '../../../src/domain/path.ts';
import { findingOf, reportOf, trialOf } from '../../support/report.ts';

const ACCOUNT: AssistantAccount = {
  model: 'claude-test',
  ceilings: { tokens: 100, dollars: 1 },
  tasks: [],
  notes: [],
  unasked: 0,
};
const prompt = { id: 'fix', version: 2, hash: '0'.repeat(64) };
const origin = { prompt, model: 'claude-test', requestId: null };
const lines = (parts: Parameters<typeof reportOf>[0], diff = '') =>
  fixesText(reportOf(parts), diff).split('\n');

describe('what fix prints', () => {
  it('is the diff, then each proposal with what became of it', () => {
    const kept = trialOf(findingOf(), { kind: 'kept' });
    const lost = trialOf(findingOf(), { kind: 'rolled-back', reason: 'the finding is still there' });
    expect(lines({ trials: [kept, lost] }, '--- a\n+++ b\n')).toEqual([
      '--- a',
      '+++ b',
      '',
      'kept        src/a.ts  Remove the call that never runs',
      'rolled-back src/a.ts  Remove the call that never runs: the finding is still there',
      '',
    ]);
  });

  it('says whose a proposal is, how sure, and what was mended', () => {
    const trial = trialOf(findingOf(), { kind: 'kept' }, { origin, salvaged: ['tabs'] });
    expect(lines({ trials: [trial] })[0]).toMatch(/\(fix@2, claude-test, high confidence, mended: tabs\)$/);
  });

  it('counts what is too unsure to be shown', () => {
    const unsure = trialOf(findingOf(), { kind: 'refused', reason: 'x', unsure: true });
    expect(lines({ trials: [unsure] })).toEqual(['unsure      1 proposal below medium confidence', '']);
    expect(lines({})).toEqual(['Nothing to propose.', '']);
    const verdict = { decision: 'block', reasons: ['2 new findings block: lint/x at a.js:1.'] } as const;
    expect(lines({ verdict })).toEqual([
      'Nothing to propose.',
      'blocked     2 new findings block: lint/x at a.js:1.',
      '',
    ]);
  });

  it('[T37] has notes, in which nothing commands a runner or moves a cursor', () => {
    const note = {
      path: repoPath('src/a.ts'),
      line: 2,
      endLine: 3,
      message: 'x\u001b[2J\n::error::y ##[error]z',
      confidence: 'low',
    } as const;
    const told = lines({ assistant: { ...ACCOUNT, notes: [note] } });
    expect(told[1]).toMatch(/^note {8}src\/a\.ts:2-3 {2}x.*\(low confidence\)$/);
    expect(told.join('\n')).not.toMatch(/\u001b|^::|##\[error/m);
  });
});
