/** Revisions to commits: resolved once, so that nothing that moves afterwards changes what is judged. */
import { EnvironmentError, UserError } from '../errors.ts';
import { isShallow, type GitRepository } from './repository.ts';

const MAX_NAME = 250;
const OID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** The commit that a person's word names; UserError when there is none. */
export async function resolveCommit(repository: GitRepository, name: string): Promise<string> {
  const commit = await findCommit(repository, name);
  if (commit !== null) return commit;
  const hint = (await isShallow(repository))
    ? 'history is cut off here: fetch it (git fetch --unshallow), or name another'
    : 'see git branch --all, or fetch it first';
  throw new UserError(`There is no commit ${quoted(name)}: ${hint}.`);
}

/** The commit of a word, or null; words that git would read as options, ranges or reflog steps are refused. */
export async function findCommit(repository: GitRepository, name: string): Promise<string | null> {
  refuse(name);
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const { code, stdout } = await repository.git.run(args, { answers: [0, 1, 128] });
  const printed = stdout.toString('latin1').trim();
  return code === 0 && OID.test(printed) ? printed : null;
}

/** The commits of ids, asked for all at once; an id that is not here is not in the answer. */
export async function findCommits(
  { git }: GitRepository,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const input = Buffer.from(ids.map((id) => `${id}^{commit}\n`).join(''));
  const said = await git.text(['cat-file', '--batch-check=%(objectname)'], { input });
  const lines = said.split('\n');
  return new Map(ids.map((id, at) => [id, lines[at] ?? ''] as const).filter(([, line]) => OID.test(line)));
}

/** The commit of HEAD, null before the first one. A HEAD that git cannot read is no beginning: it has a past. */
export async function findHead(repository: GitRepository): Promise<string | null> {
  const commit = await findCommit(repository, 'HEAD');
  if (commit !== null) return commit;
  const { code, stdout } = await repository.git.run(['rev-parse', '--verify', '--quiet', 'HEAD'], {
    answers: [0, 1, 128],
  });
  if (code !== 0) return null;
  const named = shortId(stdout.toString('latin1').trim());
  throw new EnvironmentError(
    `HEAD is ${named}, a commit that git cannot read: mend the repository (git fsck says what is missing).`,
  );
}

function refuse(name: string): void {
  if (name.length > 0 && name.length <= MAX_NAME && !/^-|^\^|\.\.|@\{-|[\p{Cc}\p{Zl}\p{Zp}]/u.test(name))
    return;
  throw new UserError(
    `${quoted(name)} is not the name of one commit: give a branch, a tag or an id of at most ${MAX_NAME} characters.`,
  );
}

/** A name as a message can show it. */
export function quoted(name: string): string {
  const safe = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '?');
  return JSON.stringify(safe.length > 80 ? `${safe.slice(0, 80)}…` : safe);
}

export interface MergeBase {
  readonly commit: string;
  /** How many there are: more than one after branches were merged into each other. */
  readonly among: number;
}

/**
 * The merge base of two commits. Of several, the one that was committed last, and of those the one with the
 * smallest id: a function of the commits alone, whichever order they are named in.
 */
export async function findMergeBase(
  repository: GitRepository,
  a: string,
  b: string,
): Promise<MergeBase | null> {
  const { stdout, code } = await repository.git.run(['merge-base', '--all', a, b], { answers: [0, 1] });
  const bases = code === 0 ? stdout.toString('latin1').trim().split('\n') : [];
  if (bases.length <= 1) return bases[0] ? { commit: bases[0], among: 1 } : null;
  const dated = await repository.git.text(['rev-list', '--no-walk=unsorted', '--timestamp', ...bases]);
  const ordered = dated
    .split('\n')
    .map((line) => line.split(' '))
    .sort(([t1 = '', id1 = ''], [t2 = '', id2 = '']) => Number(t2) - Number(t1) || (id1 < id2 ? -1 : 1));
  return { commit: ordered[0]?.[1] ?? '', among: bases.length };
}

/** The error of two commits without common history, which is a different one where history was cut off. */
export async function noMergeBase(
  repository: GitRepository,
  a: string,
  b: string,
): Promise<EnvironmentError> {
  const pair = `${shortId(a)} and ${shortId(b)}`;
  return new EnvironmentError(
    (await isShallow(repository))
      ? `No merge base of ${pair} is known, because history is cut off here (a shallow clone): fetch more of it ` +
          `(git fetch --unshallow, or fetch-depth: 0 for actions/checkout).`
      : `${pair} have no common history, so there is no merge base: name a base that the head grew from, ` +
          `or compare the two directly with --two-dot.`,
  );
}

/** The id as people write it. */
export function shortId(commit: string): string {
  return commit.slice(0, 10);
}

export interface DefaultBranch {
  readonly label: string;
  readonly commit: string;
}

const CANDIDATES = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/** The default branch as far as this clone knows it: what the remote calls HEAD, then the usual names. */
export async function findDefaultBranch(repository: GitRepository): Promise<DefaultBranch | null> {
  for (const name of CANDIDATES) {
    const ref = name.includes('/') ? `refs/remotes/${name}` : `refs/heads/${name}`;
    const commit = await findCommit(repository, ref);
    if (commit === null) continue;
    if (name !== 'origin/HEAD') return { label: name, commit };
    const target = await repository.git.text(['symbolic-ref', '--quiet', '--short', ref], {
      answers: [0, 1],
    });
    return { label: target || name, commit };
  }
  return null;
}

/** Whether the branch that HEAD is on is the only one there is, so that it is its own default. */
export async function isOnlyBranch(repository: GitRepository): Promise<boolean> {
  const refs = await repository.git.text([
    'for-each-ref',
    '--count=2',
    '--format=%(refname)',
    'refs/heads',
    'refs/remotes',
  ]);
  const { code } = await repository.git.run(['symbolic-ref', '--quiet', 'HEAD'], { answers: [0, 1] });
  return code === 0 && refs.split('\n').filter(Boolean).length <= 1;
}
