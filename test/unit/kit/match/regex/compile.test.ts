/** PCRE of rules: the same places as PCRE gives, and an end to what does not end. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { compileRegex } from '../../../../../src/kit/match/regex/compile.ts';
import { TooLong } from '../../../../../src/kit/match/too-long.ts';

function searcher(pcre: string) {
  const compiled = compileRegex(pcre);
  if (typeof compiled === 'string') throw new Error(compiled);
  return compiled;
}

/** What is found, each with what its groups caught. */
function found(pcre: string, text: string): string[][] {
  return searcher(pcre)
    .all(text)
    .map(({ start, end, groups }) => [text.slice(start, end), ...groups.map((group) => group?.text ?? '-')]);
}

describe('compileRegex', () => {
  it.each([
    ['flags in front', '(?i)ab', 'xABab', [['AB'], ['ab']]],
    ['flags in the middle', 'a(?i)b|c', 'aB C AB', [['aB'], ['C']]],
    ['flags of a group', '(?i:k)k', 'Kk KK', [['Kk']]],
    ['ranges in both cases', '(?i)[a-c]+', 'AbCd', [['AbC']]],
    ['flags taken back', '(?i)a(?-i)b', 'Ab AB', [['Ab']]],
    ['the extended syntax', '(?x) a b # words\n c', 'abc', [['abc']]],
    ['a dot that meets line ends', '(?s)a.b', 'a\nb', [['a\nb']]],
    ['named groups', '(?P<word>\\w)(?P=word)', 'abb', [['bb', 'b']]],
    ['quoted names', "(?'q'.)\\k{q}", 'abb', [['bb', 'b']]],
    [
      'groups by number',
      '(["\'])(.*?)\\1',
      `a 'b' "c"`,
      [
        ["'b'", "'", 'b'],
        ['"c"', '"', 'c'],
      ],
    ],
    ['a group that caught nothing', '(a)|(b)', 'b', [['b', '-', 'b']]],
    ['repetition that gives nothing back', 'a++a', 'aaa', []],
    ['an atomic group', '(?>a|ab)c', 'abc ac', [['ac']]],
    ['an atomic group again and again', '(?>a|ab)+c', 'aac abc', [['aac']]],
    ['groups after an atomic one', '(?>(a)b)(c)\\2', 'abcc', [['abcc', 'a', 'c']]],
    ['line ends', '^x$', 'x\ny\nx', [['x'], ['x']]],
    ['the ends of the text', '\\Ax|x\\z', 'x\nx\nx', [['x'], ['x']]],
    ['named classes', '[[:alpha:]_-]+', '1ab-_', [['ab-_']]],
    ['brackets inside a class', '[]a[]+', 'x]a[', [[']a[']]],
    ['a dash after a set', '[\\w-.]+', 'a-b.c d', [['a-b.c'], ['d']]],
    ['braces that repeat nothing', 'x{,2}{a}', 'x{,2}{a}', [['x{,2}{a}']]],
    ['words as they are', '\\Qa.b\\E+', 'a.bb axb', [['a.bb']]],
    ['escapes by number', '\\x41\\x{1F600}\\012', 'A\u{1F600}\n', [['A\u{1F600}\n']]],
    ['properties', '\\p{Lu}\\pL', 'aÄö', [['Äö']]],
    ['looking around', '(?<!a)b(?=c)(?!cd)', 'abc bcd bc', [['b']]],
    ['comments', 'a(?#not this)b', 'ab', [['ab']]],
    ['empty matches', 'a*', 'ba', [[''], ['a'], ['']]],
  ])('knows %s', (_, pcre, text, places) => {
    expect(found(pcre, text)).toEqual(places);
  });

  it('says at which offsets a group stood', () => {
    expect(searcher('=(\\w+)').all('a=bc')[0]?.groups[0]).toEqual({ start: 2, end: 4, text: 'bc' });
  });

  it('is anchored at the left end alone when it asks about a text', () => {
    expect(searcher('get').atStart('getter')).toBe(true);
    expect(searcher('get').atStart('forget')).toBe(false);
    expect(searcher('^b').atStart('a\nb')).toBe(false);
  });

  it.each([
    ['(a', 'a group is not closed'],
    ['a)', 'a group is closed that is not open'],
    ['[a', 'a character class is not closed'],
    ['a**', '* repeats nothing'],
    ['a\\', 'it ends in a backslash'],
    ['(?R)', '(?R) is not supported'],
    ['(?(1)a)', '(?(1 is not supported'],
    ['\\2(a)', '\\2 names no group before it'],
    ['\\G', '\\G is not supported'],
  ])('says why %s is no expression', (pcre, reason) => {
    expect(compileRegex(pcre)).toBe(reason);
  });

  it('[T82] ends an expression that would run for ever', () => {
    expect(() => searcher('(a+)+$').atStart(`${'a'.repeat(60)}b`)).toThrow(TooLong);
    expect(() => searcher('(?:a|a)*b').all('a'.repeat(60))).toThrow(TooLong);
  });

  it('searches again after it was ended', () => {
    const search = searcher('(a+)+$');
    expect(() => search.atStart(`${'a'.repeat(60)}b`)).toThrow(TooLong);
    expect(search.atStart('aaa')).toBe(true);
  });

  it('gives an answer for whatever stands in a rule', () => {
    const piece = fc.constantFrom(...'ab(|)[]*+?{},\\^$.1-:<>=!PiQE', '(?', '(?<', '[[:', 'é', '\u{1F600}');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const compiled = compileRegex(pieces.join(''));
        if (typeof compiled === 'string') expect(compiled).not.toBe('');
        else expect(Array.isArray(compiled.all('aab(1'))).toBe(true);
      }),
    );
  });

  it('finds what JavaScript finds where both mean the same', () => {
    const piece = fc.constantFrom('a', 'b', '.', '[ab]', '(a)', '(?:b|a)', '\\w', '^', 'c?', 'b+', 'a*?');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.stringMatching(/^[abc\n]{0,12}$/), (pieces, text) => {
        const places = searcher(pieces.join('')).all(text);
        const native = [...text.matchAll(new RegExp(pieces.join(''), 'gm'))];
        expect(places.map(({ start, end }) => [start, end])).toEqual(
          native.map((match) => [match.index, match.index + match[0].length]),
        );
      }),
    );
  });
});
