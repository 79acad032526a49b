/** Whether commits are here with all that is in them, so that nothing has to be fetched. */
import type { GitRepository } from './repository.ts';

/** A clone with a filter has its commits, and of their files only some. */
export async function hasWhole(repository: GitRepository, commits: readonly string[]): Promise<boolean> {
  const input = Buffer.from(commits.map((id) => `${id}\n`).join(''));
  const [said, partial] = await Promise.all([
    repository.git.text(['cat-file', '--batch-check=%(objecttype)'], { input }),
    repository.git.text(['config', '--get', 'extensions.partialClone'], { answers: [0, 1] }),
  ]);
  const types = said.split('\n');
  return partial === '' && types.length === commits.length && types.every((type) => type === 'commit');
}
