/** What the words of a file rule out is what no rule would find there. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition, TreeLanguage } from '../../../../../src/kit/match/rule.ts';
import { all, finds, pattern } from '../../../../support/match-rules.ts';

function regex(variable: string, source: string): Condition {
  return { kind: 'regex', variable, regex: source, not: false };
}

const QUERY = all([pattern('run("$TEXT")')], [regex('$TEXT', String.raw`(?is)^.*\bselect\b`)]);

async function isFound(language: TreeLanguage, text: string): Promise<boolean> {
  return (await finds(QUERY, language, text)).length > 0;
}

describe('a string that is put together', () => {
  test.each<[TreeLanguage, string]>([
    ['javascript', 'run("sel" + "ect 1")'],
    ['javascript', 'run("se" + "le" + "ct 1")'],
    ['javascript', 'const a = "sel"; run(a + "ect 1")'],
    ['javascript', 'const a = "lec"; run(`se${a}t 1`)'],
    ['javascript', "run(`sel${'ect'}`)"],
    ['javascript', 'run("SEL" + "ect")'],
    ['python', 'run("sel" "ect 1")'],
    ['python', 'a = "ect"\nrun(f"sel{a}")'],
    ['java', 'class A { void f() { run("sel" + "ect"); } }'],
    ['go', 'package a\nfunc f() { run(`sel` + "ect") }'],
  ])('of %s is found in pieces: %s', async (language, text) => {
    expect(await isFound(language, text)).toBe(true);
  });

  test('is found however it is cut', async () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 13 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(cuts, async (at) => {
        const ends = [0, ...at.sort((a, b) => a - b), 14];
        const pieces = ends.slice(1).map((end, i) => 'select * from'.slice(ends[i], end));
        expect(await isFound('javascript', `run(${pieces.map((piece) => `'${piece}'`).join(' + ')})`)).toBe(
          true,
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('a name', () => {
  const names = all([pattern('$LIBRARY.run()')], [regex('$LIBRARY', '^(?:my)?crypto[A-Z]?')]);

  test.each([
    'crypto.run()',
    'mycryptoX.run()',
    String.raw`\u0063rypto.run()`,
    String.raw`\u{63}rypto.run()`,
  ])('is found as it is written: %s', async (text) => {
    expect(await finds(names, 'javascript', text)).toHaveLength(1);
  });

  test('that no text has to hold is found all the same', async () => {
    const self = all([pattern('$OBJECT.run()')], [regex('$OBJECT', '^(?:this|self)$')]);
    expect(await finds(self, 'javascript', 'class A { f() { this.run(); } }')).toHaveLength(1);
  });
});

describe('a name with escapes', () => {
  test.each([
    ['cp.exec($X)', String.raw`cp.ex\u0065c(a)`],
    ['exec($X)', '//a\\\n\\u{65}xec(x)'],
    ['$($X)', 'f();//a\\\n\\u{24}(x)'],
  ])('is found by %s', async (formula, text) => {
    expect(await finds(formula, 'javascript', text)).toHaveLength(1);
  });

  test.each([
    ['^eval$', String.raw`\u0065val(a)`],
    ['^window.eval$', String.raw`window.\u0065val(a)`],
  ])('is what an expression sees: %s', async (source, text) => {
    const called = all([pattern('$F($X)')], [regex('$F', source)]);
    expect(await finds(called, 'javascript', text)).toHaveLength(1);
  });
});

describe('a word is not told by its edges', () => {
  test('where a letter has another case beyond ASCII', async () => {
    const called = all([pattern('$F()')], [regex('$F', '(?i)^abAbſ$')]);
    expect(await finds(called, 'javascript', 'abAbS()')).toHaveLength(1);
  });

  test('behind a number', async () => {
    const number = all([pattern('run($X if ... else ...)')], [regex('$X', '^1024$')]);
    expect(await finds(number, 'python', 'run(1024if 1 else f)')).toHaveLength(1);
  });

  test('where a brace follows a sign', async () => {
    expect(await finds('class $A extends $ {...}', 'javascript', 'class A extends ${}')).toHaveLength(1);
  });
});

test('a declaration of several names is found', async () => {
  const text = 'package a\nfunc f() {\nvar x, y = g()\n}';
  expect(await finds('var $A, $B = g()', 'go', text)).toHaveLength(1);
});
