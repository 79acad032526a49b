/** Whether commits are here with all that is in them, so that nothing has to be fetched. */
import type { Git } from '../kit/git/git.ts';

/** A clone with a filter has its commits, and of their files only some. */
export async function hasWhole(git: Git, commits: readonly string[]): Promise<boolean> {
  const input = Buffer.from(commits.map((id) => `${id}\n`).join(''));
  const [said, partial] = await Promise.all([
    git.text(['cat-file', '--batch-check=%(objecttype)'], { input }),
    git.text(['config', '--get', 'extensions.partialClone'], { answers: [0, 1] }),
  ]);
  const types = said.split('\n');
  return partial === '' && types.length === commits.length && types.every((type) => type === 'commit');
}
