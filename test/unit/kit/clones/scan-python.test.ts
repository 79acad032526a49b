/** Python: layout for braces, functions that end on their own last line. */
import { describe, expect, it } from 'vitest';
import { tokensIn, unitsIn, wordsIn } from './scan-text.ts';

const words = (text: string) => wordsIn(text, 'python');
const units = (text: string) => unitsIn(text, 'python');

describe('tokens of Python', () => {
  it('has layout outside of brackets only, and none for blank lines and comments', () => {
    expect(words('if a:\n\n    # b\n  c(\n1,\n)\nd \\\n + e')).toBe(
      'if a : layout layout c ( 1 ) layout layout d + e layout',
    );
  });

  it('takes a prefix into the string, and code within it', () => {
    expect(tokensIn(`x = rb'a' + f"{b["c"]}" + '''d\n'e'''`, 'python')).toBe(
      `variable:x punctuation:= string:rb'a' punctuation:+ string:f"{b["c"]}" punctuation:+ string:'''d\n'e''' layout`,
    );
  });

  it('leaves strings out that stand alone', () => {
    expect(words('"""doc"""\na = 1')).toBe('a = 1 layout');
  });
});

describe('functions of Python', () => {
  it('finds functions and methods with their decorators, up to their last line', () => {
    const text = `class A:
  @b
  @c(d)
  async def e(self, f: int = 1) -> dict[str, int]:
    """Doc."""
    if f:
      def g(): return 1
      return g


  def __init__(self): pass


def _h[T](): # i
    j
`;
    expect(units(text)).toEqual([
      '+A.e 2-8: if f: def g(): return 1 return g',
      'g 7-7: return 1',
      '+=A.__init__ 11-11: pass'.replace('+', ''),
      '_h 14-15: j',
    ]);
  });
});
