/** The tree of the index: what `git commit` would record now. */
import { pathFromBytes, type RepoPath } from '../domain/path.ts';
import type { Entry, Tree } from '../domain/tree.ts';
import { UserError } from '../errors.ts';
import { parseIndex, splitNul, type IndexEntry } from '../kit/git/records.ts';
import { blobId } from '../kit/tree/blob-id.ts';
import { lazyTree } from '../kit/tree/lazy-tree.ts';
import type { GitRepository } from './repository.ts';
import { quoted } from './revisions.ts';
import { withoutFilters } from '../kit/git/without-filters.ts';

export function indexTree(repository: GitRepository): Tree {
  return lazyTree({
    id: null,
    list: () => stagedEntries(repository),
    bytes: (oid) => repository.blobs.read(oid),
  });
}

/** Every entry of the index, in git's order: the bytes of the path, then the stage. */
export async function readIndex(repository: GitRepository): Promise<IndexEntry[]> {
  return parseIndex(await repository.git.bytes(['ls-files', '-t', '--stage', '-z']));
}

async function stagedEntries(repository: GitRepository): Promise<Entry[]> {
  const index = await readIndex(repository);
  const unmerged = index.find((entry) => entry.stage !== 0);
  if (unmerged) {
    throw new UserError(`${quoted(unmerged.path)} is not merged yet: resolve the conflict and stage it.`);
  }
  const intended = await intendedOnly(repository, index);
  return index
    .filter((entry) => !intended.has(entry.path))
    .map(({ path, mode, oid }) => ({ path, mode, oid }));
}

/** `git add --intent-to-add` leaves an entry with the empty blob that no commit would record. */
async function intendedOnly(
  repository: GitRepository,
  index: readonly IndexEntry[],
): Promise<ReadonlySet<RepoPath>> {
  const empty = blobId(new Uint8Array(), repository.format);
  if (repository.root === null || !index.some((entry) => entry.oid === empty)) return new Set();
  const printed = await repository.git.bytes(
    ['diff-files', '--diff-filter=A', '--name-only', '-z', '--no-renames', '--ignore-submodules=all'],
    { settings: await withoutFilters(repository.git) },
  );
  return new Set([...splitNul(printed)].map(pathFromBytes));
}
