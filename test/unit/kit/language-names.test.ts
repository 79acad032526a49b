import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import { isCode, isWrittenIn, LANGUAGE_NAMES } from '../../../src/kit/language-names.ts';
import { languageOf } from '../../../src/kit/syntax/language.ts';

describe('the language of a path', () => {
  it.each([
    ['src/a.rs', 'rust'],
    ['A.PY', 'python'],
    ['a.tsx', 'typescript'],
    ['a.tsx', 'tsx'],
    ['a.test.mjs', 'javascript'],
  ])('of %s is %s', (path, language) => expect(isWrittenIn(repoPath(path), language)).toBe(true));

  it.each([
    ['rs', 'rust'],
    ['dir.rs/file', 'rust'],
    ['a.rs.bak', 'rust'],
    ['a.ts', 'tsx'],
    ['a.rs', 'klingon'],
  ])('of %s is not %s', (path, language) => expect(isWrittenIn(repoPath(path), language)).toBe(false));

  it('is what makes a file code', () => {
    expect(['a.RS', 'src/a.vue', 'a.test.ts'].map((path) => isCode(repoPath(path)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['a.md', 'a.json', 'Makefile', 'ts', 'a.'].some((path) => isCode(repoPath(path)))).toBe(false);
  });

  it('has a name for every grammar that ships', () => {
    const paths = [
      'a.js',
      'a.mjs',
      'a.cjs',
      'a.jsx',
      'a.ts',
      'a.mts',
      'a.cts',
      'a.tsx',
      'a.py',
      'a.pyi',
      'a.java',
      'a.go',
    ];
    for (const path of paths.map(repoPath)) {
      const language = languageOf(path) ?? '';
      expect(LANGUAGE_NAMES).toContain(language);
      expect(isWrittenIn(path, language)).toBe(true);
    }
  });
});
