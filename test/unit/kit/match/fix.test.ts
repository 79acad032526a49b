/** What a rule proposes to write in the place of a match. */
import { describe, expect, it } from 'vitest';
import { fixOf, fixProblem, rewrite } from '../../../../src/kit/match/fix.ts';
import { readRuleFile } from '../../../../src/kit/match/rule-file/read.ts';

function ruleWith(fix: Record<string, unknown>) {
  const base = { id: 'one', message: 'm', severity: 'INFO', languages: ['python'], pattern: 'f($X)' };
  const [rule] = readRuleFile('a.yml', JSON.stringify({ rules: [{ ...base, ...fix }] })).rules;
  return rule!;
}

/** The text after the fix of a match of `found`, in which `$X` stands for `x` and `$...A` for `a, b`. */
function fixed(fix: Record<string, unknown>, text: string, found = text): string {
  const start = text.indexOf(found);
  const bound = (word: string) => ({ start, end: start, text: word });
  const bindings = new Map([
    ['$X', bound('x')],
    ['$XY', bound('xy')],
    ['$...A', bound('a, b')],
    ['$1', bound('one')],
  ]);
  const match = { rule: 'one', start, end: start + found.length, bindings, path: [] };
  const change = fixOf(ruleWith(fix), match, text);
  return rewrite(text, change ? [change] : []);
}

describe('fixOf', () => {
  it('writes metavariables out', () => {
    expect(fixed({ fix: 'g($X, $XY, $...A, $1, $Z)' }, 'a = f(x)', 'f(x)')).toBe(
      'a = g(x, xy, a, b, one, $Z)',
    );
  });

  it('leaves the end of a block of YAML out', () => {
    expect(fixed({ fix: 'True\n' }, 'f(a=False)', 'False')).toBe('f(a=True)');
  });

  it('puts later lines under the first one', () => {
    expect(fixed({ fix: 'if $X:\n    g()\n' }, '  f()\n', 'f()')).toBe('  if x:\n      g()\n');
  });

  it('writes what an expression finds in the match anew', () => {
    const fix = { 'fix-regex': { regex: '(f)(\\w*)\\((.)', replacement: '\\2\\1[\\g<3>\\n\\\\' } };
    expect(fixed(fix, 'fab(x) fab(x)', 'fab(x)')).toBe('abf[x\n\\) fab(x)');
  });

  it('writes no more than it is told', () => {
    expect(fixed({ 'fix-regex': { regex: 'a', replacement: 'b', count: 2 } }, 'aaaa')).toBe('bbaa');
    expect(fixed({ 'fix-regex': { regex: 'a', replacement: 'b' } }, 'aaaa')).toBe('bbbb');
  });

  it('proposes nothing where there is nothing to write', () => {
    expect(fixed({}, 'f(x)')).toBe('f(x)');
    expect(fixed({ 'fix-regex': { regex: 'q', replacement: 'b' } }, 'f(x)')).toBe('f(x)');
  });
});

describe('fixProblem', () => {
  it('says why an expression cannot be searched', () => {
    expect(fixProblem(ruleWith({ 'fix-regex': { regex: '(', replacement: '' } }))).toBe(
      'a group is not closed',
    );
    expect(fixProblem(ruleWith({ fix: 'a' }))).toBeUndefined();
  });
});

describe('rewrite', () => {
  it('writes from left to right, and the outer one of two that overlap', () => {
    const rewrites = [
      { start: 4, end: 5, text: 'X' },
      { start: 0, end: 1, text: '' },
      { start: 2, end: 5, text: 'outer' },
    ];
    expect(rewrite('abcdef', rewrites)).toBe('bouterf');
  });
});
