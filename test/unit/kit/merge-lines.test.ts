import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeLines } from '../../../src/kit/merge-lines.ts';

const merge = (base: string, ours: string, theirs: string): string | null =>
  mergeLines(Buffer.from(base), Buffer.from(ours), Buffer.from(theirs))?.toString() ?? null;
const lines = (...texts: string[]): string => texts.map((text) => `${text}\n`).join('');

describe('mergeLines', () => {
  it('takes what each side changed where the other did not', () => {
    const base = lines('a', 'b', 'c', 'd', 'e');
    expect(merge(base, lines('A', 'b', 'c', 'd', 'e'), lines('a', 'b', 'c', 'd', 'E', 'f'))).toBe(
      lines('A', 'b', 'c', 'd', 'E', 'f'),
    );
  });

  it('keeps line ends, missing last ones and bytes that are no UTF-8', () => {
    const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
    const merged = mergeLines(bytes('\xe9\r\nb\r\nc'), bytes('\xe9\r\nb\r\nC'), bytes('\xe8\r\nb\r\nc'));
    expect(merged?.toString('latin1')).toBe('\xe8\r\nb\r\nC');
  });

  it.each([
    ['the same line', lines('a', 'b', 'c'), lines('a', 'x', 'c'), lines('a', 'y', 'c')],
    ['neighbouring lines', lines('a', 'b', 'c', 'd'), lines('a', 'x', 'c', 'd'), lines('a', 'b', 'y', 'd')],
    ['two texts where none was', '', lines('a'), lines('b')],
    ['bytes that are no text', 'a\0\nb\nc\n', 'x\0\nb\nc\n', 'a\0\nb\ny\n'],
  ])('sees a conflict in %s', (_case, base, ours, theirs) => {
    expect(merge(base, ours, theirs)).toBeNull();
  });

  it('merges large files whose changes are few, and gives up on what would cost too much', () => {
    const many = (line: (at: number) => string, count: number): string =>
      lines(...Array.from({ length: count }, (_, at) => line(at)));
    const [base, alike] = [many((at) => `line ${at}`, 9_000), many(() => 'same', 3_000)];
    expect(merge(base, `first\n${base}`, `${base}last\n`)).toBe(`first\n${base}last\n`);
    expect(merge(alike, `${alike}last\n`, alike)).toBe(`${alike}last\n`);
    expect(merge(alike, `first\n${alike}`, `${alike}last\n`)).toBeNull();
    expect(
      merge(
        `${base}${base}`,
        many((at) => `ours ${at}`, 5),
        `${base}${base}last\n`,
      ),
    ).toBeNull();
  });

  const text = fc.array(fc.constantFrom('a', 'b', 'c', '')).map((all) => lines(...all));
  it('gives one side where the other changed nothing, and loses no line that only one side wrote', () => {
    fc.assert(
      fc.property(text, text, fc.nat(), (base, ours, at) => {
        expect(merge(base, ours, base)).toBe(ours);
        expect(merge(base, base, ours)).toBe(ours);
        const before = base.split(/(?<=\n)/).filter(Boolean);
        const theirs = [...before.slice(0, at), 'theirs\n', ...before.slice(at)].join('');
        const merged = merge(base, ours, theirs);
        if (merged !== null) expect(merged).toContain('theirs\n');
      }),
    );
  });
});
