/** How a working file stands to the two sides of a change. */
import fs from 'node:fs';
import type { Altered } from '../../domain/branch.ts';
import { MAX_BLOB_BYTES } from '../../domain/tree.ts';
import { blobId, formatOf } from '../tree/blob-id.ts';
import { fileIn } from '../tree/file-in.ts';
import type { Git } from './git.ts';

/** `after`: it has the new bytes already. `other` is any other file, the old one too. */
export function standingOf(
  git: Git,
  { path, after }: Pick<Altered, 'path' | 'after'>,
): 'absent' | 'after' | 'other' {
  const file = fileIn(git.place.root ?? '', path);
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (!stat) return 'absent';
  if (!after || !stat.isFile() || stat.size > MAX_BLOB_BYTES) return 'other';
  return blobId(fs.readFileSync(file), formatOf(after.oid)) === after.oid ? 'after' : 'other';
}
