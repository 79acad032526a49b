/** Paths are bytes: no two names become one, and none can pass for another. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePaths, displayPath, pathFromBytes, pathToBytes } from '../../../src/domain/path.ts';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 }).filter((name) => !name.includes(0));

describe('a repository path', () => {
  it('keeps every byte of a name that is not UTF-8 [T63]', () => {
    fc.assert(
      fc.property(bytes, (name) => {
        expect(Buffer.compare(pathToBytes(pathFromBytes(name)), Buffer.from(name))).toBe(0);
      }),
      { seed: 63 },
    );
  });

  it('never makes one path of two names [T63]', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        fc.pre(Buffer.compare(Buffer.from(a), Buffer.from(b)) !== 0);
        expect(pathFromBytes(a)).not.toBe(pathFromBytes(b));
      }),
      { seed: 63 },
    );
  });

  it('shows no control, bidirectional or zero-width character as itself [T62]', () => {
    const shown = displayPath(pathFromBytes(Buffer.from('a\n\t\u001b[2J\u202eb\u200bc')));
    expect(shown).toBe('a\\n\\t\\u{1b}[2J\\u{202e}b\\u{200b}c');
  });

  it('shows bytes that are not UTF-8 as escapes', () => {
    expect(displayPath(pathFromBytes(Uint8Array.of(0x61, 0xff, 0x62)))).toBe('a\\xffb');
  });

  it('leaves names in any script as they are', () => {
    expect(displayPath(pathFromBytes(Buffer.from('docs/日本語/café.md')))).toBe('docs/日本語/café.md');
  });

  it('is ordered by its bytes, whatever the locale', () => {
    const names = ['b', 'é', 'a', 'Z', 'ﬁ'].map((name) => pathFromBytes(Buffer.from(name)));
    expect([...names].sort(comparePaths)).toEqual(['Z', 'a', 'b', 'é', 'ﬁ']);
  });
});
