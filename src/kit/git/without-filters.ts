/** Switches the repository's filter drivers off: comparing a file with the index would run them. */
import type { Git } from './git.ts';
import type { Setting } from './profile.ts';
import { splitNul } from './records.ts';

export async function withoutFilters(git: Git): Promise<Setting[]> {
  const args = ['config', '-z', '--name-only', '--get-regexp', '^filter\\.'];
  const { stdout } = await git.run(args, { answers: [0, 1] });
  const drivers = new Set<string>();
  for (const key of splitNul(stdout)) drivers.add(key.toString('utf8').replace(/\.[^.]*$/, ''));
  return [...drivers].flatMap((driver): Setting[] => [
    [`${driver}.clean`, ''],
    [`${driver}.smudge`, ''],
    [`${driver}.process`, ''],
    [`${driver}.required`, 'false'],
  ]);
}
