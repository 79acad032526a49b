/** One guard for many texts. */
import { describe, expect, it } from 'vitest';
import { compileRegex, type Searcher } from '../../../../../src/kit/match/regex/compile.ts';
import { guarded, together } from '../../../../../src/kit/match/regex/guard.ts';
import { translate, type Translated } from '../../../../../src/kit/match/regex/translate.ts';
import { TooLong } from '../../../../../src/kit/match/too-long.ts';

const dear = compileRegex('(a+)+$') as Searcher;

describe('together', () => {
  it('begins a task anew under guard when one of its texts needs it', () => {
    let begun = 0;
    const answers = together(() => {
      begun++;
      return ['aaa', 'b', 'aa'].map((text) => dear.atStart(text));
    });
    expect([answers, begun]).toEqual([[true, false, true], 2]);
  });

  it('begins once when none does', () => {
    let begun = 0;
    together(() => begun++);
    expect(begun).toBe(1);
  });

  it('ends what does not end, and can be asked again', () => {
    const endless = `${'a'.repeat(60)}b`;
    expect(() => together(() => dear.atStart(endless))).toThrow(TooLong);
    expect(together(() => guarded(() => dear.atStart('a')))).toBe(true);
  });

  it('hands on what the task throws', () => {
    expect(() => together(() => guarded(() => JSON.parse('{')))).toThrow(SyntaxError);
    expect(guarded(() => 1)).toBe(1);
  });
});

describe('the effort of an expression', () => {
  const effort = (pcre: string) => (translate(pcre, false) as Translated).effort;

  it.each([
    ['^(?:\\w+\\.)*name$', { nested: false, loops: 1 }],
    ['^(?:res|req)(?:\\.[\\w()]+)*$', { nested: false, loops: 1 }],
    ['(?:a*|b*|c)d*', { nested: false, loops: 2 }],
    ['^(?!.*x)(?!.*y).*z', { nested: false, loops: 1 }],
    ['(?:\\w+\\w)*', { nested: true }],
    ['(?:\\.[\\w.]+)*', { nested: true }],
    ['(?:a|b)*', { nested: true }],
    ['a*(?=b*)c*', { nested: false, loops: 3 }],
  ])('is told of %s', (pcre, expected) => {
    expect(effort(pcre)).toMatchObject(expected);
  });
});
