import { describe, expect, it } from 'vitest';
import { dollarsOf, pricesWith } from '../../../src/assistant/prices.ts';

describe('prices', () => {
  it('are the published ones, over which somebody can say others', () => {
    expect(pricesWith(null).get('claude-sonnet-5-5')).toEqual({ input: 2, output: 10 });
    const own = pricesWith({
      name: '--prices',
      text: '{"claude-sonnet-5-5":{"input":1,"output":2},"mine":{"input":0,"output":0}}',
    });
    expect(own.get('claude-sonnet-5-5')).toEqual({ input: 1, output: 2 });
    expect(own.get('mine')).toEqual({ input: 0, output: 0 });
    expect(own.get('claude-opus-5-5')).toEqual({ input: 4, output: 20 });
  });

  it('are known of no other model, whatever its name', () => {
    expect(pricesWith(null).get('constructor')).toBeUndefined();
  });

  it.each(['', '[]', '{"x":1}', '{"x":{"input":-1,"output":1}}', '{"x":{"input":1}}'])(
    'are not %j',
    (text) => {
      expect(() => pricesWith({ name: 'The input x', text })).toThrow(/^The input x holds no table/);
    },
  );

  it('count what is written to the provider’s cache dearer, and what is read from it cheaper', () => {
    const usage = { input: 1_000_000, cacheWrite: 1_000_000, cacheRead: 1_000_000, output: 1_000_000 };
    expect(dollarsOf(usage, { input: 2, output: 10 })).toBeCloseTo(2 + 2.5 + 0.2 + 10);
  });
});
