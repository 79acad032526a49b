/** Index and working files follow a branch that was moved beneath them: all of them, or none and a sentence. */
import type { Altered, Move } from '../../domain/branch.ts';
import { displayPath, pathFromBytes, type RepoPath } from '../../domain/path.ts';
import type { Oid } from '../../domain/tree.ts';
import { EnvironmentError } from '../../errors.ts';
import { formatOf } from '../tree/blob-id.ts';
import { changes } from './changes.ts';
import type { Git } from './git.ts';
import { standingOf } from './on-disk.ts';
import { splitNul } from './records.ts';
import { tipsOf, updateRefs } from './refs.ts';
import type { Result } from './run.ts';
import { withoutFilters } from './without-filters.ts';
import { indexRecord } from './write-tree.ts';

/** Where the files stand, and where they go. Each work tree has its own (gitrepository-layout, refs/worktree). */
const BEHIND = 'refs/worktree/gatewright/behind';
const AHEAD = 'refs/worktree/gatewright/ahead';

interface Way {
  readonly from: Oid;
  readonly to: Oid;
}

export interface Following extends Way {
  /** Written together with the branch, so that a later run knows what was left to do. */
  readonly moves: readonly Move[];
}

/** Null where the branch that is checked out stays where it is. */
export async function openFollowing(git: Git, moves: readonly Move[]): Promise<Following | null> {
  if (git.place.root === null) return null;
  const head = await git.text(['symbolic-ref', '--quiet', 'HEAD'], { answers: [0, 1] });
  const move = moves.find(({ ref }) => ref === head);
  if (!move || move.from === null || move.to === null) return null;
  const left = await tipsOf(git, [BEHIND, AHEAD]);
  const note = (ref: string, to: Oid): Move => ({ ref, from: left.get(ref) ?? null, to });
  return { from: move.from, to: move.to, moves: [note(BEHIND, move.from), note(AHEAD, move.to)] };
}

/** Why the files cannot follow, or null; no file and nothing staged is changed. Throws when git cannot tell. */
export async function mayFollow(git: Git, way: Way): Promise<string | null> {
  const busy = await refresh(git);
  const altered = busy === null ? await changes(git, way.from, way.to) : [];
  const reason = busy ?? (await inTheWay(git, altered)) ?? (await merge(git, way, ['-n']));
  // Git ends a refused merge and a lock that somebody holds with the same code.
  if (reason !== null && (busy !== null || LOCKED.test(reason)))
    throw new EnvironmentError(`git cannot write its index: ${reason}.`);
  return (
    reason &&
    `Files that would be written have changes that are not committed (${reason}): commit them first.`
  );
}

const LOCKED = /^Unable to create '.*\.lock'/;

/** Git would lay a file that was deleted, and write over one that is ignored. */
async function inTheWay(git: Git, altered: readonly Altered[]): Promise<string | null> {
  // What a sparse checkout leaves out is not deleted.
  const gone = new Set(pathsOf(await git.bytes(['ls-files', '-z', '--deleted'])));
  for (const { path, before, after } of altered) {
    if (gone.has(path)) return `${displayPath(path)} is deleted`;
    if (before === null && standingOf(git, { path, after }) !== 'absent')
      return `${displayPath(path)} is there already`;
  }
  return null;
}

function pathsOf(names: Buffer): RepoPath[] {
  return [...splitNul(names)].map(pathFromBytes);
}

/**
 * Brings index and files to where the branch was moved, and forgets that it had to. Returns a sentence when that could
 * not be: the files stay as they are, and the next call tries again. Nothing happens where nothing is left to do.
 */
export async function follow(git: Git): Promise<string | null> {
  if (git.place.root === null) return null;
  const left = await tipsOf(git, [BEHIND, AHEAD]);
  if (left.size === 0) return null;
  const [from, to] = [left.get(BEHIND), left.get(AHEAD)];
  const head = await git.text(['rev-parse', '--verify', '--quiet', 'HEAD'], { answers: [0, 1] });
  // Somebody went on from elsewhere, or the branch never moved: there is nothing to bring along.
  const reason = from !== undefined && to === head ? await finish(git, { from, to }) : null;
  if (reason !== null) {
    return `The commits are on the branch, but the files could not follow (${reason}): save what you changed elsewhere, and run it again.`;
  }
  const moves = [...left].map(([ref, at]) => ({ ref, from: at, to: null }));
  return updateRefs(git, moves, {});
}

async function finish(git: Git, way: Way): Promise<string | null> {
  // A run that was killed while it wrote files had no time to say so in the index.
  const altered = await changes(git, way.from, way.to);
  const written = altered.filter((each) => standingOf(git, each) === 'after');
  const input = Buffer.concat(written.map(({ path, after }) => indexRecord(path, after, formatOf(way.to))));
  const args = ['update-index', '--add', '--replace', '-z', '--index-info'];
  const told = written.length > 0 ? await git.run(args, { input, answers: [0, 128] }) : null;
  if (told?.code === 128) return wordsOf(told);
  return (await refresh(git)) ?? merge(git, way, []);
}

/** A merge of two trees into the index, which refuses before it writes when a file is not what the first one holds. */
async function merge(git: Git, { from, to }: Way, how: readonly string[]): Promise<string | null> {
  const settings = await withoutFilters(git);
  const merged = await git.run(['read-tree', '-m', '-u', ...how, from, to], {
    settings,
    answers: [0, 1, 128],
  });
  return merged.code === 0 ? null : wordsOf(merged);
}

/** A merge goes by what the index knows of the disk. Returns git's words when the index cannot be written. */
async function refresh(git: Git): Promise<string | null> {
  // 1: some file differs, which the merge says better.
  const options = { settings: await withoutFilters(git), answers: [0, 1, 128] };
  const refreshed = await git.run(['update-index', '--refresh'], options);
  return refreshed.code === 128 ? wordsOf(refreshed) : null;
}

function wordsOf({ stderr }: Result): string {
  return stderr.replace(/^(?:error|fatal): /, '').replace(/\.$/, '');
}
