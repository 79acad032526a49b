import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sourceLine } from '../../../src/report/pretty/source.ts';
import { displayWidth, wrap } from '../../../src/report/pretty/width.ts';
import { findingOf } from '../../support/report.ts';
import { hostileText, settings } from './arbitrary.ts';

type At = readonly [number, number, number, number];

/** The line and its carets, as they stand on the screen. */
function shown(snippet: string, at: At, width = 60): string[] | null {
  const line = sourceLine(findingOf({ snippet, at }), { width, ellipsis: '…' });
  return line && [line.code, line.margin + line.carets];
}

test('carets stand under the place; indentation is left out', () => {
  expect(shown('    return helper(x);', [7, 12, 7, 18])).toEqual([
    '  7 | return helper(x);', //
    '    |        ^^^^^^',
  ]);
});

test('tabs inside a line are as wide as they look', () => {
  expect(shown('\ta\tb = c;', [7, 4, 7, 5])).toEqual([
    '  7 | a   b = c;', //
    '    |     ^',
  ]);
});

test('wide characters take two columns, combining ones none', () => {
  expect(shown('f("名前", e\u0301, x)', [7, 13, 7, 14])).toEqual([
    '  7 | f("名前", e\u0301, x)', //
    '    |              ^',
  ]);
  expect(shown('f("名前")', [7, 4, 7, 6])).toEqual([
    '  7 | f("名前")', //
    '    |    ^^^^',
  ]);
});

test('what cannot be seen is shown as an escape, and the carets follow', () => {
  expect(shown('a\u202eb = 1', [7, 3, 7, 4])).toEqual([
    '  7 | a\\u{202e}b = 1', //
    '    |          ^',
  ]);
});

test('a long line is cut around the place', () => {
  const line = `${'a'.repeat(200)} here ${'b'.repeat(150)}`;
  expect(shown(line, [7, 202, 7, 206], 46)).toEqual([
    '  7 | …aaaaaaaaaaaa here bbbbbbbbbbbbbbbbbbbb…', //
    '    |               ^^^^',
  ]);
});

test('a place over several lines is marked to the end of its first line', () => {
  expect(shown('if (a) {', [7, 1, 9, 2])?.[1]).toBe('    | ^^^^^^^^');
});

test('a place of no width has one caret, also at the end of the line', () => {
  expect(shown('f()', [7, 2, 7, 2])?.[1]).toBe('    |  ^');
  expect(shown('f()', [7, 4, 7, 4])?.[1]).toBe('    |    ^');
});

test('without the text of the place there is nothing to mark', () => {
  expect(shown('', [7, 1, 7, 2])).toBeNull();
  expect(shown('cut off', [7, 900, 7, 905])).toBeNull();
});

test('the line and its carets fit the width, wherever the place is', () => {
  const place = fc.record({
    column: fc.integer({ min: 1, max: 80 }),
    length: fc.integer({ min: 0, max: 50 }),
  });
  fc.assert(
    fc.property(
      hostileText,
      place,
      fc.integer({ min: 20, max: 120 }),
      (snippet, { column, length }, width) => {
        const line = sourceLine(findingOf({ snippet, at: [7, column, 7, column + length] }), {
          width,
          ellipsis: '…',
        });
        if (!line) return;
        expect(displayWidth(line.code)).toBeLessThanOrEqual(width);
        expect(displayWidth(line.margin + line.carets)).toBeLessThanOrEqual(width);
      },
    ),
    settings,
  );
});

test('wrapping keeps every character and breaks words that are wider than a line', () => {
  expect(wrap('one two three', { width: 10, first: '- ' })).toEqual(['- one two', '  three']);
  expect(wrap('名前名前名前名前', { width: 10, first: '' })).toEqual(['名前名前名', '前名前']);
});
