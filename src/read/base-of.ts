/** The commit that a head is compared with. */
import { UserError } from '../errors.ts';
import type { GitRepository } from './repository.ts';
import {
  findDefaultBranch,
  findMergeBase,
  isOnlyBranch,
  noMergeBase,
  resolveCommit,
  shortId,
  type DefaultBranch,
  type MergeBase,
} from './revisions.ts';

export interface Base {
  readonly commit: string;
  readonly label: string;
}

/** What the caller named, or else the default branch; null when the branch of HEAD is the only one there is. */
export async function namedOrDefault(
  repository: GitRepository,
  name: string | undefined,
): Promise<DefaultBranch | null> {
  if (name !== undefined) return { label: name, commit: await resolveCommit(repository, name) };
  const found = await findDefaultBranch(repository);
  if (found || (await isOnlyBranch(repository))) return found;
  throw new UserError('Which branch is the default one is not known here: name the base with --base.');
}

interface Joined {
  readonly branch: DefaultBranch;
  readonly head: string;
  /** Asked when the history that is here shows none. */
  readonly lastResort?: () => Promise<MergeBase | null>;
}

/** The merge base of the head with a branch, and what to call it. */
export async function mergeBaseWith(
  repository: GitRepository,
  { branch, head, lastResort }: Joined,
): Promise<Base> {
  const found = (await findMergeBase(repository, branch.commit, head)) ?? (await lastResort?.());
  if (!found) throw await noMergeBase(repository, branch.commit, head);
  if (found.commit === branch.commit)
    return { commit: found.commit, label: label(branch.label, found.commit) };
  const which = found.among > 1 ? `newest of ${found.among} merge bases` : 'merge base';
  return { commit: found.commit, label: `${which} with ${label(branch.label, found.commit)}` };
}

/** A name with the short id that it stands for; an id alone is shortened. */
export function label(name: string, commit: string): string {
  return commit.startsWith(name.toLowerCase()) ? shortId(commit) : `${name} (${shortId(commit)})`;
}
