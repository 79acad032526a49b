import { describe, expect, it } from 'vitest';
import type { Step } from '../../../../../src/domain/proposal.ts';
import { staysBlocked } from '../../../../../src/host/github/fix/stays-blocked.ts';
import { policyFor } from '../../../../support/policy.ts';
import { findingOf, reportOf, trialOf } from '../../../../support/report.ts';

const [one, two] = [findingOf(), findingOf({ at: [9, 1, 9, 2] })];
const stepOf = (finding: typeof one): Step => {
  const { proposal } = trialOf(finding, { kind: 'kept' });
  return { source: proposal.source, proposals: [proposal], files: new Map(), tree: '' };
};
const published = policyFor({}, { rollBack: { published: true, agents: [] } });

describe('staysBlocked', () => {
  it('is so while a finding blocks that nothing ends, where a block takes commits back', () => {
    const report = reportOf({ findings: [one, two], policy: published });
    expect(staysBlocked({ report, steps: [stepOf(one)] })).toBe(true);
    expect(staysBlocked({ report, steps: [stepOf(one), stepOf(two)] })).toBe(false);
  });

  it('is not so where a block takes nothing back, or there is none', () => {
    const steps = [stepOf(one)];
    expect(staysBlocked({ report: reportOf({ findings: [one, two] }), steps })).toBe(false);
    const observed = reportOf({ findings: [one, two], policy: published, verdict: { observed: true } });
    expect(staysBlocked({ report: observed, steps })).toBe(false);
    expect(staysBlocked({ report: reportOf({ policy: published }), steps })).toBe(false);
  });
});
