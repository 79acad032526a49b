import fc from 'fast-check';
import { expect, it } from 'vitest';
import { touches } from '../../../src/domain/change.ts';

it('touches a hunk exactly when one of its lines was added, in whatever place', () => {
  const lines = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 15 });
  const property = fc.property(lines, fc.integer({ min: 1, max: 30 }), fc.nat(6), (added, line, more) => {
    const sorted = [...added].sort((a, b) => a - b);
    const hunks: { start: number; count: number }[] = [];
    for (const one of sorted) {
      const last = hunks.at(-1);
      if (last && last.start + last.count === one) last.count++;
      else hunks.push({ start: one, count: 1 });
    }
    expect(touches(hunks, line, line + more)).toBe(added.some((one) => one >= line && one <= line + more));
  });
  fc.assert(property, { seed: 82, numRuns: 2000 });
});
