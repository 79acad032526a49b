/** Takes commits back by new ones on top: what people wrote since then stays, and where it cannot, nothing is done. */
import { done, type Altered, type Branch, type Done, type Held, type Written } from '../domain/branch.ts';
import type { Fault } from '../domain/fault.ts';
import type { JournalCommit } from '../domain/journal.ts';
import type { RepoPath } from '../domain/path.ts';
import type { Oid } from '../domain/tree.ts';
import { mergeLines } from '../kit/merge-lines.ts';

/** Everything between two commits, the first left out: one commit of ours, or a push. */
export interface Range {
  readonly before: Oid;
  readonly after: Oid;
}

export type RolledBack =
  /** Oldest first; no name leads to them yet. Of the ranges that `gone` ends nothing is left in the tip. */
  | { readonly kind: 'made'; readonly commits: readonly JournalCommit[]; readonly gone: readonly Oid[] }
  /** What somebody wrote since then touches the same places. */
  | { readonly kind: 'conflict'; readonly range: Range; readonly paths: readonly RepoPath[] };

/** Makes one commit for each range, in the order given, which must be from the newest to the oldest. */
export async function rollBack(
  branch: Branch,
  tip: Oid,
  ranges: readonly (Range & { readonly message: string })[],
): Promise<Done<RolledBack>> {
  const commits: JournalCommit[] = [];
  const gone: Oid[] = [];
  for (const { message, ...range } of ranges) {
    const parent = commits.at(-1)?.id ?? tip;
    const inverse = await invert(branch, parent, range);
    if (!inverse.ok) return inverse;
    const { files, conflicts } = inverse.value;
    if (conflicts.length > 0) return done({ kind: 'conflict', range, paths: conflicts });
    if (files.length === 0) {
      gone.push(range.after);
      continue;
    }
    const made = await branch.commit({ parent, files, message });
    if (!made.ok) return made;
    commits.push({ id: made.value.commit, tree: made.value.tree, proposals: [], reverts: [range.after] });
  }
  return done({ kind: 'made', commits, gone });
}

interface Inverse {
  readonly files: readonly Written[];
  readonly conflicts: readonly RepoPath[];
}

/** What the tip's files would be without the range. */
async function invert(branch: Branch, tip: Oid, range: Range): Promise<Done<Inverse>> {
  const did = await branch.changes(range.before, range.after);
  if (!did.ok) return did;
  const since = tip === range.after ? done([]) : await branch.changes(range.after, tip);
  if (!since.ok) return since;
  const now = new Map(since.value.map(({ path, after }) => [path, after]));
  const files: Written[] = [];
  const conflicts: RepoPath[] = [];
  for (const change of did.value) {
    const { path, after } = change;
    const undone = await undo(branch, {
      ...change,
      now: now.has(path) ? (now.get(path) ?? null) : after,
      range,
      tip,
    });
    if (!undone.ok) return undone;
    if (undone.value === 'conflict') conflicts.push(path);
    else if (undone.value !== 'nothing') files.push(undone.value);
  }
  return done({ files, conflicts });
}

interface Undoing extends Altered {
  readonly now: Held | null;
  readonly range: Range;
  readonly tip: Oid;
}

async function undo(branch: Branch, undoing: Undoing): Promise<Done<Written | 'nothing' | 'conflict'>> {
  const { path, before, after, now } = undoing;
  if (isSame(now, after)) return done({ path, content: before });
  // Somebody has taken it back already.
  if (isSame(now, before)) return done('nothing');
  // A file that is not there any more may live on under another name, with what we made of it.
  if (before === null || after === null || now === null) return done('conflict');
  return merge(branch, { ...undoing, before, after, now });
}

type Held3 = Record<'before' | 'after' | 'now', Held>;

async function merge(
  branch: Branch,
  { path, range, tip, ...held }: Undoing & Held3,
): Promise<Done<Written | 'nothing' | 'conflict'>> {
  const { before, after, now } = held;
  const mode = now.mode === after.mode ? before.mode : before.mode === after.mode ? now.mode : null;
  const isFile = [before, after, now].every((each) => each.mode === 'file' || each.mode === 'executable');
  if (mode === null || !isFile) return done('conflict');
  if (before.oid === after.oid) return done({ path, content: { mode, oid: now.oid } });
  if (now.oid === after.oid) return done({ path, content: { mode, oid: before.oid } });
  const texts: Uint8Array[] = [];
  for (const commit of [range.after, tip, range.before]) {
    const text = await branch.read(commit, path);
    if (!text.ok) return text;
    if (text.value === null) return { ok: false, fault: lost(path) };
    texts.push(text.value);
  }
  const [base, ours, theirs] = texts as [Uint8Array, Uint8Array, Uint8Array];
  const bytes = mergeLines(base, ours, theirs);
  if (bytes === null) return done('conflict');
  // Taken back by hand, with more besides.
  const isDone = mode === now.mode && bytes.equals(ours);
  return done(isDone ? 'nothing' : { path, content: { mode, bytes } });
}

const lost = (path: RepoPath): Fault => ({
  kind: 'absent',
  message: `${path} is listed and cannot be read.`,
});
const isSame = (a: Held | null, b: Held | null): boolean => a?.mode === b?.mode && a?.oid === b?.oid;
