/** The working tree: the index, and over it every file that lies on the disk differently, or only there. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { comparePaths, pathFromBytes, type RepoPath } from '../domain/path.ts';
import type { Entry, Tree } from '../domain/tree.ts';
import { parseRaw, splitNul, type IndexEntry } from '../kit/git/records.ts';
import { lazyTree } from '../kit/tree/lazy-tree.ts';
import { mergeEntries } from '../kit/tree/merge.ts';
import { Disk } from './disk.ts';
import { DiskBlobs } from './disk-blobs.ts';
import { readIndex } from './index-tree.ts';
import { personalExcludes } from './personal-excludes.ts';
import type { GitRepository } from './repository.ts';
import { sameAsStored } from './same-as-stored.ts';
import { withoutFilters } from '../kit/git/without-filters.ts';

/** How many files are read before others get a turn: a signal, say. */
const BETWEEN_TURNS = 256;

/** Submodules count as they are staged; a repository that lies in an untracked folder is not entered. */
export function worktreeTree(repository: GitRepository, root: string): Tree {
  const disk = new Disk(root);
  const held = new DiskBlobs(disk, repository.format);
  return lazyTree({
    id: null,
    list: () => listWorktree({ repository, disk, held }),
    bytes: async (oid) => held.bytes(oid) ?? repository.blobs.read(oid),
  });
}

interface Worktree {
  readonly repository: GitRepository;
  readonly disk: Disk;
  readonly held: DiskBlobs;
}

async function listWorktree(worktree: Worktree): Promise<Entry[]> {
  const index = tracked(await readIndex(worktree.repository));
  const dirty = await dirtyPaths(worktree.repository);
  const clean: Entry[] = [];
  const other: Entry[] = [];
  for (const { path, mode, oid, stage } of index.values()) {
    if (stage === 0 && (!dirty.has(path) || mode === 'submodule')) clean.push({ path, mode, oid });
    else await readDirty(worktree, { path, mode, oid }, other);
    if (other.length % BETWEEN_TURNS === BETWEEN_TURNS - 1) await nextTurn();
  }
  const untracked: Entry[] = [];
  for (const path of await untrackedPaths(worktree.repository)) {
    const file = index.has(path) ? null : worktree.disk.read(path);
    if (file) untracked.push(worktree.held.hold(path, file));
    if (untracked.length % BETWEEN_TURNS === BETWEEN_TURNS - 1) await nextTurn();
  }
  untracked.sort((a, b) => comparePaths(a.path, b.path));
  return mergeEntries(mergeEntries(clean, other), untracked);
}

/** One entry for each path; of an unmerged path any stage, since the disk decides. */
function tracked(entries: readonly IndexEntry[]): Map<RepoPath, IndexEntry> {
  return new Map(entries.map((entry) => [entry.path, entry]));
}

async function readDirty(worktree: Worktree, stored: Entry, into: Entry[]): Promise<void> {
  const { disk, held, repository } = worktree;
  const file = disk.read(stored.path);
  if (!file) return;
  const same = await sameAsStored({ file, stored, disk, repository });
  if (same === 'stored') into.push({ ...stored, mode: file.mode });
  else into.push(held.hold(stored.path, file, same === 'without-cr'));
}

/** Paths whose file may differ from the index, by size, times and mode; git opens a file only to settle a tie. */
async function dirtyPaths(repository: GitRepository): Promise<ReadonlySet<RepoPath>> {
  const printed = await repository.git.bytes(
    ['diff-files', '--raw', '-z', '--no-renames', '--no-ext-diff', '--ignore-submodules=all'],
    { settings: await withoutFilters(repository.git) },
  );
  return new Set(parseRaw(printed).map((difference) => difference.path));
}

async function untrackedPaths(repository: GitRepository): Promise<RepoPath[]> {
  const printed = await repository.git.bytes(['ls-files', '--others', '--exclude-standard', '-z'], {
    settings: await personalExcludes(repository),
  });
  const paths = [...splitNul(printed)].map(pathFromBytes);
  return paths.filter((path) => !path.endsWith('/'));
}
