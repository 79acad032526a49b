/** Brackets are counted as the languages read them, and only where nobody else does. */
import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import { stillPairs } from '../../../src/trial/brackets.ts';

const GO = 'package a\n\nfunc f(a []int) int {\n\treturn a[0] // :-)\n}\n';
const [go, java] = [repoPath('a.go'), repoPath('A.java')];

describe('brackets that a patch leaves', () => {
  it.each([
    ['another body', GO.replace('a[0]', 'len(a[1:])')],
    ['brackets in a string', GO.replace('a[0]', 'len("}{)(")')],
    ['brackets in a raw string over lines', GO.replace('a[0]', 'len(`}\n"{`)')],
    ['a bracket as a character', GO.replace('a[0]', "int('{') + int('\\'')")],
    ['brackets in a comment', GO.replace('// :-)', '/* {\n( */')],
    ['a name that every object has', GO.replace('a[0]', 'a.toString(constructor)')],
    ['an escaped quote', GO.replace('a[0]', 'len("\\"{")')],
  ])('pair with %s', (_, after) => {
    expect(stillPairs(go, GO, after)).toBe(true);
  });

  it.each([
    ['cut off', GO.slice(0, -3)],
    ['closed twice', `${GO}}\n`],
    ['of the wrong kind', GO.replace('a[0]', 'a[0)')],
    ['in a comment that has no end', GO.replace('// :-)', '/*')],
  ])('do not pair when they are %s', (_, after) => {
    expect(stillPairs(go, GO, after)).toBe(false);
    expect(stillPairs(repoPath('a.ts'), GO, after)).toBe(true);
  });

  it('may be text over lines in Java', () => {
    const before = 'class A {\n  String s = "";\n}\n';
    expect(stillPairs(java, before, before.replace('""', '"""\n  { "\n  """'))).toBe(true);
    expect(stillPairs(java, before, before.replace('""', 'f("'))).toBe(false);
  });

  it('are nothing new where they did not pair before', () => {
    expect(stillPairs(go, '}', '} }')).toBe(true);
  });

  it('are counted in any text in time', () => {
    for (const text of ['"', '`', '/*', "'\\", '{', '"""'])
      expect(stillPairs(go, '', text.repeat(200_000))).toBeTypeOf('boolean');
  });
});
