/** Which test belongs to which rule file. */
import { describe, expect, it } from 'vitest';
import { suitesOf } from '../../../../../src/kit/match/rule-test/suites.ts';

describe('suitesOf', () => {
  it('puts tests beside the rule file that has most of their name', () => {
    const paths = ['a/x.yml', 'a/x.y.yaml', 'a/x.py', 'a/x.y.py', 'a/x.more.js', 'a/z.py', 'x.py'];
    expect(suitesOf(paths)).toEqual([
      {
        rules: 'a/x.yml',
        tests: [
          { path: 'a/x.py', fixed: undefined },
          { path: 'a/x.more.js', fixed: undefined },
        ],
      },
      { rules: 'a/x.y.yaml', tests: [{ path: 'a/x.y.py', fixed: undefined }] },
    ]);
  });

  it('finds what a test should be when it is fixed', () => {
    expect(suitesOf(['x.yml', 'x.fixed.py', 'x.py', 'x.test.yml', 'x.fixed.yml'])).toEqual([
      { rules: 'x.yml', tests: [{ path: 'x.py', fixed: 'x.fixed.py' }] },
    ]);
  });
});
