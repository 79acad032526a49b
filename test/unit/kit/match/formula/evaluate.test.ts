/** Formulas whose parts are asked in another order than they are written. */
import { describe, expect, it } from 'vitest';
import type { Condition, Formula } from '../../../../../src/kit/match/rule.ts';
import { all, finds, pattern } from '../../../../support/match-rules.ts';

const where = (variable: string, regex: string): Condition => ({
  kind: 'regex',
  variable,
  regex,
  not: false,
});
const not = (of: Formula): Formula => ({ kind: 'not', of });

describe('evaluate', () => {
  it('finds nothing where one of the parts has no word of its own in the file', async () => {
    const formula = all([
      pattern('$X.$RUN($A)'),
      all([pattern('$X.$RUN(...)')], [where('$RUN', '^(?:exec)$')]),
    ]);
    expect(await finds(formula, 'javascript', 'a.run(1)')).toEqual([]);
    expect(await finds(formula, 'javascript', 'a.run(1); b.exec(2)')).toEqual(['b.exec(2)']);
  });

  it('excludes what a negative part says, within the same condition', async () => {
    const formula = all(
      [pattern('$X.$RUN(...)'), not(pattern('$X.$RUN({...})'))],
      [where('$RUN', '^(?:exec)$')],
    );
    expect(await finds(formula, 'javascript', 'a.exec({}); a.exec(b); a.run(b)')).toEqual(['a.exec(b)']);
  });

  it('asks of a string what a condition says of its content', async () => {
    const formula = all([pattern('f("$URL", ...)')], [where('$URL', '^http://')]);
    expect(
      await finds(formula, 'python', 'f("http://a", 1)\nf("https://a")\nu = "http:" + "//b"\nf(u)\n'),
    ).toEqual(['f("http://a", 1)', 'f(u)']);
  });

  it('looks where the other parts have been for what fits anything', async () => {
    const formula = all([pattern('$X'), { kind: 'inside', of: pattern('f(...)') }], [where('$X', '^a$')]);
    expect(await finds(formula, 'python', 'g(a)\nf(a)\n')).toEqual(['a']);
    expect(await finds(all([not(pattern('f(...)')), pattern('$X(...)')]), 'python', 'g(a)\nf(a)\n')).toEqual([
      'g(a)',
    ]);
  });

  it.each([
    ['f($X, ...)', ['f(1)', 'f(1, 2)']],
    ['f(...)', ['f()', 'f(1)', 'f(1, 2)', 'f(k=1)']],
    ['f($X)', ['f(1)']],
    ['f(..., k=1)', ['f(k=1)']],
    ['f(k=1)', ['f(k=1)']],
  ])('takes as many arguments as %s allows', async (text, expected) => {
    expect(await finds(text, 'python', 'f()\nf(1)\nf(1, 2)\nf(k=1)\n')).toEqual(expected);
  });
});
