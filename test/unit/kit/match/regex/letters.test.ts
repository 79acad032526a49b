import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Row } from '../../../../../src/kit/match/formula/row.ts';
import { compileRegex } from '../../../../../src/kit/match/regex/compile.ts';

function lettersOf(source: string): readonly string[] | null {
  const made = compileRegex(source);
  if (typeof made === 'string') throw new Error(made);
  return made.anchored.letters;
}

describe('what a text must hold for an expression to match it', () => {
  test.each([
    ['secret', ['secret']],
    ['^secret$', [' secret ']],
    [String.raw`\bsecret`, [' secret']],
    [String.raw`^(?:[\w.]+\.)?(?:password|pwd)$`, [' password ', ' pwd ']],
    [String.raw`(?i)^\w*(?:PASSWORD|api_?key)`, ['password', 'api']],
    [String.raw`a{2,}bcd`, ['bcd']],
    ['(?:abc)*def', ['def']],
    ['(?:abc)+', ['abc']],
    ['(?!never)always', ['always']],
    [String.raw`['"]?rejectUnauthorized['"]?`, ['rejectunauthorized']],
    [String.raw`^['"]?rejectUnauthorized['"]?$`, [' rejectunauthorized ']],
    ['3des', ['3des']],
    ['^3des$', [' 3des']],
    ['^md5$', [' md5']],
    ['colou?r', ['colo']],
  ])('%s needs %j', (source, letters) => {
    expect(lettersOf(source)).toEqual(letters);
  });

  test.each(['a', 'abc|', '(?:abc|x.y)', '(?:abc)?', String.raw`\w+`, '', '.*'])(
    '%j needs nothing',
    (source) => {
      expect(lettersOf(source)).toBeNull();
    },
  );

  test('the end of a word is none where another letter may follow', () => {
    expect(lettersOf(String.raw`^get\B`)).toEqual([' get']);
    expect(lettersOf('^get[A-Z]')).toEqual([' get']);
    expect(lettersOf(String.raw`^get[.\s]`)).toEqual([' get ']);
  });
});

/** An expression, and a text that it matches whole. */
interface Sample {
  readonly source: string;
  readonly text: string;
}

const name = fc.stringMatching(/^[a-zA-Z0-9_]{1,6}$/).map((text): Sample => ({ source: text, text }));
const sign = fc
  .constantFrom('.', ' ', '-', '/')
  .map((text): Sample => ({ source: text === ' ' ? text : `\\${text}`, text }));
const any = fc.constantFrom('a', 'Z', '_', '7', '.', ' ').map((text): Sample => ({ source: '[^\\n]', text }));
const { sample } = fc.letrec<{ sample: Sample }>((tie) => ({
  sample: fc.oneof(
    { maxDepth: 3 },
    name,
    sign,
    any,
    fc.array(tie('sample'), { minLength: 2, maxLength: 3 }).map((parts): Sample => ({
      source: parts.map(({ source }) => source).join(''),
      text: parts.map(({ text }) => text).join(''),
    })),
    fc.tuple(tie('sample'), tie('sample')).map(([one, other]): Sample => ({
      source: `(?:${one.source}|${other.source})`,
      text: one.text,
    })),
    fc.tuple(tie('sample'), fc.integer({ min: 0, max: 2 })).map(([{ source, text }, times]): Sample => ({
      source: `(?:${source})*`,
      text: text.repeat(times),
    })),
  ),
}));

test('whatever an expression matches holds the letters that it needs', () => {
  fc.assert(
    fc.property(sample, fc.boolean(), ({ source, text }, isWhole) => {
      const letters = lettersOf(isWhole ? `^${source}$` : source);
      const row = new Row(`(${isWhole ? text : `x${text}x`})`.match(/\w+/g) ?? []);
      return letters === null || letters.some((one) => row.holds(one));
    }),
    { numRuns: 1000 },
  );
});
