/** Which shard judges what: each file of each validator falls to exactly one. */
import { createHash } from 'node:crypto';
import type { ChangedFile } from '../domain/change.ts';
import { pathToBytes } from '../domain/path.ts';
import type { Shard } from '../domain/shard.ts';
import type { Validator } from '../domain/validator.ts';

/** Without a shard everything is the run's own. */
export function isOwn(validator: Validator, file: ChangedFile, shard: Shard | undefined): boolean {
  return shard === undefined || shardFor(validator, file, shard.of) === shard.index;
}

/**
 * By the bytes of the path and nothing else: the same file falls to the same shard in every run, and finds its cached
 * facts there. Deleted files go together: who still names them is looked for once, with all of them known.
 */
function shardFor({ id, together }: Validator, { path, head }: ChangedFile, of: number): number {
  const key = together ? id : head === null ? '' : pathToBytes(path);
  return (createHash('sha256').update(key).digest().readUInt32BE() % of) + 1;
}
