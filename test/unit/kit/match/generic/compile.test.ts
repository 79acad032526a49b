/** Patterns over text that no grammar reads. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { compileGeneric } from '../../../../../src/kit/match/generic/compile.ts';
import { TooLong } from '../../../../../src/kit/match/too-long.ts';

function places(pattern: string, text: string, span: number | null = null) {
  const compiled = compileGeneric(pattern, span);
  if (typeof compiled === 'string') throw new Error(compiled);
  return compiled.all(text);
}

function found(pattern: string, text: string, span: number | null = null): string[] {
  return places(pattern, text, span).map(({ start, end }) => text.slice(start, end));
}

describe('compileGeneric', () => {
  it.each([
    ['words, whatever stands between them', 'a = b', 'a=b a  =\nb ab', ['a=b', 'a  =\nb']],
    ['whole words only', 'get', 'getter get forget', ['get']],
    ['the shortest stretch', '<b ...>', '<b x> <b y>', ['<b x>', '<b y>']],
    ['the shortest of what ends at one place', '<b ... y>', '<b x> <b y>', ['<b y>']],
    ['all of what ends in a gap', '<$X ...', '<b <c', ['<b <c', '<c']],
    ['a gap over nothing', 'f(...)', 'f()', ['f()']],
    ['a metavariable as one word', 'a=$X', 'a=b.c a="d"', ['a=b']],
    ['the same word for the same metavariable', '$X = $X', 'a = b c = c', ['c = c']],
    ['braces in pairs', '{ ... } c', '{ a { b } d } c', ['{ a { b } d } c']],
    ['a gap at the end', 'a ...', 'a b c', ['a b c']],
    ['gaps in front as nothing', '... b', 'a b', ['b']],
  ])('matches %s', (_, pattern, text, stretches) => {
    expect(found(pattern, text)).toEqual(stretches);
  });

  it('binds what a gap with a name skipped', () => {
    const [match] = places('x={{$...V}}', 'x={{ a.b | c }}');
    expect(match?.bindings.get('$...V')).toEqual({ start: 4, end: 12, text: ' a.b | c' });
  });

  it('skips ten line ends with each gap', () => {
    const lines = (count: number) => `a${'\nx'.repeat(count)} b`;
    expect(found('a ... b', lines(10))).toHaveLength(1);
    expect(found('a ... b', lines(11))).toHaveLength(0);
    expect(found('a ... ... b', lines(20))).toHaveLength(1);
    expect(found('a ... ... b', lines(21))).toHaveLength(0);
  });

  it('skips as many line ends as a rule says', () => {
    expect(found('a=$...V', 'a=b,c\nd=e', 0)).toEqual(['a=b,c']);
    expect(found('a ... b', 'a\nb', 0)).toEqual([]);
  });

  it('stays in the block in which it begins', () => {
    expect(found('a ... b', 'x:\n  a\n    b\n')).toHaveLength(1);
    expect(found('a ... b', 'x:\n  a\ny:\n  b\n')).toHaveLength(0);
  });

  it('stays in the brackets in which it begins', () => {
    expect(found('a ... b', '(a) b')).toEqual([]);
    expect(found('a ... b', '(a\n) b')).toHaveLength(1);
  });

  it('refuses what would match everywhere', () => {
    expect(compileGeneric('... ...', null)).toBe('the pattern matches everything');
    expect(compileGeneric('', null)).toBe('the pattern matches everything');
    expect(compileGeneric('a '.repeat(2000), null)).toBe('the pattern is too long');
  });

  it('[T82] ends a search that would run for ever', () => {
    const text = `${'a '.repeat(3000)}`;
    expect(() => found('$A ... $A ... $B ... $B ... $C ... $C ... x', text)).toThrow(TooLong);
  });

  it('[T82] comes to an end where a text is one long line of brackets', () => {
    expect(found('( ... x', '('.repeat(50_000))).toEqual([]);
    expect(found('x ... y', `${'x '.repeat(2000)}`)).toEqual([]);
  });

  it('gives stretches of the text, in order, whatever both are', () => {
    const words = fc.array(fc.constantFrom('a', 'b', '(', ')', '{', '}', '\n', '\n  ', '<', '>'), {
      maxLength: 30,
    });
    const pieces = fc.array(fc.constantFrom('a', 'b', '$X', '...', '$...Y', '(', ')', '{', '}', '<'), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(words, pieces, (text, pattern) => {
        const compiled = compileGeneric(pattern.join(' '), null);
        if (typeof compiled === 'string') return;
        let last = -1;
        for (const { start, end } of compiled.all(text.join(' '))) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          last = start;
        }
      }),
    );
  });
});
