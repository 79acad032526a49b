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

/**
 * The environment with a PATH that has no folder of this work tree: npm and workflows put `node_modules/.bin` there by
 * its absolute path, and a change can lay an executable into it.
 */
export function withoutFoldersOf(root: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const folders = pathOf(env).split(path.delimiter);
  const kept = folders.filter((folder) => ![folder, resolved(folder)].some((one) => isWithin(root, one)));
  return { ...env, PATH: kept.join(path.delimiter) };
}

function isWithin(root: string, folder: string): boolean {
  const way = path.relative(root, folder);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

function resolved(folder: string): string {
  try {
    return fs.realpathSync(folder);
  } catch {
    return folder;
  }
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
