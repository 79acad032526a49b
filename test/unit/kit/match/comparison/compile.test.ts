/** Comparisons of rules: Python's words over what metavariables stand for. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { compileComparison } from '../../../../../src/kit/match/comparison/compile.ts';

const VALUES: Readonly<Record<string, string | number>> = {
  $N: 420,
  $S: 'health',
  '$...LIST': '*',
  $T: '42',
  $B: 'false',
};

function holds(text: string): boolean {
  const comparison = compileComparison(text);
  if (typeof comparison === 'string') throw new Error(comparison);
  return comparison((variable) => VALUES[variable]);
}

describe('compileComparison', () => {
  it.each([
    '$N == 0o644',
    '$N >= 0x1a4 and $N < 0b1000000000',
    'not str($...LIST) in ["health", "beacon"]',
    'str($...LIST) in ["health", "*"]',
    "$S != 'beacon' or $N > 1000",
    "$S not in ['beacon', 'x']",
    '$N & 0o4 == 4',
    '$N + 1 * 2 == 422',
    '2 ** 3 ** 0 == 2 and -2 ** 2 == -4',
    '-7 // 2 == -4 and -7 % 3 == 2',
    '1 << 4 | 1 == 17',
    'int($T) == 42 and float("0.5") < 1',
    'len($S) == 6 and "eal" in $S',
    're.match("he.*", $S) and not re.match("eal", $S) and re.search(r"e\\w", $S)',
    '($N > 1) == True',
    '$S + "y" == "healthy" and $S < "i"',
    '~5 == -6',
    '$B == False and $B != True and True != $B',
  ])('%s holds', (text) => expect(holds(text)).toBe(true));

  it.each([
    '$N > 420',
    '$MISSING > 1',
    'not $MISSING',
    '$MISSING != 1',
    '$S > 1',
    '$N / 0 > 1',
    'int($S) == 0',
    '"a" in $N',
    '[]',
  ])('%s does not', (text) => expect(holds(text)).toBe(false));

  it('asks the right side only where the left one leaves it open', () => {
    expect(holds('$MISSING > 1 or $N == 420')).toBe(true);
    expect(holds('$N == 420 or $MISSING > 1')).toBe(true);
  });

  it.each([
    ['$N >', 'it is not understood at its end'],
    ['$N > 1)', 'it is not understood at )'],
    ['import os', 'it is not understood at import'],
    ['eval("1")', 'there is no function eval'],
    ['int(1, 2)', 'int takes one value'],
    ['re.match($S, $S)', 're.match takes an expression and a text'],
    ['re.match("(", $S)', 'a group is not closed'],
    ['$N @ 1', 'it is not understood at " @ 1"'],
    ['('.repeat(500), 'it is nested too deeply'],
    ['1+'.repeat(2000), 'it is too long'],
  ])('says why %s is no comparison', (text, reason) => expect(compileComparison(text)).toBe(reason));

  it('gives an answer for whatever stands in a rule', () => {
    const piece = fc.constantFrom(
      '$N',
      '$S',
      '1',
      '"a"',
      '(',
      ')',
      '[',
      ']',
      ',',
      'not',
      'in',
      'and',
      'int',
      '-',
      '**',
      '<',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const comparison = compileComparison(pieces.join(' '));
        expect(typeof comparison === 'string' || typeof comparison(() => 1) === 'boolean').toBe(true);
      }),
    );
  });
});
