import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Capture, quote } from '../../../../src/kit/child/capture.ts';

describe('Capture', () => {
  test('a short output is kept whole', () => {
    const capture = new Capture(10);
    for (const part of ['abc', 'def', 'gh']) capture.write(Buffer.from(part));
    expect(capture.text()).toBe('abcdefgh');
    expect(capture.truncated).toBe(false);
  });

  test('[T96] of a long output the first and last bytes are kept', () => {
    const capture = new Capture(8);
    capture.write(Buffer.from('START'));
    for (let n = 0; n < 1000; n++) capture.write(Buffer.from('noise'));
    capture.write(Buffer.from('LAST'));
    expect(capture.text()).toBe('STARLAST');
    expect(capture.total).toBe(5009);
    expect(capture.truncated).toBe(true);
  });

  test('never more than the cap is kept, and never a byte less than fits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 30 })),
        fc.integer({ min: 2, max: 40 }),
        (chunks, half) => {
          const capture = new Capture(2 * half);
          for (const chunk of chunks) capture.write(Buffer.from(chunk));
          const all = Buffer.concat(chunks);
          const kept = capture.bytes();
          expect(kept.length).toBe(Math.min(all.length, 2 * half));
          expect(kept.subarray(0, half)).toEqual(all.subarray(0, half));
          expect(all.subarray(-kept.length).includes(kept.subarray(-half))).toBe(true);
        },
      ),
      { seed: 96, numRuns: 300 },
    );
  });
});

describe('quote', () => {
  test('[T82] quotes a megabyte of blanks like any other output', () => {
    expect(quote(`a${' '.repeat(1_000_000)}b\n \r\n c`)).toMatch(/b \/ c$/);
  });

  test('[T76] commands, ANSI, OSC 8 and bidi controls become inert text on one line', () => {
    const hostile =
      '\u001b[31mred\n::add-mask::secret\r\n##[error]x\u001b]8;;http://evil\u0007link\u202e\u200b';
    const shown = quote(hostile);
    expect(shown).toBe(
      '\\u{1b}[31mred / :\\u{3a}add-mask:\\u{3a}secret / #\\u{23}[error]x' +
        '\\u{1b}]8;;http://evil\\u{7}link\\u{202e}\\u{200b}',
    );
  });

  test('[T76] whatever a child prints, what is shown has no control character, no line break and an end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (output) => {
        const shown = quote(output);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|::|##\[/u);
        expect(shown.length).toBeLessThan(3700);
      }),
      { seed: 76, numRuns: 500 },
    );
  });

  test('of a long output the end is shown, of an error the start', () => {
    const long = `fatal${'x'.repeat(1000)}abort`;
    expect(quote(long)).toMatch(/^…x+abort$/);
    expect(quote(long, 'start')).toMatch(/^fatalx+…$/);
  });
});
