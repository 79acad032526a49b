/** Scanning is total: any bytes, in order, in one pass; and what is no token changes nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../../src/domain/path.ts';
import { cloneLanguageOf } from '../../../../src/kit/clones/language.ts';
import { scan } from '../../../../src/kit/clones/scan.ts';
import { type CloneLanguage, KIND, type Scan } from '../../../../src/kit/clones/tokens.ts';

const LANGUAGES: CloneLanguage[] = ['script', 'python', 'java', 'go'];
const PIECES =
  'a B 1 "s" \' ` ${ ( ) [ ] { } < > </a> /> / // /* */ # , ; : ? ?. . = => -> ! @ \\ function class def func record ' +
  'async export const type interface if case new return throws """ f" \n \n  \t \r\n \0 é';
const language = fc.constantFrom(...LANGUAGES);
const nonsense = fc
  .array(fc.constantFrom(...PIECES.split(' '), ' ', '\n'), { maxLength: 80 })
  .map((all) => all.join(' '));
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  nonsense.map((text) => Buffer.from(text)),
);

describe('scan', () => {
  it('gives tokens in order, on their lines, and units that nest or stand apart, whatever the bytes [T60]', () => {
    fc.assert(
      fc.property(bytes, language, (input, of) => {
        fc.pre((input[0] ?? 0) < 0xfe);
        const found = scan(input, of);
        expect(disorderIn(found, input)).toBe('');
        expect(crossingIn(found)).toBe('');
        expect(scan(input, of)).toEqual(found);
      }),
      { seed: 60, numRuns: 1000 },
    );
  });

  it('sees no comments and no blank lines', () => {
    const lines = ['class A {', 'b(c) {', 'return `d`', '}', '}'];
    const comments = fc.constantFrom('', '// x', '/* { \n */', '  ', '\r');
    const plain = shapeOf(scan(Buffer.from(lines.join('\n')), 'script'));
    fc.assert(
      fc.property(fc.array(comments, { minLength: 5, maxLength: 5 }), (between) => {
        const text = lines.map((line, at) => `${line} ${between[at] ?? ''}`).join('\n\n');
        expect(shapeOf(scan(Buffer.from(text), 'script'))).toEqual(plain);
      }),
      { seed: 3 },
    );
  });

  it.each(LANGUAGES)('reads deep nests, and what never ends in %s [T61]', (of) => {
    const many = [
      '(',
      '{',
      '([{',
      '=>',
      'a=>',
      '`${',
      '=<a>',
      '=/[',
      '(a):(b)',
      'class ',
      'def ',
      'func(',
      '"',
      '/*',
      '>(){}',
    ];
    for (const piece of many) {
      const input = Buffer.from(piece.repeat(20_000));
      expect(scan(input, of).tokens.count).toBeLessThanOrEqual(input.length + 2);
    }
  });

  it('reads 100,000 brackets and one line of 5 MB [T60]', () => {
    expect(scan(Buffer.from('('.repeat(100_000)), 'java').tokens.count).toBe(100_000);
    const line = Buffer.from('f(a, "b"); '.repeat(455_000));
    expect(scan(line, 'script').tokens.line.at(-1)).toBe(1);
  });

  it('counts quotes of either kind as the same where they mean the same', () => {
    const hashes = (text: string, of: CloneLanguage) => scan(Buffer.from(text), of).tokens.hash;
    expect(hashes("f('a')", 'script')).toEqual(hashes('f("a")', 'script'));
    expect(hashes("f('a')", 'python')).toEqual(hashes('f("a")', 'python'));
    expect(hashes("f('a')", 'go')).not.toEqual(hashes('f("a")', 'go'));
  });

  it('reads UTF-16 by its mark [T57]', () => {
    const text = 'function é(a) {\n  return a;\n}\n';
    const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect(scan(wide, 'script')).toEqual(scan(Buffer.from(text), 'script'));
    expect(scan(wide, 'script').units[0]?.name).toBe('é');
  });
});

describe('cloneLanguageOf', () => {
  it('reads JavaScript and TypeScript alike, and leaves others alone', () => {
    const of = ['a.js', 'a.mts', 'a.tsx', 'a.py', 'a.java', 'a.go', 'a.css'].map((path) =>
      cloneLanguageOf(repoPath(path)),
    );
    expect(of).toEqual(['script', 'script', 'script', 'python', 'java', 'go', undefined]);
  });
});

/** The first token that overlaps another, lies outside or is on another line than it says. */
function disorderIn({ tokens }: Scan, input: Uint8Array): string {
  let [row, at, before] = [1, 0, 0];
  for (let n = 0; n < tokens.count; n++) {
    const [start = 0, end = 0] = [tokens.start[n], tokens.end[n]];
    for (; at < start; at++) if (input[at] === 10) row++;
    const isPlaced = start >= before && end >= start && end <= input.length;
    if (!isPlaced || (tokens.kind[n] !== KIND.layout && tokens.line[n] !== row))
      return `token ${n} at ${start}`;
    before = end;
  }
  return '';
}

/** The first unit that is not in order, or crosses another. */
function crossingIn({ units, tokens }: Scan): string {
  const around: number[] = [];
  for (const { name, first, body, end, startLine, endLine } of units) {
    while (first >= (around.at(-1) ?? Infinity)) around.pop();
    const isOrdered = first < body && body <= end && end <= tokens.count && startLine <= endLine;
    if (!isOrdered || end > (around.at(-1) ?? Infinity)) return `${name} ${first}-${end}`;
    around.push(end);
  }
  return '';
}

/** What must not change with layout. */
function shapeOf({ tokens, units }: Scan): unknown {
  const spans = units.map(({ name, first, body, end }) => ({ name, first, body, end }));
  return { hash: tokens.hash, kind: tokens.kind, spans };
}
