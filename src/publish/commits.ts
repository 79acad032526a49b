/** Makes a commit of each proven step and puts them under a branch's name: trees first, names last and all at once. */
import { done, failed, type Branch, type Done, type Move, type Written } from '../domain/branch.ts';
import type { JournalCommit } from '../domain/journal.ts';
import type { RepoPath } from '../domain/path.ts';
import type { Step } from '../domain/proposal.ts';
import type { PublishedCommit } from '../domain/published.ts';
import type { Oid, Tree } from '../domain/tree.ts';
import type { Journal } from './journal.ts';
import { land } from './land.ts';
import { messageOf, titleOf } from './message.ts';

export interface Publishing {
  readonly branch: Branch;
  readonly journal: Journal;
  /** The name that is moved, and where it stands: the judged commit, or nowhere for a branch that is made. */
  readonly ref: string;
  readonly from: Oid | null;
  /** What was judged: the first commit lies on it. */
  readonly base: { readonly commit: Oid; readonly tree: Tree };
  readonly steps: readonly [Step, ...Step[]];
  /** The address of the run, or empty. */
  readonly run: string;
  /** Other names that move together with the branch, as notes do. */
  readonly more?: (commits: Commits) => Promise<Done<readonly Move[]>>;
}

/** One for each step, in the same order. */
export type Commits = readonly [JournalCommit, ...JournalCommit[]];

/** The branch then has all of the commits, or is as it was; the fault says why. */
export async function publishSteps(publishing: Publishing): Promise<Done<Commits>> {
  const { branch, journal, ref, from, base, run, more } = publishing;
  const made = await commitAll(publishing);
  if (!made.ok) return made;
  const commits = made.value;
  const others = (await more?.(commits)) ?? done([]);
  if (!others.ok) return others;
  const to = commits.at(-1)?.id ?? null;
  const moves = [{ ref, from, to }, ...others.value] as const;
  const landed = await land(branch, journal, { moves, from: base.commit, commits, run });
  return landed.ok ? made : landed;
}

/** What a report says of them. */
export function tellCommits(steps: readonly Step[], commits: Commits): PublishedCommit[] {
  return commits.map(({ id, proposals, reverts }, at) => {
    const step = steps[at];
    return { id, title: step ? titleOf(step) : '', proposals, reverts };
  });
}

async function commitAll(publishing: Publishing): Promise<Done<Commits>> {
  const [step, ...later] = publishing.steps;
  const first = await commitStep(publishing, step, { files: new Map(), id: publishing.base.commit });
  if (!first.ok) return first;
  const commits: [JournalCommit, ...JournalCommit[]] = [first.value];
  let before: Before = { files: step.files, id: first.value.id };
  for (const next of later) {
    const made = await commitStep(publishing, next, before);
    if (!made.ok) return made;
    commits.push(made.value);
    before = { files: next.files, id: made.value.id };
  }
  return done(commits);
}

/** The commit that a step lies on, and what that one has changed. */
type Before = Pick<Step, 'files'> & { readonly id: Oid };

const UNPROVEN =
  'what was written is not what was proven, so no branch was moved: this is a bug in Gatewright, or the server rewrites files.';

async function commitStep(
  { branch, base, run }: Publishing,
  step: Step,
  before: Before,
): Promise<Done<JournalCommit>> {
  const { tree, proposals } = step;
  const files = await writtenBy(step, before, base.tree);
  const made = await branch.commit({ parent: before.id, files, message: messageOf(step, run) });
  if (!made.ok) return made;
  // A tree's id is made of all its bytes, modes and names: this is the tree that was proven, or no name will lead to it.
  if (made.value.tree !== tree) return failed('invalid', UNPROVEN);
  const keys = proposals.map(({ key }) => key);
  return done({ id: made.value.commit, tree, proposals: keys, reverts: [] });
}

/** What this step changes, of all the files that it and those before it change. */
async function writtenBy({ files }: Step, before: Before, tree: Tree): Promise<Written[]> {
  const written: Written[] = [];
  for (const [path, bytes] of files) {
    const old = before.files.get(path);
    if (old && Buffer.from(old).equals(bytes)) continue;
    written.push({ path, content: { mode: await modeOf(tree, path), bytes } });
  }
  return written;
}

/** A patch never changes a mode, and what it creates is a plain file. */
async function modeOf(tree: Tree, path: RepoPath): Promise<'file' | 'executable'> {
  return (await tree.entry(path))?.mode === 'executable' ? 'executable' : 'file';
}
