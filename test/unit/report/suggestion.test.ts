import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Hunk } from '../../../src/domain/change.ts';
import { fenced } from '../../../src/report/markdown/fence.ts';
import { suggestionIn } from '../../../src/report/suggestion.ts';

const all: readonly Hunk[] = [{ start: 1, count: 1000 }];

/** What GitHub's button makes of a file: whole lines for whole lines. */
function pressed(before: string, made: NonNullable<ReturnType<typeof suggestionIn>>): string {
  const lines = before.split(/(?<=\n)/);
  const fresh = made.lines.map((line) => `${line}\n`);
  return [...lines.slice(0, made.startLine - 1), ...fresh, ...lines.slice(made.line)].join('');
}

const before = 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n';

describe('a suggestion', () => {
  it('replaces the least run of whole lines', () => {
    expect(suggestionIn({ before, after: before.replace('c\nd', 'C\nD'), hunks: all })).toEqual({
      ...{ startLine: 3, line: 4, lines: ['C', 'D'] },
    });
  });

  it('takes a line away with no line', () => {
    expect(suggestionIn({ before, after: before.replace('c\n', ''), hunks: all })).toEqual({
      ...{ startLine: 3, line: 3, lines: [] },
    });
  });

  it('that only puts lines in stands on the line above', () => {
    expect(suggestionIn({ before, after: before.replace('c\n', 'c\nnew\n'), hunks: all })).toEqual({
      ...{ startLine: 3, line: 3, lines: ['c', 'new'] },
    });
  });

  it('that puts lines in above the first one stands on that', () => {
    expect(suggestionIn({ before, after: `new\n${before}`, hunks: all })).toEqual({
      ...{ startLine: 1, line: 1, lines: ['new', 'a'] },
    });
  });

  it('stands on lines that the diff shows around the added ones, and on no other', () => {
    const hunks = [{ start: 5, count: 1 }];
    const at = (letter: string) => suggestionIn({ before, after: before.replace(letter, 'x'), hunks })?.line;
    expect('abcdefghij'.split('').map(at)).toEqual([undefined, 2, 3, 4, 5, 6, 7, 8, undefined, undefined]);
  });

  it('spans two runs of added lines where the diff shows them in one hunk', () => {
    const long = Array.from({ length: 40 }, (_, at) => `${at + 1}\n`).join('');
    const after = long.replace('\n10\n', '\nx\n').replace('\n17\n', '\ny\n');
    const of = (start: number) =>
      suggestionIn({
        before: long,
        after,
        hunks: [
          { start: 10, count: 1 },
          { start, count: 1 },
        ],
      });
    expect(of(17)).toMatchObject({ startLine: 10, line: 17 });
    expect(of(18)).toBeNull();
  });
});

describe('there is no suggestion', () => {
  it.each([
    ['where lines end with CRLF', 'a\r\nb\r\n', 'a\r\nc\r\n'],
    ['for a last line without an end', 'a\nb', 'a\nc'],
    ['that ends the last line', 'a\nb', 'a\nb\n'],
    ['that takes the end of the last line', 'a\nb\n', 'a\nb'],
    ['with text that cannot be seen', 'a\nb\n', 'a\nb\u202e\n'],
    ['in place of text that cannot be seen', 'a\nb\u200b\n', 'a\nb\n'],
    ['with control characters', 'a\nb\n', 'a\n\u001b[2Jb\n'],
    ['for an empty file', '', 'a\n'],
    ['for more lines than a person reads', 'a\nb\n', `a\n${'c\n'.repeat(100)}`],
    ['for longer lines than a person reads', 'a\nb\n', `a\n${'c'.repeat(9000)}\n`],
  ])('%s', (_, old, after) => {
    expect(suggestionIn({ before: old, after, hunks: all })).toBeNull();
  });
});

const line = fc.constantFrom('a', 'b', '', '  x', '```', '````suggestion', '\tt', 'é😀', 'c\r', '\u202e');
const text = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
  .map(([lines, ended]) => lines.join('\n') + (ended && lines.length > 0 ? '\n' : ''));
const hunks = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 3 })), { maxLength: 3 })
  .map((pairs) => {
    let next = 1;
    return pairs.map(([gap, count]) => {
      const start = next + gap;
      next = start + count;
      return { start, count };
    });
  });

test('whoever presses the button gets exactly what was tried', () => {
  fc.assert(
    fc.property(text, text, fc.oneof(hunks, fc.constant(all)), (old, after, shown) => {
      fc.pre(old !== after);
      const made = suggestionIn({ before: old, after, hunks: shown });
      if (!made) return;
      expect(pressed(old, made)).toBe(after);
      expect(made.startLine).toBeLessThanOrEqual(made.line);
      const near = shown.some(
        ({ start, count }) => made.line >= start - 3 && made.startLine < start + count + 3,
      );
      expect(near).toBe(true);
    }),
    { seed: 20261121, numRuns: 2000 },
  );
});

test('no line of a block ends it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(line, fc.string({ unit: fc.constantFrom('`', ' ', '~', 'x') }))),
      (lines) => {
        const [open = '', ...rest] = fenced('suggestion', lines).split('\n');
        const fence = /^`+/.exec(open)?.[0] ?? '';
        expect(fence.length).toBeGreaterThanOrEqual(3);
        // CommonMark 0.31, 4.5: indented by at most three spaces, at least as long, nothing behind it but blanks.
        const ends = rest.findIndex((each) => new RegExp(`^ {0,3}\`{${fence.length},}[ \\t]*$`).test(each));
        expect(rest.slice(0, ends)).toEqual(lines);
        expect(ends).toBe(rest.length - 1);
      },
    ),
  );
});
