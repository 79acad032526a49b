import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathFromBytes } from '../../../src/domain/path.ts';
import { clip, oneLine, printableJson, shownPath, uncommanded, visible } from '../../../src/report/escape.ts';
import { hostileText, settings } from './arbitrary.ts';
import { commandsIn } from './runner-commands.ts';

test.each([
  ['a\u202eb', 'a\\u{202e}b'],
  ['\u001b[2J', '\\u{1b}[2J'],
  ['x\u200by', 'x\\u{200b}y'],
  ['\u{e0041}', '\\u{e0041}'],
  ['\ufe0f', '\\u{fe0f}'],
  ['\u3164', '\\u{3164}'],
  ['\ud800', '\\u{d800}'],
  ['plain 名前 é 😀', 'plain 名前 é 😀'],
])('%j is shown as %s', (text, seen) => {
  expect(visible(text)).toBe(seen);
});

test('white space of any kind becomes one space on one line', () => {
  expect(oneLine('  a\r\n\t b \n')).toBe('a b');
});

test('cutting tears no character apart', () => {
  expect(clip('😀😀😀', 2)).toBe('😀…');
  expect(clip('😀😀😀', 3)).toBe('😀😀😀');
});

test('[T63] a byte that is not UTF-8 is shown by its number', () => {
  expect(shownPath(pathFromBytes(Buffer.from([0x61, 0xff, 0x0a])))).toBe('a\\xff\\n');
});

test.each(['::error::x', '  ::error::x', '\u3000::error::x', ':::error::x', 'a ##[error]x', '###[error]x'])(
  'the line %j commands nobody',
  (line) => {
    expect(commandsIn(uncommanded(line))).toEqual([]);
  },
);

test('printable JSON parses to the same value', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const json = printableJson(JSON.stringify({ [text]: [text] }, null, 2));
      expect(JSON.parse(json)).toEqual({ [text]: [text] });
      expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }),
    settings,
  );
});
