/** A token in other people's words. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openHider } from '../../../src/kit/secret.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const SPELLINGS: Readonly<Record<string, (token: string) => string>> = {
  plain: (token) => token,
  reversed: (token) => [...token].reverse().join(''),
  hex: (token) => Buffer.from(token).toString('hex'),
  'upper hex': (token) => Buffer.from(token).toString('hex').toUpperCase(),
  base64,
  'base64 after one byte': (token) => base64(`a${token}`).slice(4),
  'base64 after two bytes': (token) => base64(`ab${token}`).slice(4),
  'base64 for URLs': (token) => Buffer.from(token).toString('base64url'),
  'percent-encoded': (token) => encodeURIComponent(token),
  'cut to its first eight': (token) => token.slice(0, 8),
  'cut to its last eight': (token) => token.slice(-8),
};

it.each(Object.entries(SPELLINGS))('a token is hidden %s, and what surrounds it stays', (_, spell) => {
  const token = fc.string({ unit: fc.constantFrom(...'abcXYZ019_-+/='), minLength: 8, maxLength: 60 });
  const around = fc.string({ unit: fc.constantFrom('\u{e9}', ' ', '!'), maxLength: 5 });
  fc.assert(
    fc.property(token, around, around, (secret, before, after) => {
      const echo = spell(secret);
      const shown = openHider(secret)(before + echo + after);
      const pieces = Array.from({ length: echo.length - 7 }, (_, at) => echo.slice(at, at + 8));
      expect(pieces.filter((piece) => shown.includes(piece))).toEqual([]);
      expect(shown.startsWith(before) && shown.endsWith(after)).toBe(true);
    }),
  );
});

it('text without a piece of the token stays as it is, and so does all text without a token', () => {
  expect(openHider('ghs_0123456789')('ghs_012 and 3456789')).toBe('ghs_012 and 3456789');
  expect(openHider('')('anything')).toBe('anything');
  expect(openHider('short')('short')).toBe('short');
});

it('two pieces beside each other are hidden as one', () => {
  expect(openHider('abcdefghijklmnop')('<abcdefghijklmnopabcdefgh>')).toBe('<[hidden]>');
});

it('[I9] of a file full of tokens all is hidden that could hold a piece, without knowing every piece', () => {
  const hide = openHider('0123456789abcdef\n'.repeat(1_000_000));
  expect(hide('It says 01234567.')).toBe('[hidden]');
  expect(hide('short')).toBe('short');
});
