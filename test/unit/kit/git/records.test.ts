/** Lists of trees as git writes them: what is written is read back, whatever the names. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pathFromBytes } from '../../../../src/domain/path.ts';
import type { Entry, Mode } from '../../../../src/domain/tree.ts';
import { formatTree, parseTree } from '../../../../src/kit/git/records.ts';
import { TestRepository } from '../../../support/repository.ts';

/** Any bytes but NUL, which no system lets into a name. */
const path = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 255 }), fc.constantFrom(9, 10, 32)), {
    minLength: 1,
    maxLength: 12,
  })
  .map((bytes) => pathFromBytes(Buffer.from(bytes)));
const mode = fc.constantFrom<Mode>('file', 'executable', 'symlink', 'submodule');
const oid = fc.oneof(fc.constant('1'.repeat(40)), fc.constant('a'.repeat(64)), fc.constant('disk:1-2.3'));

it('reads back every list of entries that it writes', () => {
  const entries = fc.array(fc.record<Entry>({ path, mode, oid }));
  fc.assert(
    fc.property(entries, (list) => {
      expect(parseTree(formatTree(list))).toEqual(list);
    }),
  );
});

it('writes what git writes', () => {
  const repository = new TestRepository();
  const commit = repository.commit([
    [Buffer.from('a\xff b', 'latin1'), 'bytes\n'],
    ['b/c.ts', { mode: '100755', content: 'x\n' }],
    ['b/ä.ts', { mode: '120000', content: 'c.ts' }],
    ['c', { commit: '1'.repeat(40) }],
  ]);
  const listed = repository.run(['ls-tree', '-r', '-z', '--full-tree', commit]);
  expect(formatTree([...parseTree(listed)])).toEqual(listed);
});
