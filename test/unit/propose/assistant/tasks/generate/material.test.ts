import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../../../../src/domain/path.ts';
import { packed } from '../../../../../../src/propose/assistant/tasks/generate/material.ts';

const stretch = (path: string, first: number, last: number) => ({ path: repoPath(path), first, last });

describe('code for one question', () => {
  it('is several stretches where they are short', () => {
    const all = [stretch('a', 1, 10), stretch('b', 1, 10), stretch('c', 1, 100)];
    expect(packed(all, 200)).toEqual([[all[0], all[1]], [all[2]]]);
  });

  it('is a part of one where it is long, and no line is lost', () => {
    const packs = packed([stretch('a', 5, 400)], 200);
    const lines = packs
      .flat()
      .flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, n) => first + n));
    expect(lines).toEqual(Array.from({ length: 396 }, (_, n) => n + 5));
    expect(packs.length).toBeGreaterThan(1);
  });

  it('is nothing where there is nothing', () => {
    expect(packed([], 200)).toEqual([]);
  });
});
