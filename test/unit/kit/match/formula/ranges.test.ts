/** Ranges around ranges. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInside } from '../../../../../src/kit/match/formula/found.ts';
import { Ranges } from '../../../../../src/kit/match/formula/ranges.ts';
import type { Range } from '../../../../../src/kit/match/match.ts';

const range = fc
  .tuple(fc.nat(30), fc.nat(10))
  .map(([start, length]): Range => ({ start, end: start + length }));
const silent = (): void => undefined;

describe('Ranges', () => {
  it('finds what asking each would find, in the order given', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 40 }), range, (given, asked) => {
        const ranges = new Ranges(given);
        expect(ranges.around(asked, silent)).toEqual(given.filter((one) => isInside(asked, one)));
        expect(ranges.nested(asked, silent)).toEqual(
          given.filter((one) => isInside(asked, one) || isInside(one, asked)),
        );
      }),
    );
  });

  it('asks few of many that lie side by side', () => {
    const given = Array.from({ length: 10_000 }, (_, i) => ({ start: 10 * i, end: 10 * i + 5 }));
    let steps = 0;
    expect(new Ranges(given).nested({ start: 501, end: 502 }, () => steps++)).toEqual([
      { start: 500, end: 505 },
    ]);
    expect(steps).toBeLessThan(100);
  });
});
