import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../src/domain/policy.ts';
import { identifyChange, identifyPolicy } from '../../../src/parts/identity.ts';
import { parseShard } from '../../../src/parts/shard.ts';
import { changeOf } from '../../support/trees.ts';
import { policyOf } from '../decide/fixture.ts';

describe('identifyPolicy', () => {
  const policy = policyOf();
  const changed: Record<string, Policy> = {
    mode: policyOf({}, { mode: 'observe' }),
    threshold: policyOf({}, { threshold: 'note' }),
    'a level': policyOf({ lint: { level: 'off' } }),
    'the level of a rule': policyOf({ lint: { rules: new Map([['lint/certain', 'off']]) } }),
    'a glob': policyOf({ lint: { ignore: ['a'] } }),
    'the baseline': policyOf({}, { baseline: new Set(['f'.repeat(32)]) }),
    'must-judge': policyOf({}, { mustJudge: ['go'] }),
    'who may accept': policyOf({}, { accept: 'nobody' }),
    'an escalation': policyOf({}, { escalate: [{ rules: ['lint/certain'], to: ['ada'] }] }),
  };

  it.each(Object.entries(changed))('tells another %s', (_, other) => {
    expect(identifyPolicy(other)).not.toBe(identifyPolicy(policy));
  });

  it('does not mind where the policy was read, nor the order of its rules', () => {
    const rules = [
      ['lint/a', 'off'],
      ['lint/b', 'warn'],
    ] as const;
    const one = policyOf({ lint: { rules: new Map(rules) } }, { baseline: new Set(['a', 'b']) });
    const other = policyOf(
      { lint: { rules: new Map(rules.toReversed()) } },
      { baseline: new Set(['b', 'a']) },
    );
    expect(identifyPolicy({ ...other, source: 'elsewhere' })).toBe(identifyPolicy(one));
  });
});

describe('identifyChange', () => {
  const digestOf = async (...sides: Parameters<typeof changeOf>) =>
    (await identifyChange(await changeOf(...sides))).digest;

  it('tells other content, other paths, another base, and other files that did not change', async () => {
    const digests = await Promise.all([
      digestOf({ a: '1' }, { a: '2' }),
      digestOf({ a: '1' }, { a: '3' }),
      digestOf({ a: '0' }, { a: '2' }),
      digestOf({ a: '1' }, { b: '2' }),
      digestOf({ a: '1', same: 'x' }, { a: '2', same: 'x' }),
      digestOf({ a: '1' }, {}),
    ]);
    expect(new Set(digests).size).toBe(digests.length);
    expect(await digestOf({ a: '1' }, { a: '2' })).toBe(digests[0]);
  });

  it('tells an audit from a change', async () => {
    const change = await changeOf({}, { a: '1' });
    const [one, other] = [await identifyChange(change), await identifyChange({ ...change, audit: true })];
    expect(one.digest).not.toBe(other.digest);
  });
});

describe('parseShard', () => {
  it('reads I/N', () => {
    expect(parseShard('2/3', '--shard')).toEqual({ index: 2, of: 3 });
    expect(parseShard('64/64', '--shard')).toEqual({ index: 64, of: 64 });
  });
  it.each(['', '0/1', '2/1', '1/65', '1/0', '1.5/2', ' 1/2', '1/2 ', '1/2/3', '٣/٤', '1e1/64'])(
    'refuses %j in one sentence that says what was expected',
    (text) => {
      expect(() => parseShard(text, '--shard')).toThrow(/^--shard ".*": expected I\/N, .* such as 2\/3/);
    },
  );
});
