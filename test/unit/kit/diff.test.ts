import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addedLines } from '../../../src/kit/diff.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const added = (base: string | null, head: string): number[] =>
  addedLines(base === null ? null : bytes(base), bytes(head)).flatMap(({ start, count }) =>
    Array.from({ length: count }, (_, at) => start + at),
  );

describe('addedLines', () => {
  it('counts every line of a file without a base', () => {
    expect(added(null, 'a\nb\nc')).toEqual([1, 2, 3]);
    expect(added(null, 'a\nb\n')).toEqual([1, 2]);
    expect(added('', 'a')).toEqual([1]);
  });

  it('finds nothing in an empty head or in equal bytes', () => {
    expect(added('a\n', '')).toEqual([]);
    expect(added(null, '')).toEqual([]);
    expect(added('a\nb', 'a\nb')).toEqual([]);
  });

  it('sees a lost newline at the end as a changed line', () => {
    expect(added('a\nb\n', 'a\nb')).toEqual([2]);
    expect(added('a\nb', 'a\nb\n')).toEqual([2]);
  });

  it('finds insertions, replacements and moves', () => {
    expect(added('a\nb\nc\n', 'a\nX\nb\nc\n')).toEqual([2]);
    expect(added('a\nb\nc\n', 'a\nX\nc\n')).toEqual([2]);
    expect(added('a\nb\nc\nd\n', 'b\nc\nd\na\n')).toEqual([4]);
  });

  it('puts an insertion between equal lines where git puts it', () => {
    expect(added('f(){\n}\n\ng(){\n}\n', 'f(){\n}\n\nh(){\n}\n\ng(){\n}\n')).toEqual([4, 5, 6]);
  });

  it('takes a change of line ends as a change of the line, and a lone CR as none', () => {
    expect(added('a\nb\n', 'a\r\nb\n')).toEqual([1]);
    expect(added('a\rb\n', 'a\rb\nc\n')).toEqual([2]);
  });

  it('reads NUL and other bytes like any other [T56]', () => {
    expect(addedLines(Buffer.from([0, 10, 255, 10]), Buffer.from([0, 10, 254, 10]))).toEqual([
      { start: 2, count: 1 },
    ]);
  });

  it('adds as few lines as possible, and those that it leaves are a common subsequence', () => {
    const line = fc.constantFrom('a', 'b', 'c', '}', '');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), fc.array(line, { maxLength: 14 }), (base, head) => {
        const text = (lines: string[]): string => lines.map((each) => `${each}\n`).join('');
        const lines = new Set(added(text(base), text(head)));
        const kept = head.filter((_, at) => !lines.has(at + 1));
        expect(isSubsequence(kept, base)).toBe(true);
        expect(kept.length).toBe(longestCommon(base, head));
      }),
      { seed: 20261120, numRuns: 1_000 },
    );
  });

  it('stays bounded on two large files that share lines in no order', () => {
    const shuffled = (seed: number): string => {
      let state = seed;
      return Array.from({ length: 60_000 }, () => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        return `line ${state % 5_000}\n`;
      }).join('');
    };
    const hunks = addedLines(bytes(shuffled(1)), bytes(shuffled(2)));
    const total = hunks.reduce((sum, hunk) => sum + hunk.count, 0);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(60_000);
  });

  it('keeps to unique lines where two large files differ too much for the shortest answer', () => {
    const block = (name: string): string =>
      Array.from({ length: 4_000 }, (_, at) => `${name}${at % 7}\n`).join('');
    const base = `${block('x')}middle\n${block('y')}`;
    const head = `${block('y')}middle\n${block('x')}`;
    const lines = new Set(added(base, head));
    expect(lines.has(4_001)).toBe(false);
  });
});

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const line of whole) if (at < part.length && part[at] === line) at++;
  return at === part.length;
}

function longestCommon(a: readonly string[], b: readonly string[]): number {
  const row = new Array<number>(b.length + 1).fill(0);
  for (const line of a) {
    let diagonal = 0;
    for (let at = 1; at <= b.length; at++) {
      const above = row[at] ?? 0;
      row[at] = line === b[at - 1] ? diagonal + 1 : Math.max(above, row[at - 1] ?? 0);
      diagonal = above;
    }
  }
  return row[b.length] ?? 0;
}
