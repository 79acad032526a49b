import { describe, expect, it } from 'vitest';
import { filled, sentenceOf } from '../../../../src/kit/match/filled.ts';
import type { Match } from '../../../../src/kit/match/match.ts';

const bound = (values: Readonly<Record<string, string>>): Pick<Match, 'bindings'> => ({
  bindings: new Map(Object.entries(values).map(([name, text]) => [name, { start: 0, end: 0, text }])),
});
const match = bound({ $X: 'a  +\n  b', '$...ARGS': 'c, d', $1: 'e', $LONG: 'x'.repeat(200) });

describe('a template', () => {
  it('has every metavariable written out, as it stands in the text', () => {
    expect(filled('f($X, $...ARGS, $1)', match)).toBe('f(a  +\n  b, c, d, e)');
  });

  it('keeps names that stand for nothing, and dollars that are none', () => {
    expect(filled('$Y $x $ US$', match)).toBe('$Y $x $ US$');
  });

  it('takes a value for a value, whatever is in it', () => {
    expect(filled('$A', bound({ $A: '$B $& $1', $B: 'no' }))).toBe('$B $& $1');
  });
});

describe('a sentence', () => {
  it('is one line, and shows so much of a value', () => {
    const said = sentenceOf('The call\n  of $X\tgets $LONG. ', match);
    expect(said).toBe(`The call of a + b gets ${'x'.repeat(79)}….`);
  });
});
