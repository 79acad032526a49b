/** Finds the git executable: by absolute entries of PATH only, so that no repository can offer its own. */
import fs from 'node:fs';
import path from 'node:path';
import { EnvironmentError } from '../../errors.ts';

const NAMES = process.platform === 'win32' ? ['git.exe'] : ['git'];

/** The absolute path of git; an EnvironmentError when the machine has none. */
export function findGit(env: NodeJS.ProcessEnv): string {
  for (const folder of pathOf(env).split(path.delimiter)) {
    // A relative entry, or none, is the working directory: there a pull request could lay an executable.
    if (!path.isAbsolute(folder)) continue;
    for (const name of NAMES) {
      const file = path.join(folder, name);
      if (isExecutable(file)) return file;
    }
  }
  throw new EnvironmentError('git is not installed, or not on the PATH: install git 2.32 or newer.');
}

/** The PATH, which Windows spells in more than one way. */
export function pathOf(env: NodeJS.ProcessEnv): string {
  return env['PATH'] ?? env['Path'] ?? '';
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
