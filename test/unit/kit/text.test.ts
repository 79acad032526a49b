/** One coordinate system: decoding loses nothing, and a line is what git calls a line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode, Lines } from '../../../src/kit/text.ts';

describe('decode', () => {
  it('gives back the same bytes for any bytes without a UTF-16 mark [T57]', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
        fc.pre(!marked);
        expect(encode(decode(bytes))?.equals(Buffer.from(bytes))).toBe(true);
      }),
      { seed: 57 },
    );
  });

  it.each([
    ['utf-8', 'efbbbf6c', 'l'],
    ['utf-16le', 'fffe6c000a00', 'l\n'],
    ['utf-16be', 'feff006c000a', 'l\n'],
  ])('reads %s by its mark, leaves the mark out, and writes it again [T57]', (encoding, hex, text) => {
    const bytes = Buffer.from(hex, 'hex');
    expect(decode(bytes)).toEqual({ text, encoding, bom: true });
    expect(encode(decode(bytes))?.equals(bytes)).toBe(true);
  });

  it('takes NUL bytes as text [T56]', () => {
    expect(decode(Buffer.from('a\0b\n')).text).toBe('a\0b\n');
  });

  it('refuses to write a character that the encoding cannot hold', () => {
    expect(encode({ text: '日', encoding: 'unknown-8bit', bom: false })).toBeNull();
  });
});

describe('Lines', () => {
  it('ends a line at LF alone, as git does [T57]', () => {
    const lines = new Lines('a\r\nb\rc\u2028d\u2029e\nf');
    expect(lines.count).toBe(3);
    expect([lines.line(1), lines.line(2), lines.line(3), lines.line(4)]).toEqual([
      'a',
      'b\rc\u2028d\u2029e',
      'f',
      '',
    ]);
  });

  it('counts no line after the last LF', () => {
    expect([
      new Lines('').count,
      new Lines('a').count,
      new Lines('a\n').count,
      new Lines('\n\n').count,
    ]).toEqual([0, 1, 1, 2]);
  });

  it('finds the position of an offset and the offset of a position', () => {
    const text = 'let a;\n\n😀 = b;\n';
    const lines = new Lines(text);
    fc.assert(
      fc.property(fc.nat(text.length), (offset) => {
        const { line, column } = lines.position(offset);
        expect(lines.offset(line, column)).toBe(offset);
      }),
      { seed: 1 },
    );
    expect(lines.position(10)).toEqual({ line: 3, column: 3 });
  });
});
