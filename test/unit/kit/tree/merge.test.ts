/** Ordered lists joined: the order is that of all names together. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { comparePaths, repoPath } from '../../../../src/domain/path.ts';
import type { Entry } from '../../../../src/domain/tree.ts';
import { mergeEntries } from '../../../../src/kit/tree/merge.ts';

it('joins two lists in the order of their names, whichever is longer', () => {
  const names = fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1 }), { maxLength: 30 });
  fc.assert(
    fc.property(names, fc.infiniteStream(fc.boolean()), (all, sides) => {
      const entries = all.map((name): Entry => ({ path: repoPath(name), mode: 'file', oid: name }));
      const sorted = entries.sort((a, b) => comparePaths(a.path, b.path));
      const left = sorted.filter(() => sides.next().value);
      const right = sorted.filter((entry) => !left.includes(entry));
      expect(mergeEntries(left, right)).toEqual(sorted);
    }),
  );
});
