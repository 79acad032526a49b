/** Fetches history that a shallow clone left out: in bounded steps, for the action only. */
import { EnvironmentError } from '../errors.ts';
import type { Setting } from '../kit/git/profile.ts';
import { isShallow, type GitRepository } from './repository.ts';
import { findCommit, findMergeBase, noMergeBase, shortId, type MergeBase } from './revisions.ts';

/** Commits of history fetched by each step; a pull request that needs more wants a full checkout. */
const STEPS = [50, 250, 1_000];
const STEP_TIMEOUT = 120_000;

const NETWORK: readonly Setting[] = ['https', 'ssh', 'file'].map((protocol) => [
  `protocol.${protocol}.allow`,
  'always',
]);

/** Makes sure that these commits are here, asking the remote for those that are not. */
export async function fetchCommits(repository: GitRepository, commits: readonly string[]): Promise<void> {
  const missing: string[] = [];
  for (const commit of commits) if ((await findCommit(repository, commit)) === null) missing.push(commit);
  if (missing.length === 0) return;
  // A depth would make a complete clone shallow.
  const depth = (await isShallow(repository)) ? ['--depth=1'] : [];
  await fetchFromOrigin(repository, [...depth, 'origin', ...missing]);
  for (const commit of missing) {
    if ((await findCommit(repository, commit)) === null) {
      throw new EnvironmentError(
        `The remote did not send the commit ${shortId(commit)}: was it force-pushed away?`,
      );
    }
  }
}

/** The merge base, after as many steps as it takes; an EnvironmentError when the last one did not show it. */
export async function deepen(repository: GitRepository, base: string, head: string): Promise<MergeBase> {
  for (const depth of STEPS) {
    await fetchFromOrigin(repository, [`--deepen=${depth}`, 'origin', base, head]);
    const found = await findMergeBase(repository, base, head);
    if (found) return found;
  }
  throw await noMergeBase(repository, base, head);
}

/** No refs are moved, nothing is written but objects and the shallow boundary, and no program is configured. */
async function fetchFromOrigin(repository: GitRepository, args: readonly string[]): Promise<void> {
  const agent = repository.env['SSH_AUTH_SOCK'];
  await repository.git.run(
    [
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-recurse-submodules',
      '--no-write-fetch-head',
      '--no-auto-maintenance',
      '--refmap=',
      '--upload-pack=git-upload-pack',
      ...args,
    ],
    {
      settings: NETWORK,
      timeout: STEP_TIMEOUT,
      group: true,
      env: agent ? { SSH_AUTH_SOCK: agent } : {},
    },
  );
}
