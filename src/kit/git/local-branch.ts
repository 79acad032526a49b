/** The port to a branch, for the repository on this disk: objects and names by git's plumbing, hooks never run. */
import {
  done,
  failed,
  type Branch,
  type Done,
  type Found,
  type Move,
  type NewCommit,
} from '../../domain/branch.ts';
import type { RepoPath } from '../../domain/path.ts';
import type { Oid } from '../../domain/tree.ts';
import { EnvironmentError } from '../../errors.ts';
import { CatFile } from './cat-file.ts';
import { changes } from './changes.ts';
import { mayFollow, openFollowing } from './follow.ts';
import type { Git } from './git.ts';
import { parseTree } from './records.ts';
import { DURABLE, updateRefs, tipsOf } from './refs.ts';
import { writeTree } from './write-tree.ts';

export interface Local {
  readonly git: Git;
  /** Author and committer, as variables of git's. */
  readonly person: Readonly<Record<string, string>>;
}

/**
 * Objects and names are flushed to the disk. The branch that is checked out moves only where its files can follow;
 * whoever moved it calls `follow`.
 */
export function localBranch(local: Local): Branch {
  const { git } = local;
  return {
    tip: (ref) => attempt(async () => done((await tipsOf(git, [ref])).get(ref) ?? null)),
    commit: (made) => attempt(() => makeCommit(local, made)),
    move: (moves) => attempt(() => move(local, moves)),
    find: (commit) => attempt(() => find(git, commit)),
    read: (commit, path) => attempt(() => read(git, commit, path)),
    contains: (tip, commit) => attempt(async () => done(await contains(git, tip, commit))),
    changes: (from, to) => attempt(async () => done(await changes(git, from, to))),
  };
}

/** What git could not do is a fault of the port. */
async function attempt<T>(act: () => Promise<Done<T>>): Promise<Done<T>> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof EnvironmentError) return failed('unavailable', error.message);
    throw error;
  }
}

async function makeCommit(
  { git, person }: Local,
  { parent, files, message }: NewCommit,
): Promise<Done<{ readonly commit: Oid; readonly tree: Oid }>> {
  const tree = await writeTree(git, parent, files);
  const args = ['commit-tree', tree, ...(parent === null ? [] : ['-p', parent]), '-F', '-'];
  const settings = [...DURABLE, ['i18n.commitEncoding', 'UTF-8'] as const];
  const commit = await git.text(args, { input: Buffer.from(message), settings, env: person });
  return done({ commit, tree });
}

async function move({ git, person }: Local, moves: readonly Move[]): Promise<Done<null>> {
  for (const { ref, from, to } of moves) {
    if (from !== null && to !== null && !(await contains(git, to, from)))
      return failed('invalid', `${ref} would lose commits.`);
  }
  const following = await openFollowing(git, moves);
  const refusal = following && (await mayFollow(git, following));
  if (refusal) return failed('invalid', refusal);
  const all = [...(following?.moves ?? []), ...moves];
  const trouble = await updateRefs(git, all, person);
  if (trouble === null) return done(null);
  const tips = await tipsOf(
    git,
    moves.map(({ ref }) => ref),
  );
  const elsewhere = moves.find(({ ref, from }) => (tips.get(ref) ?? null) !== from);
  return elsewhere
    ? failed('moved', `${elsewhere.ref} moved meanwhile: run again for what it is now.`)
    : failed('unavailable', trouble);
}

async function find(git: Git, commit: Oid): Promise<Done<Found>> {
  // 128: it is not here any more.
  const { code, stdout, stderr } = await git.run(['cat-file', 'commit', commit], { answers: [0, 128] });
  if (code !== 0) return failed('absent', stderr);
  const [head = ''] = stdout.toString('latin1').split('\n\n', 1);
  const valuesOf = (name: string): string[] =>
    [...head.matchAll(new RegExp(`^${name} ([0-9a-f]+)$`, 'gm'))].map(([, id = '']) => id);
  return done({ tree: valuesOf('tree')[0] ?? '', parents: valuesOf('parent') });
}

async function read(git: Git, commit: Oid, path: RepoPath): Promise<Done<Uint8Array | null>> {
  const entries = parseTree(await git.bytes(['ls-tree', '-r', '-z', '--full-tree', commit]));
  const entry = entries.find((each) => each.path === path);
  if (!entry || entry.mode === 'submodule') return done(null);
  const blobs = new CatFile(git);
  try {
    const blob = await blobs.read(entry.oid);
    if (blob.kind === 'bytes') return done(blob.bytes);
    return failed('invalid', blob.kind === 'too-large' ? 'The file is too large to be read.' : blob.reason);
  } finally {
    blobs.close();
  }
}

async function contains(git: Git, tip: Oid, commit: Oid): Promise<boolean> {
  // 1: it is not; 128: it is not here any more.
  const { code } = await git.run(['merge-base', '--is-ancestor', commit, tip], { answers: [0, 1, 128] });
  return code === 0;
}
