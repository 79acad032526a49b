import { describe, expect, it } from 'vitest';
import { approvalBy, listed } from '../../../src/kit/listed.ts';

describe('listed', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a or b'],
    [['a', 'b', 'c'], 'a, b or c'],
  ])('writes %j as people do', (items, text) => expect(listed(items, 'or')).toBe(text));
});

describe('approvalBy', () => {
  it('names one circle of people after another', () => {
    expect(approvalBy([['ada', 'bob'], ['cleo']])).toBe('an approval of this head by ada or bob and by cleo');
  });

  it('counts the people of a large circle', () => {
    const many = Array.from({ length: 100 }, (_, at) => `p${at}`);
    expect(approvalBy([many])).toBe('an approval of this head by p0, p1, p2, p3, p4 or one of 95 more');
  });
});
