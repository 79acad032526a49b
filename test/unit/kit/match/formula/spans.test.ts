/** Finding spans around others and inside them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInside } from '../../../../../src/kit/match/formula/found.ts';
import { Spans } from '../../../../../src/kit/match/formula/spans.ts';
import type { Span } from '../../../../../src/kit/syntax/facts.ts';

const span = fc
  .tuple(fc.nat(30), fc.nat(10))
  .map(([start, length]): Span => ({ start, end: start + length }));
const silent = (): void => undefined;

describe('Spans', () => {
  it('finds what asking each would find, in the order given', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 40 }), span, (given, asked) => {
        const spans = new Spans(given);
        expect(spans.around(asked, silent)).toEqual(given.filter((one) => isInside(asked, one)));
        expect(spans.nested(asked, silent)).toEqual(
          given.filter((one) => isInside(asked, one) || isInside(one, asked)),
        );
      }),
    );
  });

  it('asks few of many that lie side by side', () => {
    const given = Array.from({ length: 10_000 }, (_, i) => ({ start: 10 * i, end: 10 * i + 5 }));
    let steps = 0;
    expect(new Spans(given).nested({ start: 501, end: 502 }, () => steps++)).toEqual([
      { start: 500, end: 505 },
    ]);
    expect(steps).toBeLessThan(100);
  });
});
