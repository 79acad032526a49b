/** Confidence needs more than a word: what the edit is, and that it was proven. */
import { describe, expect, it } from 'vitest';
import type { Confidence } from '../../../src/domain/finding.ts';
import { repoPath } from '../../../src/domain/path.ts';
import type { Edit, Patch, Proposal } from '../../../src/domain/proposal.ts';
import { confidenceOf, isSure } from '../../../src/trial/confidence.ts';

const lines = (count: number): string => 'x\n'.repeat(count);
const edit = (expected: string, replace: string, path = 'a.ts'): Edit => ({
  path: repoPath(path),
  start: 0,
  end: expected.length,
  expect: expected,
  replace,
});
const SMALL: Patch = [edit('a', 'b')];

function of(more: Partial<Proposal> = {}, held = true): Confidence {
  const plain = {
    id: 'p',
    key: 'k',
    title: '',
    source: 'assistant:fix',
    addresses: ['f'],
    patch: SMALL,
  } as const;
  return confidenceOf({ ...plain, ...more }, held);
}

describe('the confidence in a proposal', () => {
  it('is high for a fixer, whatever becomes of it', () => {
    expect([of({ source: 'fixer:eslint' }), of({ source: 'fixer:eslint' }, false)]).toEqual(['high', 'high']);
  });

  it.each(['high', 'medium', 'low'] as const)(
    'is what the assistant says (%s) of a small edit that held',
    (stated) => {
      expect(of({ stated })).toBe(stated);
      expect(of({ stated }, false)).toBe('low');
    },
  );

  it('is medium where the assistant says nothing', () => {
    expect(of()).toBe('medium');
  });

  it.each<[string, Partial<Proposal>]>([
    ['has many lines', { patch: [edit('a', lines(70))] }],
    ['has many files', { patch: [edit('a', 'b'), edit('a', 'b', 'b.ts'), edit('a', 'b', 'c.ts')] }],
    ['mends by taking away', { patch: [edit(lines(9), 'x\n')] }],
    ['leaves blanks where code was', { patch: [edit(lines(9), '  \n'.repeat(9))] }],
    ['leaves comments where code was', { patch: [edit(lines(9), '// x\n # x\n /* x */\n'.repeat(3))] }],
  ])('is less for an edit that %s', (_, more) => {
    expect(of({ ...more, stated: 'high' })).toBe('medium');
    expect(of({ ...more, stated: 'medium' })).toBe('low');
    expect(of({ ...more, stated: 'low' })).toBe('low');
  });

  it('is not less for a helper that takes the place of copies', () => {
    expect(of({ source: 'assistant:refactor', stated: 'high', patch: [edit(lines(20), 'x\n')] })).toBe(
      'high',
    );
  });

  it('is medium at most where no finding ends', () => {
    expect(of({ source: 'assistant:generate', addresses: [], stated: 'high' })).toBe('medium');
  });

  it('is enough from what is asked for on', () => {
    expect((['low', 'medium', 'high'] as const).map((each) => isSure(each, 'medium'))).toEqual([
      false,
      true,
      true,
    ]);
  });
});
