/** The policy's limit: when findings that only warn become errors. */
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../src/domain/finding.ts';
import { repoPath } from '../../../../src/domain/path.ts';
import type { Limit, ValidatorPolicy } from '../../../../src/domain/policy.ts';
import { stand } from '../../../../src/prove/standing/stand.ts';
import { changeOf } from '../../../support/trees.ts';
import { inputOf, policyOf } from './fixture.ts';

const TEXT = Array.from({ length: 100 }, (_, n) => `line ${n}`).join('\n');

function copy(path: string, line: number, endLine: number, more: Partial<Observation> = {}): Observation {
  const at = { path: repoPath(path), line, column: 1, endLine, endColumn: 3 };
  return { rule: 'lint/style', at, message: 'A copy.', ...more };
}

interface Case {
  readonly limit?: Limit;
  readonly own?: Partial<ValidatorPolicy>;
  readonly baseline?: ReadonlySet<string>;
  readonly hunks?: Record<string, [number, number][]>;
}

async function judged(observations: readonly Observation[], { limit, own, baseline, hunks }: Case) {
  const change = await changeOf({}, { 'a.js': TEXT, 'b.js': TEXT }, hunks);
  const policy = policyOf({ lint: { limit, ...own } }, { baseline: baseline ?? new Set() });
  return stand(inputOf(change, observations, { policy, comparesTrees: true }));
}

const severities = async (...given: Parameters<typeof judged>) =>
  (await judged(...given)).map(({ severity }) => severity);

describe('lines', () => {
  it('makes an error of a finding that has more added lines', async () => {
    const [finding] = await judged([copy('a.js', 1, 21)], { limit: { lines: 20 } });
    expect(finding).toMatchObject({
      severity: 'error',
      message: 'A copy. It blocks: 21 added lines are more than the 20 that the policy allows.',
    });
  });

  it('lets be what has as many, and lines that the change did not add', async () => {
    expect(await severities([copy('a.js', 1, 20)], { limit: { lines: 20 } })).toEqual(['warning']);
    const hunks: Record<string, [number, number][]> = { 'a.js': [[11, 10]] };
    expect(await severities([copy('a.js', 1, 60)], { limit: { lines: 20 }, hunks })).toEqual(['warning']);
  });
});

describe('share', () => {
  it('makes errors of all findings when they have more of the added lines together', async () => {
    const observations = [copy('a.js', 1, 20), copy('b.js', 1, 21)];
    const findings = await judged(observations, { limit: { share: 20 } });
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'error']);
    expect(findings[0]?.message).toBe(
      'A copy. It blocks: together these are 41 of 200 added lines, more than the 20 % that the policy allows.',
    );
    expect(await severities(observations, { limit: { share: 20.5 } })).toEqual(['warning', 'warning']);
  });

  it('counts a line once, however many findings stand on it, and added lines of the other place too', async () => {
    const related = [{ ...copy('b.js', 1, 10).at, note: 'The same' }];
    const observations = [copy('a.js', 1, 20, { related }), copy('a.js', 11, 20, { message: 'Another.' })];
    expect(await severities(observations, { limit: { share: 15 } })).toEqual(['warning', 'warning']);
    expect(await severities(observations, { limit: { share: 14 } })).toEqual(['error', 'error']);
  });
});

describe('what neither counts nor blocks', () => {
  const big = copy('a.js', 1, 90);

  it('is nothing new: in the baseline, suppressed', async () => {
    const [finding] = await judged([big], {});
    const limit = { lines: 5, share: 5 };
    expect(await severities([big], { limit, baseline: new Set([finding?.fingerprint ?? '']) })).toEqual([
      'warning',
    ]);
    expect(await severities([{ ...big, suppressed: 'agreed' }], { limit })).toEqual(['warning']);
  });

  it('is a rule, or a validator, that the policy lets only warn', async () => {
    const limit = { lines: 5 };
    expect(await severities([big], { limit, own: { level: 'warn' } })).toEqual(['warning']);
    const rules = new Map([['lint/style', 'warn']] as const);
    expect(await severities([big], { limit, own: { rules } })).toEqual(['warning']);
  });

  it('is everything where there is no limit', async () => {
    expect(await severities([big], {})).toEqual(['warning']);
    expect(await severities([big], { limit: {} })).toEqual(['warning']);
  });
});
