/** Code that is hidden from a grammar is seen as its compiler sees it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asRead } from '../../../../../src/kit/match/lower/as-read.ts';
import type { RuleLanguage, TreeLanguage } from '../../../../../src/kit/match/rule.ts';
import { finds } from '../../../../support/match-rules.ts';

const inJava = (body: string): string => `class A { void f() {\n${body}\n} }`;

describe('code is seen', () => {
  it.each<[string, TreeLanguage, string]>([
    ['behind a comment that a lone CR ends', 'python', 'x = 1 # so\rrun(a)\n'],
    ['behind a comment that a lone CR ends', 'java', inJava('// so\r run(a);')],
    ['behind a comment that an escape ends', 'java', inJava(String.raw`// so \u000a run(a);`)],
    ['with escapes in its names', 'java', inJava(String.raw`r\u0075\uu006E(a);`)],
    ['between quotes that are escapes', 'java', inJava(String.raw`x = "\u0022 + run(a) + \u0022";`)],
    ['with names in other letters', 'python', 'ｒun(𝐚)\n'],
    ['with escapes in its names', 'javascript', String.raw`r\u0075\u{006e}(a);`],
  ])('%s in %s', async (_, language, text) => {
    expect(await finds('run(...)', language, text)).toHaveLength(1);
  });
});

it.each<[RuleLanguage, string]>([
  ['java', String.raw`"\\u0041 \n\u0041 \u005cn \u00e9 \\\\u000a"`],
  ['java', 'a\r\nb'],
  ['python', 'naïve = "\\u0041"\r\nﬁ = 1\n'],
  ['javascript', 'a\rb'],
])('what means itself in %s stays: %s', (language, text) => {
  expect(asRead(text, language)).toBe(text);
});

it('nothing moves, whatever the text', () => {
  const part = fc.constantFrom(
    '\\',
    'u',
    '0',
    '00',
    '41',
    '0a',
    'a',
    '$',
    '\r',
    '\n',
    'ｒ',
    '𝐚',
    'ﬁ',
    '"',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(part), fc.constantFrom<RuleLanguage>('java', 'python', 'go'), (parts, language) => {
      const text = parts.join('');
      expect(asRead(text, language)).toHaveLength(text.length);
    }),
  );
});
