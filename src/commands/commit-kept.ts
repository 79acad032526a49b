/** `gatewright fix --commit`: what was kept becomes commits on the branch that is checked out, with a journal of them. */
import type { Branch, Done } from '../domain/branch.ts';
import type { Published } from '../domain/published.ts';
import type { Report } from '../domain/report.ts';
import type { Step, Undone } from '../domain/proposal.ts';
import { EnvironmentError, UserError } from '../errors.ts';
import type { Gated } from '../gate.ts';
import { follow } from '../kit/git/follow.ts';
import type { Git } from '../kit/git/git.ts';
import { localBranch } from '../kit/git/local-branch.ts';
import { personOf } from '../kit/git/person.ts';
import { publishSteps, tellCommits, type Commits } from '../publish/commits.ts';
import { journalOfBranch, openJournal, type Journal } from '../publish/journal.ts';
import { linesOf } from '../publish/lines.ts';
import { historyOf } from '../publish/memory.ts';
import { draftNotes } from '../publish/notes.ts';
import { openRepository, type GitRepository } from '../read/repository.ts';
import { noteOf, type Audited } from '../report/audit.ts';

const HEADS = 'refs/heads/';

/** A branch that can be committed to, before anything is judged. */
export interface Committing {
  readonly git: Git;
  readonly branch: Branch;
  /** `refs/heads/feature`. */
  readonly ref: string;
  readonly journal: Journal;
  /** By their keys: proposals that were committed to this branch before and taken back. */
  readonly undoings: ReadonlyMap<string, Undone>;
}

/** Finishes what a run before left undone. UserError where there is no branch to commit to, or nobody who commits. */
export async function openCommitting(cwd: string, env: NodeJS.ProcessEnv): Promise<Committing> {
  const repository = await openRepository(cwd, env);
  try {
    if (repository.kind === 'folder' || repository.root === null)
      throw new UserError('--commit needs a git repository with working files: go into one.');
    return await open(repository, env);
  } finally {
    await repository.close();
  }
}

async function open({ git }: GitRepository, env: NodeJS.ProcessEnv): Promise<Committing> {
  const ref = await git.text(['symbolic-ref', '--quiet', 'HEAD'], { answers: [0, 1] });
  if (!ref.startsWith(HEADS))
    throw new UserError('--commit needs a branch, and HEAD is on none: check one out (git switch).');
  const person = await personOf(git, env);
  if (!person)
    throw new UserError(
      'git does not know who commits: tell it with git config user.name and git config user.email.',
    );
  const left = await follow(git);
  if (left !== null) throw new EnvironmentError(left);
  const branch = localBranch({ git, person });
  const head = had(await branch.tip(ref));
  if (head === null) throw new UserError('--commit needs a commit to stand on: this branch has none yet.');
  const journal = had(await openJournal(branch, journalOfBranch(ref.slice(HEADS.length))));
  const { undoings } = had(await historyOf(branch, journal, { ref, head }));
  return { git, branch, ref, journal, undoings };
}

function had<T>(done: Done<T>): T {
  if (done.ok) return done.value;
  throw new EnvironmentError(done.fault.message);
}

/** What was written; null where there was nothing to write. The branch has all of the commits or none. */
export async function commitKept(committing: Committing, gated: Gated): Promise<Published | null> {
  const { report, steps } = gated;
  const [first, ...rest] = steps;
  const { decision } = report.verdict;
  if (!first) return null;
  if (decision !== 'pass' && decision !== 'block') return nothing('the change could not be judged whole.');
  const head = report.change.head.id;
  if (head === null) return nothing('what was judged is no commit.');
  const all: readonly [Step, ...Step[]] = [first, ...rest];
  const done = await publish(committing, report, { head, steps: all });
  if (!done.ok) return nothing(done.fault.message);
  const commits = tellCommits(all, done.value);
  const branch = committing.ref.slice(HEADS.length);
  return { kind: 'committed', branch, commits, url: '', note: (await follow(committing.git)) ?? '' };
}

const nothing = (note: string): Published => ({ kind: 'nothing', wanted: 'committed', note });

interface Kept {
  readonly head: string;
  readonly steps: readonly [Step, ...Step[]];
}

async function publish(
  { branch, ref, journal }: Committing,
  report: Report,
  { head, steps }: Kept,
): Promise<Done<Commits>> {
  const audited: Audited = { run: '', lines: await linesOf(steps, report.change.head) };
  return publishSteps({
    ...{ branch, journal, ref, steps, from: head, run: '' },
    base: { commit: head, tree: report.change.head },
    more: (commits) =>
      draftNotes(branch, new Map(commits.map((commit) => [commit.id, noteOf(report, audited, commit)]))),
  });
}
