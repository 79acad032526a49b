/** The folders of a working tree that git ignores: installed packages, and what builds leave. */
import { pathFromBytes, repoPath, type RepoPath } from '../domain/path.ts';
import { splitNul } from '../kit/git/records.ts';
import { personalExcludes } from './personal-excludes.ts';
import type { GitRepository } from './repository.ts';

/** Topmost ones only, without the slash at their ends. Empty without a working tree. */
export async function ignoredFolders(repository: GitRepository): Promise<RepoPath[]> {
  if (repository.root === null) return [];
  const which = ['--others', '--ignored', '--exclude-standard', '--directory', '-z'];
  const settings = await personalExcludes(repository);
  return [...splitNul(await repository.git.bytes(['ls-files', ...which], { settings }))]
    .map(pathFromBytes)
    .flatMap((path) => (path.endsWith('/') ? [repoPath(path.slice(0, -1))] : []));
}
