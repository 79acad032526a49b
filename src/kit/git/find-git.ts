/** Finds the git executable. */
import { EnvironmentError } from '../../errors.ts';
import { onPath } from '../on-path.ts';

/** The absolute path of git; an EnvironmentError when the machine has none. */
export function findGit(env: NodeJS.ProcessEnv): string {
  const file = onPath('git', env);
  if (file !== null) return file;
  throw new EnvironmentError('git is not installed, or not on the PATH: install git 2.32 or newer.');
}
