/** Signatures of TypeScript that begin a line with a type parameter. */
import { describe, expect, it } from 'vitest';
import { divided } from '../../../../../src/kit/match/lower/signatures.ts';
import { lowerFile } from '../../../../../src/kit/match/lower/lower.ts';
import { finds } from '../../../../support/match-rules.ts';

const OVERLOADS = `interface Get {
  <T>(a: T): Promise<T>

  // with options
  <T, U>(a: T, b: U): [T, U]
  <V>(v: V): void
}
`;

describe('divided', () => {
  it('ends a signature where the next begins, without moving anything', () => {
    const text = divided(OVERLOADS);
    expect(text).toHaveLength(OVERLOADS.length);
    expect(text).toContain('Promise<T>;\n  // with options');
    expect(text).toContain('[T, U];  <V>');
  });

  it('leaves other lines as they are', () => {
    expect(divided('const a = b\n  < c // d\n')).toBe('const a = b;  < c // d\n');
    for (const text of ['f(\n  <div>\n)', 'a\n', '', '// a\n<b>', 'a // b\n<c>'])
      expect(divided(text)).toBeNull();
  });
});

describe('lowerFile', () => {
  it('reads an interface of such signatures, and what stands around it', async () => {
    const read = await lowerFile(OVERLOADS, 'typescript', 'a.ts');
    expect(read?.errors).toEqual([]);
    expect(await finds('eval($X)', 'typescript', `eval(a);\n${OVERLOADS}eval(b);\n`)).toEqual([
      'eval(a)',
      'eval(b)',
    ]);
  });

  it('keeps the reading of a text that is none the better for it', async () => {
    const read = await lowerFile('const a = b\n  < c)\n', 'typescript', 'a.ts');
    expect(read?.errors).toHaveLength(1);
  });
});
