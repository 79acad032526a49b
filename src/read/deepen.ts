/** Fetches commits, and history that a shallow clone left out: in bounded steps, for the action only. */
import { EnvironmentError } from '../errors.ts';
import type { RunOptions } from '../kit/git/git.ts';
import type { Setting } from '../kit/git/profile.ts';
import { networkOf, reach, type Remote } from './remote.ts';
import { isShallow, type GitRepository } from './repository.ts';
import { findCommits, findMergeBase, noMergeBase, shortId, type MergeBase } from './revisions.ts';

/** Commits of history fetched by each step; a pull request that needs more wants a full checkout. */
const STEPS = [50, 250, 1_000];
const STEP_TIMEOUT = 120_000;

const NETWORK: readonly Setting[] = ['https', 'http', 'ssh', 'file'].map((protocol) => [
  `protocol.${protocol}.allow`,
  'always',
]);

/** Makes sure that these ids are here, asking the remote, or else the origin, for those that are not. Their commits. */
export async function fetchCommits(
  repository: GitRepository,
  ids: readonly string[],
  remote?: Remote,
): Promise<ReadonlyMap<string, string>> {
  const here = await findCommits(repository, ids);
  const missing = ids.filter((id) => !here.has(id));
  if (missing.length === 0) return here;
  // A depth would make a complete clone shallow.
  const depth = remote || (await isShallow(repository)) ? ['--depth=1'] : [];
  await fetchFrom(repository, remote, { depth, commits: missing });
  const sent = await findCommits(repository, missing);
  const lost = missing.find((id) => !sent.has(id));
  if (lost === undefined) return new Map([...here, ...sent]);
  throw new EnvironmentError(
    `The remote did not send the commit ${shortId(lost)}: was it force-pushed away?`,
  );
}

export interface Between {
  readonly base: string;
  readonly head: string;
  readonly remote?: Remote;
}

/** The merge base, after as many steps as it takes; an EnvironmentError when the last one did not show it. */
export async function deepen(repository: GitRepository, { base, head, remote }: Between): Promise<MergeBase> {
  for (const depth of STEPS) {
    await fetchFrom(repository, remote, { depth: [`--deepen=${depth}`], commits: [base, head] });
    const found = await findMergeBase(repository, base, head);
    if (found) return found;
  }
  throw await noMergeBase(repository, base, head);
}

/** No refs are moved, nothing is written but objects and the shallow boundary, and no program is configured. */
async function fetchFrom(
  repository: GitRepository,
  remote: Remote | undefined,
  { depth, commits }: { readonly depth: readonly string[]; readonly commits: readonly string[] },
): Promise<void> {
  const args = [
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-recurse-submodules',
    '--no-write-fetch-head',
    '--no-auto-maintenance',
    '--refmap=',
    '--upload-pack=git-upload-pack',
    ...depth,
    remote?.url ?? 'origin',
    ...commits,
  ];
  const way = remote ? reach(remote, repository.env) : origin(repository);
  await repository.git.run(args, { timeout: STEP_TIMEOUT, group: true, ...way });
}

/** The repository knows itself how its origin is reached, be it by an agent of the person's. */
function origin({ env }: GitRepository): Pick<RunOptions, 'settings' | 'env'> {
  const agent = env['SSH_AUTH_SOCK'];
  return { settings: NETWORK, env: { ...networkOf(env), ...(agent ? { SSH_AUTH_SOCK: agent } : {}) } };
}
