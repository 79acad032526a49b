/** What differs between the trees of two commits. */
import type { Altered } from '../../domain/branch.ts';
import { comparePaths } from '../../domain/path.ts';
import type { Oid } from '../../domain/tree.ts';
import type { Git } from './git.ts';
import { parseRaw } from './records.ts';

const FLAGS = ['-r', '-z', '--raw', '--no-renames', '--no-ext-diff', '--no-textconv', '--no-relative'];

/** Ordered by the bytes of the path; git skips equal folders unread. */
export async function changes(git: Git, from: Oid, to: Oid): Promise<readonly Altered[]> {
  // A `.gitmodules` can ask git to hide changes of submodules: here none is hidden.
  const args = ['diff-tree', ...FLAGS, '--ignore-submodules=none', '--end-of-options', from, to];
  return parseRaw(await git.bytes(args)).sort((a, b) => comparePaths(a.path, b.path));
}
