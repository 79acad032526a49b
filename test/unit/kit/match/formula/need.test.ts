/** What the words of a text must hold: as little as says no. */
import { describe, expect, test } from 'vitest';
import { allOf, anyOf, type Need } from '../../../../../src/kit/match/formula/need.ts';
import { Words } from '../../../../../src/kit/match/formula/words.ts';

const inStrings: Need = { letters: ['select'], inStrings: true };

describe('what is needed', () => {
  test('of one of several is nothing when one of them needs nothing', () => {
    expect(anyOf(['a', null])).toBeNull();
  });

  test('of all of several is what any of them needs, the plainest first', () => {
    expect(allOf([null, inStrings, 'a', { all: ['b', 'a'] }])).toEqual({ all: ['a', 'b', inStrings] });
    expect(allOf([null, 'a'])).toBe('a');
    expect(allOf([null])).toBeNull();
  });

  test('is no more than what needs least', () => {
    expect(anyOf(['a', { all: ['a', 'b'] }, { any: ['c', { all: ['b', 'c'] }] }])).toEqual({
      any: ['a', 'c'],
    });
  });

  test('of none at all is never met', () => {
    expect(new Words('a b').meet(anyOf([]))).toBe(false);
  });
});

test.each<[string, Need | null, boolean]>([
  ['a.b', 'b', true],
  ['a.bc', 'b', false],
  ['$(x)', '$', true],
  ['`${x}`', '$', false],
  ['newSecretKey', { letters: ['secret'], inStrings: false }, true],
  ['newSecretKey', { letters: [' secret'], inStrings: false }, false],
  ['sel + ect', inStrings, false],
  ['"sel" + "ect"', inStrings, true],
  ['"SEL" + "ect"', inStrings, true],
  ['"sel" + x', inStrings, false],
  ['a b', { all: ['a', 'c'] }, false],
  ['a b', { any: ['c', 'b'] }, true],
  ['', null, true],
])('the words of %s meet %j: %s', (text, need, meets) => {
  expect(new Words(text).meet(need)).toBe(meets);
});
