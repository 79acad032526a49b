/** What test files say of their rules. */
import { describe, expect, it } from 'vitest';
import { annotationsOf } from '../../../../../src/kit/match/rule-test/annotations.ts';

function said(text: string): string[] {
  return annotationsOf(text).map(({ kind, rule, line }) => `${kind} ${rule} ${line}`);
}

describe('annotationsOf', () => {
  it.each([
    ['# ruleid: one\nf()', ['ruleid one 2']],
    ['//ok:one\nf()', ['ok one 2']],
    ['/* todoruleid: one */\nf()', ['todoruleid one 2']],
    ['<!-- todook: one-->\nf()', ['todook one 2']],
    ['{/* ruleid: one */}\nf()', ['ruleid one 2']],
    ['# ruleid: one, two.three\nf()', ['ruleid one 2', 'ruleid two.three 2']],
    ['# ruleid: one because of that\nf()', ['ruleid one 2']],
    ['# ruleid: deepok: one\nf()', ['ruleid one 2']],
    ['# deepruleid: one\nf()', ['todook one 2']],
    ['f() # ruleid: one\ng()', ['ruleid one 2']],
    ['# ruleid: one', ['ruleid one 2']],
    ['# looks ok: it is\n# token: one', ['ok it 2']],
    ['# ok:\nf()', []],
  ])('reads %j', (text, annotations) => {
    expect(said(text)).toEqual(annotations);
  });

  it('lets annotations one below the other speak of the same line', () => {
    const text = '# ruleid: one\n# ok: two\n# todook: three\nf()\n# ok: one\ng()';
    expect(said('{{! ok: one }}\n{# ok: two #}\n{/* ok: three */}\nf()')).toEqual([
      'ok one 4',
      'ok two 4',
      'ok three 4',
    ]);
    expect(said(text)).toEqual(['ruleid one 4', 'ok two 4', 'todook three 4', 'ok one 6']);
  });
});
