/** Every duplication rule proves its own examples. */
import { describe, expect, it } from 'vitest';
import { rulesOf } from '../../../../src/kit/rules.ts';
import { judge } from './judging.ts';

describe.each(rulesOf('duplication').map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it.each(rule.bad)('sees its bad example %# and nothing else', async (files) => {
    expect((await judge({}, files)).map((one) => one.rule)).toEqual([id]);
  });

  it.each(rule.good)('is silent about its good example %#', async (files) => {
    expect(await judge({}, files)).toEqual([]);
  });

  it('has examples of both kinds', () => {
    expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
  });
});
