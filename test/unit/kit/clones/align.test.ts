import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align, type Run } from '../../../../src/kit/clones/align.ts';

const few = fc
  .array(fc.integer({ min: 1, max: 4 }), { maxLength: 40 })
  .map((codes) => Int32Array.from(codes));
const matched = (runs: readonly Run[]): number => runs.reduce((sum, { length }) => sum + length, 0);

/** Length of the longest common subsequence, the slow and certain way. */
function longest(a: Int32Array, b: Int32Array): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const code of a)
    row = b.reduce(
      (next, other, at) => {
        next.push(code === other ? (row[at] ?? 0) + 1 : Math.max(next[at] ?? 0, row[at + 1] ?? 0));
        return next;
      },
      [0],
    );
  return row.at(-1) ?? 0;
}

describe('align', () => {
  it('pairs as many equal tokens as can be paired, in order', () => {
    fc.assert(
      fc.property(few, few, (a, b) => {
        const runs = align(a, b, { least: 0, effort: { left: 1e9 } }) ?? [];
        expect(matched(runs)).toBe(longest(a, b));
        let [one, other] = [0, 0];
        for (const run of runs) {
          expect(run.one).toBeGreaterThanOrEqual(one);
          expect(run.other).toBeGreaterThanOrEqual(other);
          for (let step = 0; step < run.length; step++) expect(a[run.one + step]).toBe(b[run.other + step]);
          [one, other] = [run.one + run.length, run.other + run.length];
        }
      }),
    );
  });

  it('gives up exactly where too few tokens have a partner', () => {
    fc.assert(
      fc.property(few, few, (a, b) => {
        const similarity = a.length + b.length === 0 ? 1 : (2 * longest(a, b)) / (a.length + b.length);
        const runs = align(a, b, { least: 0.5, effort: { left: 1e9 } });
        expect(runs !== undefined).toBe(similarity >= 0.5);
      }),
    );
  });

  it('[T82] takes bounded steps for long units that have nothing in common', () => {
    const a = new Int32Array(1_000_000).fill(1);
    const b = Int32Array.from({ length: 1_000_000 }, (_, at) => (at % 2 ? 1 : at));
    const effort = { left: 1e9 };
    expect(align(a, b, { least: 0.6, effort })).toBeUndefined();
    expect(effort.left).toBeGreaterThan(9e8);
  });
});
